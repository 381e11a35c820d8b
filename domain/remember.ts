/**
 * A small memory for what is found out again and again: the least recently used entry goes when there are too many.
 * @param most entries at one time
 * @returns a function that finds out once for each key
 */
export function remember<T>(most: number): (key: string, find: () => T) => T {
  const known = new Map<string, T>();
  return (key, find) => {
    const found = known.get(key) ?? find();
    // A Map keeps its keys in the order in which they were put in: the one used just now goes to the end.
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
