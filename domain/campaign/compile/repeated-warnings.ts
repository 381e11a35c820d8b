import { inBoth, type Sentence, sentence } from '../../text/refusal';
import { baseOf, occasionOf } from '../round-key';

/** Rounds of one ask that are each warned of by name. */
const NAMED = 3;

/** What differs between the same warnings of rounds that come again. */
const OWN = ['round', 'at', 'day'];

/**
 * A ladder that fits no round of an ask fits none of its hundreds: more than a few of the same warning are told by the
 * first and a count.
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

/** @returns the same text for what is the same about rounds of one ask. */
function siblingsOf(warning: Sentence): string {
  const { round } = warning.values;
  if (typeof round !== 'string' || occasionOf(round) === null) return JSON.stringify(warning);
  const shared = Object.entries(warning.values).filter(([name]) => !OWN.includes(name));
  return JSON.stringify([warning.code, baseOf(round), shared]);
}
