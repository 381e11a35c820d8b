import type { Form, Text } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { byUrgency } from '../../domain/round/urgency';
import { stageText } from '../campaign/stage-text';
import type { Queries } from '../db/db';
import { listWithRows } from './asks';
import { placesOfLink } from './links-to-all';

/** One open task of a unit, with its answer. No person in it. */
export interface Task {
  /** Number of the same contact's link to it. */
  link: number;
  round: string;
  key: string;
  unit: { code: string; name: string };
  /** Name of the campaign. */
  title: Text;
  stage: Text;
  form: Form;
  /** Of a list ask: the list, whose rows are entered on its own page. */
  list: string | null;
  /** IANA zone in which its dates are shown. */
  zone: string;
  dueAt: Instant;
  locksAt: Instant;
  /** Campaign time. */
  now: Instant;
  reported: boolean;
  receipt: string | null;
  /** Why the last report was returned, until a new one comes. */
  returnedBecause: string | null;
}

/**
 * Everything that the unit of a link is asked for now, the most urgent first: in the same campaign, and for a live one
 * in all live campaigns. A link to all is about every unit of its contact. The contact gets a link to each as from a
 * message; where that link was revoked there is none.
 */
export async function tasksOfLink(sql: Queries, link: number): Promise<Task[]> {
  const rows = await sql<Task[]>`
    with here as (
      select p.code as region_code, p.name as place, l.contact_id, l.campaign_id, c.mode
      from links l join campaigns c on c.id = l.campaign_id
      cross join lateral (
        select g.code, g.name from regions g where g.code = l.region_code and l.round_id is not null
        union all select o.code, o.name from (${placesOfLink(sql)}) o where l.round_id is null) p
      where l.id = ${link} and l.purpose = 'report'),
    asked as (
      select u.id, u.campaign_id, u.key, u.round_id, u.unit_code, u.report_id, h.contact_id, h.place, campaign_now(c.id) as now,
             r.stage, r.title, r.form, ${listWithRows(sql)} as list, r.due_at, r.locks_at, c.definition
      from here h cross join lateral (select * from asks where unit_code = h.region_code offset 0) u
      join rounds r on r.id = u.round_id join campaigns c on c.id = u.campaign_id
      where r.state = 'open' and c.state <> 'cancelled' and campaign_now(c.id) >= r.opens_at and campaign_now(c.id) < r.locks_at
        and (c.id = h.campaign_id or (c.mode = 'live' and h.mode = 'live'))),
    made as (
      insert into links (campaign_id, round_id, ask_id, purpose, region_code, contact_id)
      select a.campaign_id, a.round_id, a.id, 'report', a.unit_code, a.contact_id from asked a
      where not exists (select 1 from links k where k.ask_id = a.id and k.contact_id = a.contact_id)
      on conflict do nothing returning id, ask_id),
    links_here as (
      -- Of one that came before the unit moved to another area the newer one.
      select max(k.id) as id, k.ask_id from links k join asked a on k.ask_id = a.id and k.contact_id = a.contact_id
      where k.revoked_at is null group by k.ask_id
      union all select id, ask_id from made)
    select k.id as link, a.round_id as round, a.key, jsonb_build_object('code', a.unit_code, 'name', a.place) as unit, a.definition -> 'name' as title,
           ${stageText(sql, { round: 'a', campaign: 'a' })} as stage,
           a.definition #> array['forms', a.form] as form, a.list, a.definition ->> 'zone' as zone, a.due_at as "dueAt",
           a.locks_at as "locksAt", a.now, a.report_id is not null as reported, p.receipt,
           case when a.report_id is null then p.returned_because end as "returnedBecause"
    from asked a join links_here k on k.ask_id = a.id
    left join lateral (
      select receipt, returned_because from reports p where p.ask_id = a.id order by version desc limit 1) p on true`;
  return [...rows].sort(byUrgency);
}
