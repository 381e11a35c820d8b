import { refuseSteering } from '../domain/campaign/steering';
import type { Instant } from '../domain/instant';
import { Refused, sentence } from '../domain/text/refusal';
import type { Actor } from '../store/account/actor';
import { audit } from '../store/account/audit-log';
import { holdAsked, keepAsked, noteDecided, noteRefused, takeBack, takeDue } from '../store/campaign/asked-decisions';
import { campaignTime, getCampaign } from '../store/campaign/campaigns';
import { atomically, type Sql } from '../store/db/db';
import type { Acting } from './acting';
import type { Campaigns, Steer } from './campaigns';

/** @returns how a decision names its author in Temporal: by number, never by name */
const nameOf = ({ id, by }: Actor): string => (id === null ? (by ?? 'api') : `account:${id}`);

/**
 * Holds a decision back for some seconds, on the server: it is carried out also when the page is closed, once, and
 * until then whoever asked can take it back. What cannot be done now is refused at once.
 * @returns the number to take it back by, and when it is carried out
 * @throws Refused
 */
export const holdDecision = (
  { sql, by }: Acting,
  { seconds, ...steer }: Omit<Steer, 'definition'> & { seconds: number },
): Promise<{ id: number; actsAt: Instant }> =>
  atomically(sql, async (tx) => {
    const { plan, state } = await getCampaign(tx, steer.campaign);
    if (state === 'completed') throw new Refused(sentence('not-running', { campaign: steer.campaign }));
    const now = (await campaignTime(tx, steer.campaign))?.now ?? '';
    const { verb, target, reason } = steer;
    const refused = refuseSteering({
      verb,
      plan,
      state,
      now,
      reasoned: Boolean(reason?.trim()),
      ...(target && { target }),
    });
    if (refused) throw new Refused(refused);
    const id = (await keepAsked(tx, by, steer)) ?? 0;
    return { id, actsAt: await holdAsked(tx, id, seconds) };
  });

/** Takes back a decision that is still held back. @throws Refused when it is carried out already */
export const takeBackDecision = (
  { sql, by }: Acting,
  { campaign, decision }: { campaign: string; decision: number },
): Promise<void> =>
  atomically(sql, async (tx) => {
    const taken = await takeBack(tx, { id: decision, campaign, by });
    if (!taken) throw new Refused(sentence('decision-on-its-way'));
    const { verb, target } = taken;
    await audit(tx, by, verb, { campaign, what: 'taken-back', ...target });
  });

/**
 * Carries out the next decision whose seconds are over; as any other, the campaign writes its line of the audit log.
 * @returns whether there was one
 */
export async function carryOutHeld({ sql, client }: { sql: Sql } & Campaigns): Promise<boolean> {
  const held = await takeDue(sql);
  if (!held) return false;
  const { id, campaign, verb, target, reason, by } = held;
  try {
    const asked = { asked: id, actor: nameOf(by), ...(reason !== null && { reason }) };
    await client.steer({ campaign, verb, target, ...asked });
    await noteDecided(sql, id);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await noteRefused(sql, id, error.sentence);
  }
  return true;
}
