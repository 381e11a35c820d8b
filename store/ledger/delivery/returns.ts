import type { ReturnReason } from '../../../domain/ledger/delivery';
import type { Part } from '../../../domain/ledger/hand-out';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import { within } from '../../db/scope';
import { addDeeds, type Hand, type Standing } from '../../list/deeds';

/** A row from which something comes back. It is locked. */
export interface Returning {
  id: number;
  unit: string;
  standing: Standing;
  /** What lies with it. */
  with: Part[];
  /** Number of the deed by which it was handed over last. */
  given: number | null;
}

/** @returns the row, locked. @throws Refused when there is none within the region */
export async function rowReturning(
  tx: Queries,
  { campaign, row, top }: { campaign: string; row: number; top: string | null },
): Promise<Returning> {
  const [found] = await tx<Omit<Returning, 'with'>[]>`
    select e.id, e.unit_code as unit, jsonb_build_object('done', e.done, 'state', e.state, 'category', e.category, 'heads', e.heads) as standing,
           (select max(deed_id) from deliveries where entry_id = e.id and outcome = 'given') as given
    from entries e join regions g on g.code = e.unit_code
    where e.id = ${row} and e.campaign_id = ${campaign} and ${within(tx, top, 'g.path')} for no key update of e`;
  if (!found) throw new Refused(sentence('unknown-row', { row }));
  const held = await tx<Part[]>`
    select item, purse, quantity from balances
    where campaign_id = ${campaign} and account = ${`with:${row}`} and quantity > 0 order by item, purse`;
  return { ...found, with: [...held] };
}

interface CameBack {
  campaign: string;
  row: Returning;
  act: number;
  at: string;
  hand: Hand;
  because: ReturnReason;
  reason: string;
  parts: readonly Part[];
}

/** Keeps that something came back: a deed that takes back the delivery's, which stays as it was signed. */
export async function keepReturn(tx: Queries, { campaign, row, parts, ...back }: CameBack): Promise<void> {
  const { act, at, hand, because, reason } = back;
  const { standing } = row;
  const deed = { entry: row.id, unit: row.unit, kind: 'back', before: standing, after: standing, because };
  const [id] = await addDeeds(tx, { campaign, hand, at, reason }, [{ ...deed, undoes: row.given ?? undefined }]);
  await tx`
    insert into deliveries (deed_id, campaign_id, entry_id, outcome, handed_at, things, returned, act_id)
    values (${id ?? 0}, ${campaign}, ${row.id}, 'returned', ${at}, ${json(
      tx,
      parts.map((part) => ({ ...part })),
    )}, ${because}, ${act})`;
}
