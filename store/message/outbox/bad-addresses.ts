import type { Queries } from '../../db/db';

/** The number or e-mail address of a message that is bad for good. */
export interface BadAddress {
  /** Number of the message. */
  id: number;
  address: string;
  /** The provider's or mail server's own code. */
  code: string;
}

/**
 * Marks bad numbers and addresses at the contacts that still have them, and opens their correction. A rehearsal marks
 * numbers only for itself, and no addresses, because all its e-mails go to one catcher.
 */
export async function markBadAddresses(sql: Queries, bad: readonly BadAddress[]): Promise<void> {
  if (bad.length === 0) return;
  await sql`
    with bad as (
      select distinct on (m.campaign_id, k.id, m.channel)
             k.id as contact_id, m.region_code, m.campaign_id, m.channel, b.code, c.mode, campaign_now(c.id) as now
      from jsonb_to_recordset(${sql.json(bad.map((one) => ({ ...one })))}) as b(id bigint, address text, code text)
      join messages m on m.id = b.id join campaigns c on c.id = m.campaign_id
      join contacts k on k.id = m.contact_id and b.address = case m.channel when 'sms' then phone_in(c.mode, k) else email_in(c.mode, k) end
      where m.channel = 'sms' or c.mode = 'live'),
    marked as (
      update contacts k set phone_bad = coalesce(b.phone, k.phone_bad), email_bad = coalesce(b.email, k.email_bad)
      from (select contact_id, max(code) filter (where channel = 'sms') as phone, max(code) filter (where channel = 'email') as email
            from bad where mode = 'live' group by contact_id) b
      where b.contact_id = k.id),
    rehearsed as (
      insert into rehearsed_bad_numbers (campaign_id, contact_id, code)
      select campaign_id, contact_id, code from bad where mode = 'rehearsal' on conflict do nothing)
    insert into corrections (campaign_id, contact_id, channel, region_code, code, opened_at)
    select campaign_id, contact_id, channel, region_code, code, now from bad
    on conflict do nothing`;
}
