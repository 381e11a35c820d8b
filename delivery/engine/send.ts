import type { Logger } from 'pino';
import type { Env } from '../../config/env';
import { annotate, traced } from '../../config/tracing';
import { type Instant, plusMs } from '../../domain/instant';
import type { Reason } from '../../domain/message/message-states';
import { howToAnswer } from '../../domain/message/told';
import { Refused } from '../../domain/text/refusal';
import { codeOf } from '../../store/list/page-codes';
import type { Claim, Told } from '../../store/message/outbox/claim';
import { wantedSms } from '../../store/message/outbox/claims';
import { nextMorning, scopeOf } from '../../store/message/outbox/sending-campaign';
import type { Settlement } from '../../store/message/outbox/settlement';
import { linkUrl } from '../../store/round/links';
import { type Failure, SendFailure } from '../channels/failure';
import { platformNamed } from '../channels/sms/platforms';
import { countMessage, timeSubmission } from '../metrics';
import type { Approvals } from '../words/approvals';
import { rehearsalCode } from '../words/platform-templates';
import { type AmongSeveral, type Rendered, renderMessage } from '../words/render';
import { MAX_ATTEMPTS, waitAfter } from './retry';
import type { Transports } from './transports';

interface Sending {
  env: Env;
  transports: Transports;
  approvals: Approvals;
  log: Logger;
}

/**
 * Renders one claimed message and submits it once. @returns the outcome; it does not throw for a fault of this message
 * alone
 */
export function sendMessage(sending: Sending, claim: Claim): Promise<Settlement> {
  const { id, channel, attempt, campaign, provider, kind } = claim;
  const attributes = { message: id, channel, attempt, campaign: campaign.id, kind, provider: provider ?? 'smtp' };
  return traced('send message', { parent: claim.traceparent, attributes }, async () => {
    const settlement = await sendOnce(sending, claim);
    annotate({ state: STATE_AFTER[settlement.event], reason: settlement.reason ?? '' });
    return settlement;
  });
}

async function sendOnce(sending: Sending, claim: Claim): Promise<Settlement> {
  const settlement = await attempt(sending, claim);
  const { event, reason = '', provider = '', code } = settlement;
  countMessage({ channel: claim.channel, provider, state: STATE_AFTER[event], reason });
  if (event !== 'accept') {
    sending.log.warn(
      { message: claim.id, channel: claim.channel, attempt: claim.attempt, event, reason, code },
      'message not accepted',
    );
  }
  return settlement;
}

const STATE_AFTER = { accept: 'accepted', refuse: 'failed', defer: 'retry', lose: 'unknown' } as const;

async function attempt(sending: Sending, claim: Claim): Promise<Settlement> {
  const settled = { id: claim.id, token: claim.token };
  const submission = submissionOf(sending, claim);
  if (!submission) return { ...settled, event: 'refuse', reason: noWay(claim), submitted: false };
  const rendered = wordsOf(sending, claim);
  if ('code' in rendered) return { ...settled, event: 'refuse', reason: 'bad-template', ...rendered, submitted: false };
  const { provider } = submission;
  const stop = timeSubmission({ channel: claim.channel, provider });
  const outcome = { scope: scopeOf(claim.campaign), provider, now: claim.campaign.now };
  try {
    const { ref, parts } = await submission.submit(rendered);
    const { segments } = rendered;
    const text = withoutCode(sending, claim, rendered.text);
    const said = claim.channel === 'sms' && {
      ...costOf(sending, claim, segments),
      outcome: { ...outcome, outcome: 'ok' as const },
    };
    return {
      ...settled,
      event: 'accept',
      submitted: true,
      provider,
      ref,
      ...(parts && { parts }),
      text,
      segments,
      ...said,
    };
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    const { account, down, partsTaken } = error.failure;
    const said = claim.channel === 'sms' &&
      (account || down) && { outcome: { ...outcome, outcome: account ? ('account' as const) : ('down' as const) } };
    const outcomeHere = outcomeOf(error.failure, claim);
    const cost = partsTaken !== undefined && costOf(sending, claim, partsTaken);
    return { ...settled, provider, ...outcomeHere, ...said, ...cost, ...(!outcomeHere.submitted && givenBack(claim)) };
  } finally {
    stop();
  }
}

/** A code is for its reader alone: who looks at the message later does not see it. */
const withoutCode = ({ env }: Sending, { params: { codeNo } }: Claim, text: string): string =>
  codeNo === undefined ? text : text.replaceAll(codeOf(env.LINK_SECRET, codeNo), '******');

const costOf = ({ env }: Sending, { campaign }: Claim, segments: number): Pick<Settlement, 'campaign' | 'costFen'> => ({
  campaign: campaign.id,
  costFen: segments * env.SMS_PRICE_FEN,
});

/** An attempt that never reached the number does not count towards its daily limit. */
function givenBack(claim: Claim): Pick<Settlement, 'untaken'> {
  const wanted = wantedSms(claim);
  return wanted === null ? {} : { untaken: { ...wanted, token: claim.token } };
}

const noWay = ({ campaign }: Claim): Reason =>
  campaign.mode === 'rehearsal' ? 'no-rehearsal-transport' : 'no-transport';

