import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import type { Doing, Hand } from '../list/deeds';
import { kindsIn } from './kinds-in';
import { addCases } from './open-cases';

/**
 * Somebody is on a list of persons, and in a household on another one whose rule `once` concerns both: two payees, and
 * whether both are paid is for an officer to say. Opens a case for the person's row, which waits for the answer; an
 * answered one is not asked again.
 * @param subjects numbers of those whose rows have come, persons or households; null for all rows of the list
 */
export async function openDoubles(
  tx: Queries,
  { campaign, list, hand, at }: Pick<Doing, 'campaign' | 'hand' | 'at'> & { list: string },
  subjects: readonly number[] | null,
): Promise<void> {
  if (subjects?.length === 0) return;
  const found = await tx<{ region: string; entry: number }[]>`
    with concerned as (
      select l.id from lists l join lists own on own.campaign_id = l.campaign_id and own.once -> 'across' ? l.id
      where own.campaign_id = ${campaign} and own.id = ${list}),
    parts as (
      select e.id, h.head_id as person from entries e join people h on h.id = e.subject_id and h.head_id is not null
      where e.campaign_id = ${campaign} and e.list in (select id from concerned) and e.state in ('in', 'held', 'returned')
      union all
      select e.id, m.person_id from entries e join memberships m on m.household_id = e.subject_id and m.until_day is null
      where e.campaign_id = ${campaign} and e.list in (select id from concerned) and e.state in ('in', 'held', 'returned'))
    select distinct p.unit_code as region, p.id as entry
    from entries p join parts on parts.person = p.subject_id join entries h on h.id = parts.id
    where p.campaign_id = ${campaign} and p.list in (select id from concerned) and p.state = 'in'
      and (${subjects === null} or p.subject_id = any(${[...(subjects ?? [])]}::bigint[]) or h.subject_id = any(${[...(subjects ?? [])]}::bigint[]))
      and not exists (select from cases f where f.entry_id = p.id and f.kind = 'double')
    order by 2`;
  const kind = found.length === 0 ? undefined : (await kindsIn(tx, campaign)).double;
  if (!kind) return;
  await addCases(tx, {
    ...{ campaign, named: 'double', kind, hand, now: at },
    subjects: found.map((subject) => ({ ...subject, assignee: null, posting: null, follows: null })),
  });
}

/**
 * Somebody has come into a household: on lists of running campaigns, two of their rows may be of one payee now.
 * @param subjects numbers of the person and of the household
 * @returns campaigns in which cases may have been opened
 */
export async function openDoublesOf(tx: Queries, subjects: readonly number[], hand: Hand): Promise<string[]> {
  const found = await tx<{ campaign: string; list: string; at: Instant }[]>`
    select distinct e.campaign_id as campaign, e.list, campaign_now(e.campaign_id) as at
    from entries e join campaigns c on c.id = e.campaign_id and c.ended_at is null
    where e.subject_id = any(${[...subjects]}::bigint[]) and e.state in ('in', 'held', 'returned') order by 1, 2`;
  for (const of of found) await openDoubles(tx, { ...of, hand }, subjects);
  return [...new Set(found.map(({ campaign }) => campaign))];
}
