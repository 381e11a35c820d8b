import type { Definition } from '../../domain/campaign/definition/definition';
import { inventPerson } from '../lists/invented-people';
import { type Intent, type Proposal, rowId } from '../lists/proposals';
import type { ShareName, Shares } from '../lists/shares';
import { chance } from '../people/chance';
import { isOfPersons, type Recipient, type Recipients } from './recipients';

/** Nobody else of a rehearsal has a number from here on. */
const UNWILLING = 6_000_000;

/** @returns what a unit means to send of a list that was written beforehand */
export function intentOfWritten(
  { seed, shares, lists }: { seed: number; shares: Shares; lists: Definition['lists'] },
  recipients: Recipients,
  { list, unit }: { list: string; unit: string },
): Intent {
  const is = (trait: ShareName) => chance(seed, trait, unit, list) < shares[trait];
  const proposals = recipients.of(list, unit).map((one) => proposalOf(lists, one));
  const last = proposals.at(-1);
  const rules = lists[list];
  const numbered = rules !== undefined && isOfPersons(rules);
  if (last && numbered && is('badNumber')) last.badNumber = true;
  return {
    proposals,
    beyond: [],
    unwilling: numbered && is('unwilling') ? [unwilling(seed, { list, unit })] : [],
    // What is written says what must stand: nothing else is to be corrected.
    corrects: [],
    takesBack: [],
  };
}

function proposalOf(lists: Definition['lists'], { row, list, unit, category, person, heads }: Recipient): Proposal {
  const field = lists[list]?.heads;
  return {
    ...{ row, person, category, home: unit, shared: false, badNumber: false },
    ...(field !== undefined && heads !== null && { figures: { [field]: String(heads) } }),
  };
}

function unwilling(seed: number, { list, unit }: { list: string; unit: string }): Proposal {
  const nth = UNWILLING + Math.floor(chance(seed, 'unwilling-person', list, unit) * 100_000);
  const row = rowId(seed, 'unwilling', list, unit);
  return { row, person: inventPerson(seed, nth), home: unit, shared: false, badNumber: false };
}
