import type { Instant } from '../../domain/instant';

/** What is to be done at which instant. */
export interface Agenda<Deed> {
  add(at: Instant, deed: Deed): void;
  nextAt(): Instant | null;
  /** @returns what was due until the instant, in the order of time; it is off the agenda then. */
  take(until: Instant): Deed[];
}

export function agenda<Deed>(): Agenda<Deed> {
  const deeds = new Map<Instant, Deed[]>();
  const instants = () => [...deeds.keys()].sort();
  return {
    add: (at, deed) => void deeds.set(at, [...(deeds.get(at) ?? []), deed]),
    nextAt: () => instants()[0] ?? null,
    take: (until) =>
      instants()
        .filter((at) => at <= until)
        .flatMap((at) => {
          const due = deeds.get(at) ?? [];
          deeds.delete(at);
          return due;
        }),
  };
}
