import { within } from '../db/scope';
import { runs, type WorkOf, word } from './worker';

/** So many rows are counted exactly; a list of half a million is not counted for a menu. */
const COUNTED = 1000;

/** Lists: rows that an office decides, and lists on paper. */
export const listWork: { rows: WorkOf; paper: WorkOf } = {
  /** Rows that have done every step before their approval: the office decides them. */
  rows: (sql, top) => sql`
    select 'rows', l.id, k.id, k.definition #> array['lists', l.id, 'name'], null, '{}'::jsonb, w.waiting, null,
           campaign_now(k.id), k.definition ->> 'zone'
    from lists l join campaigns k on k.id = l.campaign_id
    cross join lateral (
      select array_position(l.track, 'approve') - 1 as done) at
    cross join lateral (
      select count(*)::int as waiting from (
        select from entries e join regions g on g.code = e.unit_code
        where e.campaign_id = k.id and e.list = l.id and e.done = at.done and e.state = 'in'
          and ${within(sql, top, 'g.path')} limit ${COUNTED}) waiting) w
    where ${runs(sql)} and w.waiting > 0`,
  /** Lists on paper that are not keyed, or not read back. */
  paper: (sql, top) => sql`
    select 'paper', p.list, k.id, k.definition #> array['lists', p.list, 'name'], null,
           ${word(sql, sql`case when bool_or(p.keyed_at is null) then 'to-key' else 'to-compare' end`)}, count(*)::int, null,
           campaign_now(k.id), k.definition ->> 'zone'
    from list_papers p join campaigns k on k.id = p.campaign_id join asks u on u.id = p.ask_id
    join regions g on g.code = u.unit_code
    where ${runs(sql)} and p.compared_at is null and p.void_at is null and ${within(sql, top, 'g.path')}
    group by p.list, k.id`,
};
