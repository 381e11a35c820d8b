import type { SteeringVerb } from '../../domain/campaign/steering';
import type { SteeringTarget } from '../../domain/round/round';
import { printable } from '../../domain/text/printable';
import type { Actor } from '../account/actor';
import { audit } from '../account/audit-log';
import { atomically, type Queries } from '../db/db';
import { json } from '../db/json';

/** A decision that an administrator asks of a campaign. */
interface Asked {
  campaign: string;
  verb: SteeringVerb;
  target?: SteeringTarget | undefined;
  reason?: string | undefined;
}

/**
 * Writes down who asks for a decision, before it goes on its way: who it was stays in Postgres.
 * @returns its number, which the decision carries; null when there is no such campaign
 */
export async function keepAsked(
  sql: Queries,
  by: Actor,
  { campaign, verb, target = {}, reason }: Asked,
): Promise<number | null> {
  const why = reason === undefined ? null : printable(reason);
  const [row] = await sql<{ id: number }[]>`
    insert into steering_asked (campaign_id, verb, target, reason, account_id, via, by_name)
    select id, ${verb}, ${json(sql, target)}, ${why}, ${by.id}, ${by.via}, ${by.by ?? null}
    from campaigns where id = ${campaign} returning id`;
  return row?.id ?? null;
}

/** Forgets who asked for a decision that was refused. */
export async function dropAsked(sql: Queries, id: number): Promise<void> {
  await sql`delete from steering_asked where id = ${id}`;
}

/** @returns who asked for a decision; null when nobody wrote it down */
export async function askedBy(sql: Queries, id: number): Promise<Actor | null> {
  const [row] = await sql<Actor[]>`select account_id as id, via, by_name as by from steering_asked where id = ${id}`;
  return row ?? null;
}

/** Writes the line of the audit log for a decision that is made, once; in the transaction that records it. */
export const noteDecided = (sql: Queries, id: number): Promise<void> =>
  atomically(sql, async (transaction) => {
    const [asked] = await transaction<(Actor & Required<Omit<Asked, 'reason'>> & { reason: string | null })[]>`
      delete from steering_asked where id = ${id}
      returning campaign_id as campaign, verb, target, reason, account_id as id, via, by_name as by`;
    if (!asked) return;
    const { campaign, verb, target, reason, ...by } = asked;
    await audit(transaction, by, verb, { campaign, ...target, ...(reason !== null && { reason }) });
  });
