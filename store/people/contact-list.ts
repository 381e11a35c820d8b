import type { Instant } from '../../domain/instant';
import type { DutyWord } from '../../domain/people/duties';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import type { Source } from '../table/keyset';

/** Somebody with a duty for a place. */
export interface ContactListed {
  /** Of the duty. */
  id: number;
  contact: number;
  region: string;
  place: string;
  above: string | null;
  duty: DutyWord;
  name: string | null;
  phone: string | null;
  email: string | null;
  reach: 'well' | 'stopped' | 'bad' | 'none' | 'opted-out';
  language: string;
  leaveUntil: Instant | null;
}

/** Everybody with a duty for an open place. @param people whether the reader may see who it is */
export const contactSource = (sql: Queries, { top, people }: { top: string | null; people: boolean }): Source => {
  const duty = sql`duty_word(d.role, d.deputy)`;
  const reach = sql`
    case when k.opted_out then 'opted-out' when k.phone is null and k.email is null then 'none'
         when w.sms_stopped then 'stopped' when k.phone_bad is not null or k.email_bad is not null then 'bad'
         else 'well' end`;
  return {
    columns: sql`
      d.id, k.id as contact, g.code as region, g.name as place, p.name as above, ${duty} as duty,
      ${people ? sql`k.name, k.phone, k.email` : sql`null as name, null as phone, null as email`},
      ${reach} as reach, k.language, d.leave_until as "leaveUntil"`,
    from: sql`
      duties d join contacts k on k.id = d.contact_id join regions g on g.code = d.region_code
      join reach w on w.contact_id = k.id and w.campaign_id is null left join regions p on p.code = g.parent_code`,
    where: sql`k.name is not null and g.closed_at is null and ${within(sql, top, 'g.path')}`,
    id: { as: sql`d.id`, type: 'bigint' },
    values: {
      region: { as: sql`d.region_code`, type: 'text' },
      place: { as: sql`g.name`, type: 'text' },
      above: { as: sql`p.name`, type: 'text', nullable: true },
      duty: { as: duty, type: 'text' },
      reach: { as: reach, type: 'text' },
    },
    conditions: {
      // The whole name or number: parts would let numbers be guessed.
      name: (condition) =>
        people && condition.filter === 'whole'
          ? sql`(k.name = ${condition.value} or k.phone = ${condition.value.replace(/[\s-]/g, '')} or lower(k.email) = lower(${condition.value}))`
          : sql`false`,
    },
  };
};
