/**
 * Lets pieces of work run one after the other: what counts a whole campaign keeps one core of the database busy, and
 * the others are left to whoever reports meanwhile.
 */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  };
}
