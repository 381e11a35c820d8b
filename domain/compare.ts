/**
 * Compares texts (instants, days, paths) by their code units, so that the order is the same in every locale and at
 * every replay of a workflow.
 */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of things that happen: the earliest first. */
export const byTime = (a: { at: string }, b: { at: string }): number => compare(a.at, b.at);
