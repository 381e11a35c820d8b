import type { CampaignClient } from '../../client/campaigns';
import { type Quota, type QuotaDifference, quotasAfterMove, type SlotMove } from '../../domain/list/quotas';
import { type Problem, Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import { askAgain } from '../../store/list/ask-again';
import {
  giveQuotas,
  type LimitedList,
  type ListAddress,
  limitedList,
  lockQuotas,
  type QuotasGiven,
} from '../../store/list/quotas';
import { unitsOfQuotas } from '../../store/list/tables/quota-table';
import type { Acting } from '../acting';

/** Rounds are told that other units are asked. */
export interface QuotaClient {
  client: Pick<CampaignClient, 'reportArrived'>;
}

/** Whose quotas: a list, and the region of who acts; null for everything. */
type Of = ListAddress & { top: string | null };

/**
 * Gives units their slots (分配表), all or nothing; what is not named stays. A second time it gives the first receipt.
 * Units that get their first slots are asked, with the message of the opening.
 * @throws Refused when the time to propose is over, a unit is not asked, or has more rows than slots; all are named
 */
export const setQuotas = (
  acting: Acting & QuotaClient,
  { wanted, reason, ...of }: Of & { wanted: readonly Quota[]; reason: string },
) =>
  change(acting, of, async (tx, limited) => {
    await refuseOthers(tx, of, limited, wanted);
    const given = await giveQuotas(tx, limited, { ...of, wanted });
    return { given, line: { ...sumsOf(given.difference), reason } };
  });

/**
 * Moves slots from one unit to another before the lock, with a reason.
 * @throws Refused when the first unit has not so many free ones
 */
export const moveSlots = (
  acting: Acting & QuotaClient,
  { move, reason, ...of }: Of & { move: SlotMove; reason: string },
) =>
  change(acting, of, async (tx, limited) => {
    const held = await lockQuotas(tx, of, [move.from, move.to]);
    const wanted = quotasAfterMove(held, move);
    await refuseOthers(tx, of, limited, wanted);
    return { given: await giveQuotas(tx, limited, { ...of, wanted }), line: { ...move, reason } };
  });

interface Changed {
  given: QuotasGiven & { difference: QuotaDifference };
  line: Record<string, string | number>;
}

async function change(
  { sql, by, client }: Acting & QuotaClient,
  { campaign, list }: Of,
  act: (tx: Queries, limited: LimitedList) => Promise<Changed>,
): Promise<QuotasGiven> {
  const { given, rounds } = await atomically(sql, async (tx) => {
    const limited = await limitedList(tx, { campaign, list });
    if (limited.locked) throw new Refused(sentence('quotas-locked'));
    const { given: made, line } = await act(tx, limited);
    if (made.repeated) return { given: made, rounds: [] };
    await audit(tx, by, 'change-quotas', { campaign, list, receipt: made.receipt, ...line });
    return { given: made, rounds: await askAgain(tx, limited) };
  });
  for (const round of rounds) await client.reportArrived(round);
  const { difference: _, ...told } = given;
  return told;
}

const sumsOf = ({ changed }: QuotaDifference): { units: number; before: number; after: number } => ({
  units: new Set(changed.map(({ unit }) => unit)).size,
  before: changed.reduce((sum, { before }) => sum + before, 0),
  after: changed.reduce((sum, { slots }) => sum + slots, 0),
});

/** Slots go only to units that the list asks, in the region of who gives them; negative ones to nobody. */
async function refuseOthers(
  tx: Queries,
  of: Of,
  { row, definition }: LimitedList,
  wanted: readonly Quota[],
): Promise<void> {
  const own = new Set((await unitsOfQuotas(tx, { ...of, definition: row.definition })).map(({ code }) => code));
  const { categories } = definition;
  const seen = new Set<string>();
  const problems = wanted.flatMap(({ unit, category, slots }): Problem[] => {
    const mark = `${unit} ${category}`;
    const twice = seen.has(mark);
    seen.add(mark);
    if (!own.has(unit)) return [{ field: unit, ...sentence('quota-unit-unknown') }];
    if (!categories.includes(category))
      return [{ field: unit, ...sentence('quota-category-unknown', { categories: categories.join(', ') }) }];
    if (twice) return [{ field: unit, ...sentence('quota-twice') }];
    // A move of more than there is; giveQuotas names what is below the rows.
    return slots < 0 ? [{ field: unit, ...sentence('quota-too-few', { category }) }] : [];
  });
  if (problems.length > 0) throw new Refused(sentence('quotas-refused', { count: problems.length }), problems);
}
