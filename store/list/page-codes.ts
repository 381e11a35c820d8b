import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Queries } from '../db/db';
import { writeMessages } from '../message/write';
import type { Link } from '../round/links';

/**
 * The code that opens the rows of lists on a phone, beside the link: six digits, sent to the contact's own number. The
 * phone then keeps a proof of it. Clock times here are real ones, not a campaign's: people type codes.
 */

const DIGITS = 6;
const VALID_MINUTES = 10;
const MOST_TRIES = 5;
/** One a minute, and so many an hour: with their tries that is 25 guesses an hour among a million codes. */
const PAUSE_SECONDS = 60;
const MOST_AN_HOUR = 5;
/** The phone keeps its proof for a winter. */
export const PROOF_SECONDS = 90 * 86_400;

const digest = (secret: string, what: string): Buffer => createHmac('sha256', secret).update(what).digest();

/** @returns the code of a number in `list_codes` */
export const codeOf = (secret: string, number: number): string =>
  String(digest(secret, `list code ${number}`).readUInt32BE() % 10 ** DIGITS).padStart(DIGITS, '0');

/** Where a contact gets a code. */
export interface CodeHolder {
  phone: string | null;
  email: string | null;
  /** A code was sent and is still valid. */
  sent: boolean;
}

/** @returns who gets the code of a link, and whether one is under way */
export async function codeHolder(sql: Queries, { campaign, contact }: Link): Promise<CodeHolder> {
  const [holder] = await sql<CodeHolder[]>`
    select phone_in(c.mode, k) as phone, email_in(c.mode, k) as email,
           exists (select from list_codes l where l.contact_id = k.id and ${isValid(sql)}) as sent
    from contacts k, campaigns c where k.id = ${contact} and c.id = ${campaign}`;
  return holder ?? { phone: null, email: null, sent: false };
}

const isValid = (sql: Queries) => sql`
  l.tries < ${MOST_TRIES} and l.sent_at > clock_timestamp() - ${VALID_MINUTES} * interval '1 minute'`;

/** Sends a code, by SMS where the contact gets any, else by e-mail. @returns false where one was sent a moment ago */
export async function sendCode(sql: Queries, { campaign, round, region, contact, id }: Link): Promise<boolean> {
  const [code] = await sql<{ number: number }[]>`
    insert into list_codes as l (contact_id) values (${contact})
    on conflict (contact_id) do update set number = default, sent_at = clock_timestamp(), tries = 0,
      sendings = case when l.since < clock_timestamp() - interval '1 hour' then 1 else l.sendings + 1 end,
      since = case when l.since < clock_timestamp() - interval '1 hour' then clock_timestamp() else l.since end
    where l.sent_at < clock_timestamp() - ${PAUSE_SECONDS} * interval '1 second'
      and (l.sendings < ${MOST_AN_HOUR} or l.since < clock_timestamp() - interval '1 hour')
    returning number`;
  if (!code) return false;
  const now = sql`campaign_now(${campaign})`;
  await writeMessages(sql, {
    message: {
      key: [round, 'list-code', code.number].join('|'),
      campaign_id: campaign,
      round_id: round,
      rung: 'list-code',
      kind: 'notice',
      region_code: region,
      contact_id: contact,
      link_id: id,
      channel: sql`case when w.no_sms is null then 'sms' else 'email' end`,
      template: 'list-code',
      params: sql`jsonb_build_object('codeNo', ${code.number}::bigint)`,
      urgent: true,
      needed: 'always',
      valid_until: sql`${now} + ${VALID_MINUTES} * interval '1 minute'`,
      planned_at: now,
      about: `code ${code.number}`,
    },
    from: sql`reach w where w.campaign_id = ${campaign} and w.contact_id = ${contact}`,
  });
  return true;
}

/** Tries a code, and counts the try. @returns whether it is the present one, which then is used up */
export async function takeCode(sql: Queries, secret: string, { contact }: Link, code: string): Promise<boolean> {
  const [present] = await sql<{ number: number }[]>`
    update list_codes l set tries = tries + 1 where contact_id = ${contact} and ${isValid(sql)} returning number`;
  const right = Buffer.from(present ? codeOf(secret, present.number) : '');
  const given = Buffer.from(code.normalize('NFKC').trim());
  if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
  await sql`update list_codes set tries = ${MOST_TRIES} where contact_id = ${contact}`;
  return true;
}

/** @returns a phone's proof that a code was right there: valid until then, and until the contact's number changes */
export function proofOf(secret: string, { contact }: Link, { phone, email }: CodeHolder, until: number): string {
  const signed = digest(secret, `list page ${contact} ${phone ?? ''} ${email ?? ''} ${until}`).toString('base64url');
  return `${until}.${signed}`;
}

/** @returns whether a proof is one of ours for this contact, and still valid */
export function isProof(secret: string, link: Link, holder: CodeHolder, proof: string): boolean {
  const until = Number(proof.split('.')[0]);
  if (!Number.isSafeInteger(until) || until < Date.now() / 1000) return false;
  const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(secret, link, holder, until))];
  return given.length === right.length && timingSafeEqual(given, right);
}
