import { type RowRules, rowAfter } from '../../domain/list/row-life';
import type { Queries } from '../db/db';
import { addDeeds, type Deed, type Doing } from './deeds';
import { type Entry, type EntryChange, entryColumns, moveEntries, standingOf } from './entries';
import { STANDING } from './lists';

type Of = Pick<Doing, 'campaign'> & { list: string };

/** @returns the rows of these people that stand on the list, of whatever unit. */
export const standingWith = (tx: Queries, { campaign, list }: Of, subjects: readonly number[]): Promise<Entry[]> => tx<
  Entry[]
>`
  -- By the person: of a list that has just grown Postgres knows no size, and would read all of it.
  select ${entryColumns(tx)}
  from (select distinct subject from unnest(${[...subjects]}::bigint[]) as asked(subject)) a
  cross join lateral (select * from entries where subject_id = a.subject offset 0) e
  where e.campaign_id = ${campaign} and e.list = ${list} and e.state = any(${STANDING})`;

/**
 * Two units have proposed the same people: the rows that stand wait as well, until the superior of both decides by
 * residence, not by who was first. What is delivered stays.
 */
export async function holdOthers(
  tx: Queries,
  doing: Of & Doing & { definition: RowRules },
  subjects: readonly number[],
): Promise<void> {
  if (subjects.length === 0) return;
  const changes: EntryChange[] = [];
  const deeds: Deed[] = [];
  for (const entry of await standingWith(tx, doing, subjects)) {
    const turn = rowAfter(entry, { act: 'hold' }, doing.definition);
    if ('refused' in turn) continue;
    changes.push({ ...turn.row, id: entry.id, because: 'duplicate' });
    const after = { ...standingOf(entry), ...turn.row };
    deeds.push({
      entry: entry.id,
      unit: entry.unit,
      kind: 'hold',
      before: standingOf(entry),
      after,
      because: 'duplicate',
    });
  }
  await moveEntries(tx, changes, doing.at);
  await addDeeds(tx, doing, deeds);
}
