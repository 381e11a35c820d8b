/**
 * A small cache: when it has too many entries, the least recently used one goes.
 * @param most most entries at one time
 * @returns a function that calls `find` once for each key
 */
export function remember<T>(most: number): (key: string, find: () => T) => T {
  const known = new Map<string, T>();
  return (key, find) => {
    const found = known.get(key) ?? find();
    // A Map keeps its keys in the order of insertion: the entry just used moves to the end.
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
