/**
 * Divides whole units, such as fen, in proportion to weights, by largest remainder: the parts add up to the total, none
 * is more than one unit from its exact share, and equal remainders go to the first.
 * @param total whole and not below 0
 * @param weights not below 0; with all of them 0 there is nobody to give to
 * @returns a part for each weight; all 0 when every weight is 0
 */
export function divide(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const shares = weights.map((weight, at) => {
    const exact = BigInt(total) * BigInt(weight);
    return { at, part: exact / sum, rest: exact % sum };
  });
  const left = Number(BigInt(total) - shares.reduce((all, { part }) => all + part, 0n));
  const first = shares.toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  const raised = new Set(first.slice(0, left).map(({ at }) => at));
  return shares.map(({ at, part }) => Number(part) + (raised.has(at) ? 1 : 0));
}
