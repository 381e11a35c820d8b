import { type DutyWord, dutyOf } from '../../domain/people/duties';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';

/** @returns the condition that `d`, a row of `duties`, is the duty of this word. */
export function isDuty(sql: Queries, word: DutyWord): Fragment {
  const { role, deputy } = dutyOf(word);
  return sql`d.role = ${role} and d.deputy = ${deputy}`;
}

/** @returns the number of the person with a duty, as an SQL expression; null without one. */
export const holderOf = (sql: Queries, { region, role }: { region: string; role: DutyWord }): Fragment => sql`
  (select d.contact_id from duties d where d.region_code = ${region} and ${isDuty(sql, role)})`;

/**
 * Removes a duty of a region. Triggers end the links in earlier messages and empty the person without another duty.
 * @returns whether there was such a duty within `top`
 */
export async function removeDuty(
  sql: Queries,
  { region, role, top }: { region: string; role: DutyWord; top: string | null },
): Promise<boolean> {
  const rows = await sql`
    delete from duties d using regions g
    where g.code = d.region_code and d.region_code = ${region} and ${isDuty(sql, role)} and ${within(sql, top, 'g.path')}
    returning d.id`;
  return rows.length > 0;
}

/** The order of the people of a region: the contact, the deputy, then the register's own words. */
export const inDutyOrder = (sql: Queries): Fragment => sql`d.role <> 'contact', d.role, d.deputy`;
