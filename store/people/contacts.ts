import type { Queries } from '../db/db';
import { below } from '../db/scope';

/** Whether a region can be reached, and how; no number or address leaves the register for this. */
export interface Reach {
  code: string;
  /** The contact (A 角) by SMS, by e-mail. */
  phone: boolean;
  email: boolean;
  /** The deputy (B 角) by SMS, by e-mail. */
  deputyPhone: boolean;
  deputyEmail: boolean;
  /** Contact and deputy have one number, or one address, between them. */
  samePhone: boolean;
  sameEmail: boolean;
}

/**
 * How a region and all below it can be reached: there is a number, or an address, that is not known to be
 * bad, and the person has not opted out.
 * @param code the top of the subtree
 * @returns one entry a region, those without any contact too
 */
export const reachByRegion = (sql: Queries, code: string): Promise<Reach[]> => sql<Reach[]>`
  select r.code,
         coalesce(bool_or(w.no_sms is null) filter (where w.role = 'contact'), false) as phone,
         coalesce(bool_or(w.no_email is null) filter (where w.role = 'contact'), false) as email,
         coalesce(bool_or(w.no_sms is null) filter (where w.role = 'deputy'), false) as "deputyPhone",
         coalesce(bool_or(w.no_email is null) filter (where w.role = 'deputy'), false) as "deputyEmail",
         count(w.phone) > count(distinct w.phone) as "samePhone", count(w.email) > count(distinct w.email) as "sameEmail"
  from regions top
  join regions r on ${below(sql, sql`r.path`, sql`top.path`)}
  left join reach w on w.campaign_id is null and w.region_code = r.code and w.no_sms is distinct from 'opted-out'
  where top.code = ${code}
  group by r.code, r.path
  order by r.path`;
