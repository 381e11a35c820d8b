import { touches, within } from '../db/scope';
import { runs, type WorkOf, word } from './worker';

/** Warnings that units have not answered, and questions about warnings. */
export const warningWork: { alert: WorkOf; duty: WorkOf } = {
  alert: (sql, top) => sql`
    select 'alert', a.id::text, k.id, k.definition -> 'name', g.name,
           jsonb_build_object('hazard', a.hazard, 'colour', a.colour, 'drill', a.drill), s.silent, s.due_at,
           campaign_now(k.id), k.definition ->> 'zone'
    from alerts a join campaigns k on k.id = a.campaign_id join regions g on g.code = a.area
    cross join lateral (
      select count(*)::int as silent, min(r.due_at) as due_at
      from (select id, due_at from rounds where alert_id = a.id and ask = 'known' order by opens_at desc, id desc limit 1) r
      join asks u on u.round_id = r.id and u.reported_at is null join regions x on x.code = u.unit_code
      where ${within(sql, top, 'x.path')}) s
    where a.state = 'open' and ${runs(sql)} and s.silent > 0`,
  duty: (sql, top) => sql`
    select 'duty', d.id::text, null, null, null, ${word(sql, sql`d.kind`)}, 1, null, now(), 'Asia/Shanghai'
    from duty_items d left join warnings w on w.id = d.warning_id left join weather_events e on e.id = w.event_id
    where d.scope = 'live' and d.closed_at is null and (${top === null ? sql`true` : sql`false`} or exists (
      select from regions g where g.code = any(coalesce(w.regions, '{}') || coalesce(e.regions, '{}'))
        and ${touches(sql, top, sql`g.path`)}))`,
};
