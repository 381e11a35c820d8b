import { inBoth, type Sentence, sentence } from '../../text/refusal';
import { baseOf, occasionOf } from '../round-key';

/** Most rounds of one ask with a separate warning. */
const NAMED = 3;

/** The values that differ between equal warnings of repeated rounds. */
const OWN = ['round', 'at', 'day'];

/**
 * A ladder that does not fit the rounds of an ask fits none of hundreds: many equal warnings become the first one and a
 * count.
 */
export function withoutSiblings(warnings: readonly Sentence[]): Sentence[] {
  const groups = new Map<string, Sentence[]>();
  for (const warning of warnings) {
    const shared = siblingsOf(warning);
    groups.set(shared, [...(groups.get(shared) ?? []), warning]);
  }
  return [...groups.values()].flatMap((siblings) => {
    const [first] = siblings;
    const round = first?.values.round;
    if (!first || typeof round !== 'string' || siblings.length <= NAMED) return siblings;
    const many = inBoth(sentence('round-and-more', { round, more: siblings.length - 1 }));
    return [{ ...first, values: { ...first.values, round: many } }];
  });
}

/** @returns a key that is the same for equal warnings of rounds of one ask. */
function siblingsOf(warning: Sentence): string {
  const { round } = warning.values;
  if (typeof round !== 'string' || occasionOf(round) === null) return JSON.stringify(warning);
  const shared = Object.entries(warning.values).filter(([name]) => !OWN.includes(name));
  return JSON.stringify([warning.code, baseOf(round), shared]);
}
