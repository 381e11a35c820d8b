import { type Helping, type Relation, relationOf } from '../../../domain/list/helped-elsewhere';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Fragment, Queries } from '../../db/db';
import { within } from '../../db/scope';

/** Another campaign whose rows may be of the same people. */
export interface OtherCampaign {
  id: string;
  relation: Relation;
}

/**
 * @returns the campaigns with rows of people that count beside those of this one. Cancelled ones do not, and no
 *   rehearsal does: its people are invented, and the same in the next one.
 */
export async function otherCampaigns(sql: Queries, campaign: string): Promise<OtherCampaign[]> {
  const all = await sql<(Helping & { id: string; own: boolean })[]>`
    select c.id, c.id = ${campaign} as own, (c.plan ->> 'season')::int as season, c.definition #>> '{organisation,zh-CN}' as organisation
    from campaigns c
    where c.id = ${campaign} or c.mode = 'live' and c.state <> 'cancelled'
      and exists (select from campaigns own where own.id = ${campaign} and own.mode = 'live')
      and exists (select from entries e where e.campaign_id = c.id)
    order by c.id`;
  const own = all.find((one) => one.own);
  if (!own) throw new Refused(sentence('unknown-campaign', { campaign }));
  return all.flatMap((one) => (one.own ? [] : [{ id: one.id, relation: relationOf(own, one) }]));
}

/**
 * Rows that somebody has been granted elsewhere in this season, as `helped (id, same)`; for an approval.
 * @param chosen name of the rows that are looked at, with `id` and `category`
 */
export function helpedRows(sql: Queries, others: readonly OtherCampaign[], chosen: string): Fragment {
  const now = others.filter(({ relation }) => relation !== 'earlier');
  const same = now.flatMap(({ id, relation }) => (relation === 'same' ? [id] : []));
  return sql`
    helped as materialized (
      select c.id, bool_or(o.campaign_id = any(${same}) and o.category = c.category) as same,
             bool_or(o.campaign_id <> all(${same})) as other
      from ${sql(chosen)} c join entries own on own.id = c.id
      join entries o on o.subject_id = own.subject_id and o.campaign_id = any(${now.map(({ id }) => id)})
      where o.state <> 'out' and jsonb_array_length(coalesce(o.entitled, '[]')) > 0
      group by c.id)`;
}

/** Somebody with a row of the campaign and a part in another row of this season. */
export interface MetElsewhere {
  /** Number in `people`, and 王**. */
  person: number;
  shown: string;
  /** Number of the row here. */
  entry: number;
  unit: string;
  category: string;
  /** The campaign and list of the other row; null for one that is outside the reader's region. */
  campaign: string | null;
  list: string | null;
  otherCategory: string;
  /** `here`: another list of this campaign. */
  how: 'here' | 'same-purpose' | 'same-office' | 'other-office';
}

export interface Met {
  rows: MetElsewhere[];
  /** How many people of the campaign had a row in an earlier season. */
  earlier: number;
}

/**
 * Finds who of a campaign has a part in other rows too: as the person, the head or a member of a household; across its
 * lists and across campaigns. One pass; rows that are out and cancelled campaigns do not count.
 * @param top the reader's region; null for everything
 */
export async function metElsewhere(
  sql: Queries,
  { campaign, top }: { campaign: string; top: string | null },
): Promise<Met> {
  const others = await otherCampaigns(sql, campaign);
  const ids = (wanted: Relation) => others.flatMap(({ id, relation }) => (relation === wanted ? [id] : []));
  const [earlier, same] = [ids('earlier'), ids('same')];
  const [met] = await sql<Met[]>`
    with parts as materialized (
      select e.id, e.campaign_id, coalesce(s.head_id, s.id) as person from entries e join people s on s.id = e.subject_id
      where e.campaign_id = any(${[campaign, ...others.map(({ id }) => id)]}) and e.state <> 'out'
      union
      select e.id, e.campaign_id, m.person_id from entries e
      join memberships m on m.household_id = e.subject_id and m.until_day is null
      where e.campaign_id = any(${[campaign, ...others.map(({ id }) => id)]}) and e.state <> 'out'),
    met as (
      select one.person, one.id, two.id as other from parts one join parts two using (person)
      where one.campaign_id = ${campaign} and two.id <> one.id and two.campaign_id <> all(${earlier})
        and (two.campaign_id <> ${campaign} or two.id > one.id)),
    shown as (
      select p.id as person, p.shown, e.id as entry, e.unit_code as unit, e.category,
             case when near.code is not null then o.campaign_id end as campaign,
             case when near.code is not null then o.list end as list, o.category as "otherCategory",
             case when o.campaign_id = ${campaign} then 'here'
                  when o.campaign_id = any(${same}) and o.category = e.category then 'same-purpose'
                  when o.campaign_id = any(${same}) then 'same-office' else 'other-office' end as how
      from met m join people p on p.id = m.person join entries e on e.id = m.id join entries o on o.id = m.other
      join regions g on g.code = e.unit_code and ${within(sql, top, 'g.path')}
      left join regions near on near.code = o.unit_code and ${within(sql, top, 'near.path')})
    select (select count(distinct one.person)::int from parts one join parts two using (person)
            where one.campaign_id = ${campaign} and two.campaign_id = any(${earlier})) as earlier,
           (select coalesce(jsonb_agg(to_jsonb(s) order by s.person, s.entry), '[]') from shown s) as rows`;
  return met ?? { rows: [], earlier: 0 };
}
