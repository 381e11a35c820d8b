import type { Shared } from '../../../domain/message/envelope';
import { stateAfter, WITHHELD } from '../../../domain/message/message-states';
import { rungKind } from '../../../domain/round/rung-kinds';
import type { Sql } from '../../db/db';
import { plansByIndex } from '../../db/plans';
import type { Link } from '../../round/links';
import { type LinksMade, type LinkToAll, linksToAll } from '../../round/links-to-all';
import type { Claim, Told, Withheld } from './claim';
import { carryOut, claimMoves, withholdMove } from './claim-moves';
import { companionsOf, type Envelope, envelopesOf } from './envelopes';
import { lockAndJudge, type Row } from './judging';
import { type Caps, takeFromCaps, type WantedSms } from './number-days';
import { campaignsOf, dayOf, type SendingCampaign, scopeOf } from './sending-campaign';

/** The queue of the claimed messages. */
export interface Claiming {
  /** SMS only. */
  provider: string | null;
  caps: Caps;
}

/**
 * Claims messages, many in one transaction: one attempt claims a row (others skip it), and checks again whether it is
 * still needed. Other rows are cleared, suppressed, expired or held. Rows that go out together are one claim, of the
 * rows that are still needed. An id without an answer belongs to another worker, or is settled.
 */
export function claimMessages(
  sql: Sql,
  ids: readonly number[],
  { provider, caps }: Claiming,
): Promise<{ claims: Claim[]; withheld: Withheld[] }> {
  return sql.begin(async (tx) => {
    await plansByIndex(tx);
    const { campaigns, needs } = await campaignsOf(tx, ids);
    // Most go alone: they are not asked for others.
    const all = needs.several ? [...ids, ...(await companionsOf(tx, ids))] : ids;
    const rows = inOrder(all, await lockAndJudge(tx, all, { campaigns, needs, provider }));
    const envelopes = envelopesOf(rows);
    const over = await takeFromCaps(tx, wantedOf(envelopes, campaigns), caps);
    const going = envelopes.filter(({ lead }) => !over.has(lead.id));
    const withheld: Row[] = [
      ...rows.filter(({ verdict }) => verdict !== null),
      ...envelopes
        .filter(({ lead }) => over.has(lead.id))
        .flatMap(({ needed }) => needed.map((row) => ({ ...row, verdict: 'cap' as const }))),
    ];
    await carryOut(tx, [...going.flatMap(claimMoves(campaigns)), ...withheld.map(withholdMove(campaigns))]);
    const links = await linksToAll(tx, going.flatMap(linkToAll));
    return {
      claims: going.flatMap((envelope) => {
        const campaign = campaigns.get(envelope.lead.campaignId);
        return campaign ? [claimOf(envelope, { campaign, provider, links })] : [];
      }),
      withheld: withheld.flatMap(({ id, channel, verdict }) =>
        verdict === null ? [] : [{ id, channel, state: stateAfter(WITHHELD[verdict]), reason: verdict }],
      ),
    };
  });
}

/** The order of the queue decides which messages a number's daily limit holds back. */
function inOrder(ids: readonly number[], rows: readonly Row[]): Row[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  const placeOf = ({ id }: Row) => places.get(id) ?? ids.length;
  return [...rows].sort((one, other) => placeOf(one) - placeOf(other));
}

/** For several rows as one message: the link to all tasks of the person, or to all that the person looks after. */
const linkToAll = ({ told, lead: { campaignId: campaign, region, contact, shared } }: Envelope): LinkToAll[] =>
  told.length > 1 && shared !== null ? [{ campaign, region, contact, purpose: PURPOSE_OF[shared] }] : [];

const PURPOSE_OF: Readonly<Record<Shared, Link['purpose']>> = { owed: 'report', digests: 'acknowledge' };

/** Reminders are the repeated rungs of a ladder; answers and urgent messages are not counted. */
function wantedOf(envelopes: readonly Envelope[], campaigns: Map<string, SendingCampaign>): WantedSms[] {
  const days = new Map([...campaigns].map(([id, campaign]) => [id, dayOf(campaign)]));
  return envelopes.flatMap(({ lead: { campaignId, ...row } }) => {
    const campaign = campaigns.get(campaignId);
    return campaign ? (wantedSms({ ...row, campaign }, days.get(campaignId) ?? '') ?? []) : [];
  });
}

type Counted = Pick<Claim, 'id' | 'channel' | 'urgent' | 'kind' | 'address' | 'campaign'>;

/** @returns how a message counts towards its number's daily limit; null when it does not count */
export function wantedSms(
  { id, channel, urgent, kind, address, campaign }: Counted,
  day = dayOf(campaign),
): WantedSms | null {
  if (channel !== 'sms' || urgent) return null;
  return {
    message: id,
    scope: scopeOf(campaign),
    phone: address,
    day,
    reminder: rungKind(kind).counted === 'reminder',
  };
}

function claimOf(
  envelope: Envelope,
  { campaign, provider, links }: { campaign: SendingCampaign; provider: string | null; links: LinksMade },
): Claim {
  const { token, asked, told } = envelope;
  const { campaignId: _, linkId, purpose, verdict: __, heldUntil: ___, envelope: ____, ...lead } = envelope.lead;
  const own = linkId !== null && purpose !== null ? { id: linkId, purpose } : null;
  const [all] = linkToAll(envelope);
  return {
    ...lead,
    token,
    asked,
    campaign,
    provider,
    together: all ? told.map(toldOf) : [],
    link: all ? { id: links(all), purpose: all.purpose } : own,
  };
}

const toldOf = ({ id, kind, place, stage, title, dueAt, params }: Row): Told => ({
  id,
  kind,
  place,
  stage,
  title,
  dueAt,
  params,
});