/**
 * Waits for a provider that is down, or for its flow control, as long as the message is valid; repeated other failures
 * end after the last attempt.
 */
function outcomeOf(failure: Failure, claim: Claim): Omit<Settlement, 'id' | 'token'> {
  const { event, reason, code, wait, badAddress } = failure;
  const known = { reason, ...(code && { code }) };
  if (event !== 'defer') return { ...known, event, submitted: true, ...(badAddress && { badAddress: claim.address }) };
  if (wait) return { ...known, event, submitted: false, releaseAt: afterFlowControl(wait, claim) };
  if (reason !== 'provider-down' && claim.attempt >= MAX_ATTEMPTS) {
    return { ...known, event: 'refuse', reason: 'gave-up', submitted: true };
  }
  return { ...known, event, submitted: false, releaseAt: plusMs(claim.campaign.now, waitAfter(claim.attempt)) };
}

const MINUTE_MS = 60_000;

function afterFlowControl(wait: NonNullable<Failure['wait']>, { campaign }: Claim): Instant {
  if (wait === 'day') return nextMorning(campaign);
  return plusMs(campaign.now, wait === 'hour' ? 60 * MINUTE_MS : MINUTE_MS);
}

interface Submission {
  provider: string;
  submit(rendered: Rendered): Promise<{ ref: string; parts?: readonly string[] }>;
}

/** @returns the submission for this message's channel, or null when its campaign's mode has none. */
function submissionOf(
  { env, transports, approvals }: Sending,
  { id, channel, provider, address, campaign }: Claim,
): Submission | null {
  if (channel === 'sms') {
    const gateway = provider === null ? null : transports.sms(campaign.mode, provider);
    if (provider === null || gateway === null) return null;
    const signature = env.SMS_SIGNATURE;
    return {
      provider,
      async submit({ text, template }) {
        const approved =
          template && (await approvedOf({ approvals, mode: campaign.mode, provider, signature }, template));
        return gateway.send({
          phone: address,
          text,
          outId: String(id),
          signature,
          ...(approved && { template: approved }),
        });
      },
    };
  }
  if (channel === 'group') {
    const groups = transports.group(campaign.mode);
    const kind = groups?.kindOf(address) ?? null;
    if (groups === null || kind === null) return null;
    return { provider: kind, submit: ({ subject = '', text }) => groups.send(address, { id, title: subject, text }) };
  }
  const email = transports.email(campaign.mode);
  return (
    email && {
      provider: email.name,
      submit: ({ subject = '', text, html = '' }) => email.send({ id, to: address, subject, text, html }),
    }
  );
}

/**
 * @throws SendFailure when the platform has not approved signature and text: the message waits, because approval takes
 *   days
 */
async function approvedOf(
  {
    approvals,
    mode,
    provider,
    signature,
  }: { approvals: Approvals; mode: 'live' | 'rehearsal'; provider: string; signature: string },
  { text, values }: NonNullable<Rendered['template']>,
): Promise<{ code: string; values: Record<string, string> }> {
  if (mode === 'rehearsal') return { code: rehearsalCode(text), values };
  const code = (await approvals.allows(provider, signature)) ? await approvals.codeOf(provider, text) : null;
  if (code === null) throw new SendFailure({ event: 'defer', reason: 'approval', wait: 'hour' });
  return { code, values };
}

/**
 * @returns the rendered message, or the code of the catalogue why the template cannot be used: a fault of the
 *   definition, which is logged.
 */
function wordsOf({ env, log }: Sending, claim: Claim): Rendered | { code: string } {
  const { campaign, language, channel, provider, link, together } = claim;
  const { codeNo, ...params } = claim.params;
  const template = together.length > 0 && claim.shared ? claim.shared : claim.template;
  // Everybody in a group reads its messages, so they lead to the console, where each signs in.
  const address =
    channel === 'group'
      ? new URL('/console/work', env.PUBLIC_URL).href
      : link && linkUrl(env.PUBLIC_URL, env.LINK_SECRET, link.id, link.purpose);
  try {
    return renderMessage({
      definition: campaign.definition,
      template,
      language,
      channel,
      signature: env.SMS_SIGNATURE,
      asTemplate: provider !== null && platformNamed(provider).templates,
      params: {
        how: howToAnswer(campaign.definition, claim),
        ...params,
        ...(codeNo !== undefined && { code: codeOf(env.LINK_SECRET, codeNo) }),
        now: campaign.now,
        unit: claim.place,
        contact: claim.person,
        stage: claim.stage,
        title: claim.title,
        drill: claim.drill,
        dueAt: claim.dueAt,
        locksAt: claim.locksAt,
        ...(together.length > 0 && { together: together.map(amongSeveral) }),
        ...(address && { link: address }),
      },
    });
  } catch (error) {
    log.error(
      { message: claim.id, campaign: campaign.id, template, language, err: error },
      'message cannot be put into words',
    );
    return { code: error instanceof Refused ? error.code : 'failed' };
  }
}

const amongSeveral = ({ kind, place, stage, title, dueAt, params }: Told): AmongSeveral => ({
  unit: place,
  stage,
  title,
  dueAt,
  ...(kind === 'digest' && params.silent !== undefined && { silent: params.silent }),
});
