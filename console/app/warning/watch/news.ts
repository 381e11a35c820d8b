/** A warning that places still have to answer, as far as a reader is told of it. */
export interface Watched {
  ref: string;
  dueAt: string | null;
  now: string;
}

/** What was seen before: by warning, whether its time had run out. */
export type Seen = ReadonlyMap<string, boolean>;

export interface News<One> {
  /** Warnings that were not there before. */
  fresh: One[];
  /** Warnings whose time has run out since. */
  late: One[];
  seen: Seen;
}

const isLate = ({ dueAt, now }: Watched): boolean => dueAt !== null && Date.parse(dueAt) <= Date.parse(now);

/**
 * @param before null on the first look: what is there already is no news, else every page would ring anew
 * @returns what a reader is told of: a new warning, and one whose clock has run out; each once
 */
export function newsOf<One extends Watched>(before: Seen | null, warnings: readonly One[]): News<One> {
  const seen = new Map(warnings.map((one) => [one.ref, isLate(one)] as const));
  if (before === null) return { fresh: [], late: [], seen };
  return {
    fresh: warnings.filter(({ ref }) => !before.has(ref)),
    late: warnings.filter((one) => before.get(one.ref) === false && isLate(one)),
    seen,
  };
}
