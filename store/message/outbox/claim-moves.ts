import { type Instant, latest, plusMs } from '../../../domain/instant';
import { type MessageState, type Reason, stateAfter, WITHHELD } from '../../../domain/message/message-states';
import type { Queries } from '../../db/db';
import type { Envelope } from './envelopes';
import type { Row, Withholding } from './judging';
import { nextMorning, quietUntil, type SendingCampaign } from './sending-campaign';

/** The move of a claimed row. */
export interface Move {
  id: number;
  after: MessageState;
  reason: Reason | null;
  now: Instant | undefined;
  /** Token of the attempt; null when the message does not go out now. */
  token: string | null;
  envelope: number | null;
  ended: boolean;
  number: string | null;
  release: Instant | null;
}

/** @returns what becomes of the rows of an envelope that goes out. */
export const claimMoves =
  (campaigns: Map<string, SendingCampaign>) =>
  ({ token, needed, lead }: Envelope): Move[] =>
    needed.map(({ id, campaignId, channel, address }) => ({
      id,
      after: stateAfter('claim'),
      reason: null,
      now: campaigns.get(campaignId)?.now,
      token,
      envelope: needed.length > 1 ? lead.id : null,
      ended: false,
      number: channel === 'sms' ? address : null,
      release: null,
    }));

/** @returns what becomes of a row that does not go out now. */
export const withholdMove =
  (campaigns: Map<string, SendingCampaign>) =>
  ({ id, verdict, campaignId, heldUntil }: Row): Move => {
    const campaign = campaigns.get(campaignId);
    const event = verdict === null ? 'hold' : WITHHELD[verdict];
    return {
      id,
      after: stateAfter(event),
      reason: verdict,
      now: campaign?.now,
      token: null,
      envelope: null,
      ended: event !== 'hold',
      number: null,
      release: verdict && campaign ? lookedAtAgain(verdict, campaign, heldUntil) : null,
    };
  };

export async function carryOut(sql: Queries, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await sql`
    update messages m set
      state = v.after,
      reason = v.reason,
      release_at = v.release,
      lane = case when v.token is not null then m.lane end,
      settled_at = case when v.ended then v.now end,
      token = v.token,
      envelope = v.envelope,
      attempts = m.attempts + case when v.token is not null then 1 else 0 end,
      submitted_at = case when v.token is not null then v.now else m.submitted_at end,
      sent_to = coalesce(v.number, m.sent_to),
      touched_at = clock_timestamp()
    from jsonb_to_recordset(${sql.json(moves.map((move) => ({ ...move })))}) as v(
      id bigint, token uuid, envelope bigint, ended boolean, after text, reason text, now timestamptz, number text, release timestamptz)
    where m.id = v.id`;
}

const HOUR_MS = 3_600_000;

/**
 * @returns when a held message is checked again. Paused: as soon as the campaign runs, whatever its clock shows.
 *   Provider down: at once, because the feeder knows another provider.
 */
function lookedAtAgain(verdict: Withholding, campaign: SendingCampaign, heldUntil: Instant | null): Instant | null {
  switch (verdict) {
    case 'warning':
      // The warning's workflow ends a lapsed warning, and releases its held messages.
      return latest(heldUntil, plusMs(campaign.now, HOUR_MS));
    case 'quiet':
      return quietUntil(campaign);
    case 'cap':
      return nextMorning(campaign);
    case 'budget':
      return plusMs(campaign.now, HOUR_MS);
    case 'paused':
    case 'provider-down':
      return campaign.now;
    default:
      return null;
  }
}
