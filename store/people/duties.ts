import { type DutyWord, dutyOf } from '../../domain/people/duties';
import type { Fragment, Queries } from '../db/db';

/** @returns the condition that `d`, a row of `duties`, is the duty of this word. */
export function isDuty(sql: Queries, word: DutyWord): Fragment {
  const { role, deputy } = dutyOf(word);
  return sql`d.role = ${role} and d.deputy = ${deputy}`;
}

/** @returns the number of the person with a duty, as an SQL expression; null without one. */
export const holderOf = (sql: Queries, { region, role }: { region: string; role: DutyWord }): Fragment => sql`
  (select d.contact_id from duties d where d.region_code = ${region} and ${isDuty(sql, role)})`;

/** The order of the people of a region: the contact, the deputy, then the register's own words. */
export const inDutyOrder = (sql: Queries): Fragment => sql`d.role <> 'contact', d.role, d.deputy`;
