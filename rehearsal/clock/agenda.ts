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
  /** Kept in order until a new one comes: a province plans tens of thousands of deeds at a few hundred instants. */
  let instants: Instant[] | null = null;
  const inOrder = (): Instant[] => {
    instants ??= [...deeds.keys()].sort();
    return instants;
  };
  return {
    add(at, deed) {
      const due = deeds.get(at);
      if (due) return void due.push(deed);
      deeds.set(at, [deed]);
      instants = null;
    },
    nextAt: () => inOrder()[0] ?? null,
    take(until) {
      const due = inOrder().filter((at) => at <= until);
      if (due.length > 0) instants = null;
      return due.flatMap((at) => {
        const those = deeds.get(at) ?? [];
        deeds.delete(at);
        return those;
      });
    },
  };
}
