import type { Day } from '../../../domain/campaign/calendar/days';
import { checkDeed, type DeedDone, type DeedSent } from '../../../domain/list/pairs/deeds';
import { sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import type { Doing } from '../deeds';
import { type RowOutcome, refusedRow } from '../row-outcome';
import { stands } from './pair-deeds';
import { helpedBy } from './pair-list';

/** A unit whose helpers have done something, in a transaction that holds its ask. */
export interface TakingDeeds extends Doing {
  list: string;
  unit: string;
  round: string;
  /** In the campaign's zone. */
  today: Day;
}

/** Deeds to add, and the sender's ids of deeds of this round that are undone. */
export interface DeedsSent {
  done: readonly DeedSent[];
  undone: readonly string[];
}

/**
 * Adds what helpers of a unit have done for their pairs, and undoes what was entered by mistake. Each is taken or
 * refused for itself; a deed sent again is the same deed. A row that is out takes deeds as long as it has a helper:
 * what was done before its end may be entered after.
 * @returns the outcomes by the id of the deed, in the order sent
 */
export async function takeDeeds(tx: Queries, taking: TakingDeeds, { done, undone }: DeedsSent): Promise<RowOutcome[]> {
  const rows = await lockPairs(
    tx,
    taking,
    done.map(({ row }) => row),
  );
  const outcomes: RowOutcome[] = [];
  for (const sent of done) {
    const row = rows.get(sent.row);
    const checked = checkDeed(sent, taking.today);
    if (!row) outcomes.push(refusedRow(sent.deed, sentence('pair-not-yours')));
    else if (!checked.ok) outcomes.push({ row: sent.deed, is: 'refused', problems: checked.problems });
    else outcomes.push(await addDeed(tx, taking, { sent, pair: row, done: checked.deed }));
  }
  for (const deed of undone) outcomes.push(await undoDeed(tx, taking, deed));
  return outcomes;
}

interface KnownPair {
  id: number;
  version: number;
  /** The post that helps. */
  post: string;
}

async function lockPairs(
  tx: Queries,
  { campaign, list, unit, hand }: TakingDeeds,
  rows: readonly string[],
): Promise<Map<string, KnownPair>> {
  const found = await tx<(KnownPair & { row: string })[]>`
    select e.id, e.row, e.version, (select h.role from duties h where h.id = e.helper_id) as post from entries e
    where e.campaign_id = ${campaign} and e.list = ${list} and e.row = any(${[...rows]}::uuid[])
      and ${helpedBy(tx, { unit, contact: hand.contact })}
    order by e.id for no key update of e`;
  return new Map(found.map(({ row, ...entry }) => [row, entry]));
}

async function addDeed(
  tx: Queries,
  { campaign, unit, round, at, hand }: TakingDeeds,
  { sent, pair, done }: { sent: DeedSent; pair: KnownPair; done: DeedDone },
): Promise<RowOutcome> {
  const added = await tx`
    insert into deeds (campaign_id, entry_id, unit_code, round_key, kind, at, contact_id, account_id, by_name, via, after, because, reason,
                       figures, submission, done_on)
    values (${campaign}, ${pair.id}, ${unit}, ${round}, ${sent.kind}, ${at}, ${hand.contact ?? null}, ${hand.account ?? null},
            ${hand.name ?? null}, ${hand.via}, ${json(tx, { unit, post: pair.post })}, ${done.way}, ${done.what}, ${json(tx, done.figures)}, ${sent.deed}, ${done.on})
    on conflict (submission, entry_id, kind) where submission is not null do nothing returning id`;
  return { row: sent.deed, is: added.length > 0 ? 'done' : 'same', version: pair.version };
}

/** What was entered in an earlier round stands in its report. */
async function undoDeed(
  tx: Queries,
  { campaign, list, unit, round, at, hand }: TakingDeeds,
  deed: string,
): Promise<RowOutcome> {
  const [found] = await tx<{ id: number; entry: number; version: number; standing: boolean }[]>`
    select d.id, e.id as entry, e.version, ${stands(tx)} as standing from deeds d join entries e on e.id = d.entry_id
    where d.campaign_id = ${campaign} and e.list = ${list} and d.unit_code = ${unit} and d.round_key = ${round} and d.submission = ${deed}
      and ${helpedBy(tx, { unit, contact: hand.contact })} for no key update of e`;
  if (!found) return refusedRow(deed, sentence('deed-unknown'));
  if (!found.standing) return { row: deed, is: 'same', version: found.version };
  await tx`
    insert into deeds (campaign_id, entry_id, unit_code, round_key, kind, at, contact_id, account_id, by_name, via, undoes)
    values (${campaign}, ${found.entry}, ${unit}, ${round}, 'undo', ${at}, ${hand.contact ?? null}, ${hand.account ?? null},
            ${hand.name ?? null}, ${hand.via}, ${found.id})`;
  return { row: deed, is: 'gone', version: found.version };
}
