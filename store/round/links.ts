import type { Instant } from '../../domain/instant';
import type { DutyWord } from '../../domain/people/duties';
import type { Queries } from '../db/db';
import { readSignedNumber, signedNumber } from '../db/signed-number';
import { holderOf } from '../people/duties';

/** A link: for the report of one unit in one round, or for the acknowledgement of one region's chases in it. */
export interface Link {
  id: number;
  campaign: string;
  round: string;
  key: string;
  purpose: 'report' | 'acknowledge';
  region: string;
  contact: number;
  locksAt: Instant;
}

/** @returns the token in the address: the link's number and its signature. */
export const linkToken = (secret: string, id: number): string => signedNumber(secret, 'link', id);

/** @returns the whole address; `/r/` opens the report form, `/a/` acknowledges. */
export const linkUrl = (publicUrl: string, secret: string, id: number, purpose: Link['purpose']): string =>
  `${publicUrl.replace(/\/$/, '')}/${purpose === 'report' ? 'r' : 'a'}/${linkToken(secret, id)}`;

/** @returns the number of a token's link, or null when the signature is not ours. */
export const readToken = (secret: string, token: string): number | null => readSignedNumber(secret, 'link', token);

/**
 * Ends every link of the person with a duty: the links of earlier messages open nothing more. The next message has a
 * new link.
 * @returns the number of ended links
 */
export async function revokeLinks(sql: Queries, { region, role }: { region: string; role: DutyWord }): Promise<number> {
  const { count } = await sql`
    update links set revoked_at = clock_timestamp() where revoked_at is null
      and contact_id = ${holderOf(sql, { region, role })}`;
  return count;
}

/** Stores when the form behind a link was first opened; later calls change nothing. */
export async function rememberOpened(sql: Queries, id: number): Promise<void> {
  await sql`update links set opened_at = campaign_now(campaign_id) where id = ${id} and opened_at is null`;
}
