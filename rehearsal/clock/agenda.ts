import type { Instant } from '../../domain/instant';

/** Deeds, each with the instant at which it is due. */
export interface Agenda<Deed> {
  add(at: Instant, deed: Deed): void;
  nextAt(): Instant | null;
  /** @returns the deeds due until the instant, in the order of time, and removes them. */
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
