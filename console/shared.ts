/**
 * Computes something once for everybody who asks for it at about the same time: a thousand officers that watch a
 * campaign cost as much as one.
 * @param freshMs how old an answer may be; counted from when its computing began
 * @param compute its failures are not kept
 */
export function shared<T>(freshMs: number, compute: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { at: number; answer: Promise<T> }>();
  return (key) => {
    const now = Date.now();
    const found = known.get(key);
    if (found && now - found.at < freshMs) return found.answer;
    // Campaigns that nobody looks at any more do not pile up.
    for (const [old, { at }] of known) if (now - at > 60_000) known.delete(old);
    const answer = compute(key);
    known.set(key, { at: now, answer });
    answer.catch(() => known.delete(key));
    return answer;
  };
}
