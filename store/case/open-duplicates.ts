import type { Queries } from '../db/db';
import type { Doing } from '../list/deeds';
import { kindsIn } from './kinds-in';
import { addCases } from './open-cases';

/**
 * Opens a case for each second row of a person: the lowest superior of all units that have proposed the person decides.
 * @param rows the senders' ids of the rows that are not the first
 */
export async function openDuplicates(
  tx: Queries,
  { campaign, list, hand, at }: Pick<Doing, 'campaign' | 'hand' | 'at'> & { list: string },
  rows: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  const kind = (await kindsIn(tx, campaign)).duplicate;
  if (!kind) return;
  const subjects = await tx<{ region: string; assignee: string; entry: number }[]>`
    select t.unit_code as region, t.id as entry, (
      select up.code from regions up
      where starts_with(mine.path, up.path) and not exists (
        select from (select * from entries of_person where of_person.subject_id = t.subject_id offset 0) o
        join regions theirs on theirs.code = o.unit_code
        where o.campaign_id = t.campaign_id and o.list = t.list and o.state <> 'out'
          and not starts_with(theirs.path, up.path))
      order by up.level desc limit 1) as assignee
    from entries t join regions mine on mine.code = t.unit_code
    where t.campaign_id = ${campaign} and t.list = ${list} and t.row = any(${[...rows]}::uuid[]) order by t.id`;
  await addCases(tx, {
    ...{ campaign, named: 'duplicate', kind, hand, now: at },
    subjects: subjects.map((subject) => ({ ...subject, posting: null, follows: null })),
  });
}
