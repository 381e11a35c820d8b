/**
 * Lets work go on beside other work, as Postgres writes one piece while the next is read.
 * @returns the same promise: what goes wrong is heard where it is awaited, also when that comes late
 */
export function beside<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}
