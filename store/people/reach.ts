import type { Reach } from '../../domain/campaign/preview-audience';
import type { Queries } from '../db/db';
import { below } from '../db/scope';

/**
 * Channels to a region and all regions below it: a number or an address that is not known to be bad, of a person who
 * has not opted out.
 * @param code the top of the subtree
 * @returns one entry for each region and role; for a region without any contact too
 */
export const reachByRegion = (sql: Queries, code: string): Promise<Reach[]> => sql<Reach[]>`
  select r.code, a.role,
         coalesce(bool_or(w.no_sms is null) filter (where not d.deputy), false) as phone,
         coalesce(bool_or(w.no_email is null) filter (where not d.deputy), false) as email,
         coalesce(bool_or(w.no_sms is null) filter (where d.deputy), false) as "deputyPhone",
         coalesce(bool_or(w.no_email is null) filter (where d.deputy), false) as "deputyEmail",
         count(w.phone) > count(distinct w.phone) as "samePhone", count(w.email) > count(distinct w.email) as "sameEmail"
  from regions top
  join regions r on ${below(sql, sql`r.path`, sql`top.path`)}
  cross join lateral (select 'contact' as role union select role from duties where region_code = r.code) a
  left join (duties d join reach w on w.contact_id = d.contact_id and w.campaign_id is null
             and w.no_sms is distinct from 'opted-out') on d.region_code = r.code and d.role = a.role
  where top.code = ${code} and r.closed_at is null
  group by r.code, r.path, a.role
  order by r.path, a.role <> 'contact', a.role`;
