import type { Logger } from 'pino';
import type { Env } from '../config/env';
import type { Claim } from '../register/claims';
import { linkUrl } from '../register/links';
import type { Settlement } from '../register/settling';
import { type Failure, SendFailure } from './channels/failure';
import { countMessage, timeSubmission } from './metrics';
import { type Rendered, renderMessage } from './render';
import { MAX_ATTEMPTS, waitAfter } from './retry';
import type { Transports } from './transports';

interface Sending {
  env: Env;
  transports: Transports;
  log: Logger;
}

/**
 * Puts one claimed message into words and submits it once.
 * @returns what became of it; it does not throw for anything that concerns this message alone
 */
export async function sendMessage(sending: Sending, claim: Claim): Promise<Settlement> {
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
  if (!submission) return { ...settled, event: 'refuse', reason: 'no-rehearsal-transport', submitted: false };
  const rendered = wordsOf(sending, claim);
  if (rendered === null) return { ...settled, event: 'refuse', reason: 'bad-template', submitted: false };
  const { provider } = submission;
  const stop = timeSubmission({ channel: claim.channel, provider });
  try {
    const { ref } = await submission.submit(rendered);
    const { text, segments } = rendered;
    return { ...settled, event: 'accept', submitted: true, provider, ref, text, segments };
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    return { ...settled, provider, ...outcomeOf(error.failure, claim) };
  } finally {
    stop();
  }
}

/** A provider that is down is waited for as long as the message is worth sending; one that keeps refusing is not. */
function outcomeOf({ event, reason, code }: Failure, claim: Claim): Omit<Settlement, 'id' | 'token'> {
  const known = { reason, ...(code && { code }) };
  if (event === 'defer' && reason !== 'provider-down' && claim.attempt >= MAX_ATTEMPTS) {
    return { ...known, event: 'refuse', reason: 'gave-up', submitted: true };
  }
  if (event === 'defer') return { ...known, event, submitted: false, delayMs: waitAfter(claim.attempt) };
  return { ...known, event, submitted: true };
}

interface Submission {
  provider: string;
  submit(rendered: Rendered): Promise<{ ref: string }>;
}

/** @returns the way this message goes out, or null when its campaign's mode has none. */
function submissionOf({ env, transports }: Sending, { id, channel, address, campaign }: Claim): Submission | null {
  if (channel === 'sms') {
    const provider = transports.sms(campaign.mode);
    return (
      provider && {
        provider: provider.name,
        submit: ({ text }) => provider.send({ phone: address, text, outId: String(id), signature: env.SMS_SIGNATURE }),
      }
    );
  }
  const email = transports.email(campaign.mode);
  return (
    email && {
      provider: email.name,
      submit: ({ subject = '', text, html = '' }) => email.send({ id, to: address, subject, text, html }),
    }
  );
}

/** @returns the words, or null when the template cannot be used: a fault of the definition, which the log tells. */
function wordsOf({ env, log }: Sending, claim: Claim): Rendered | null {
  const { campaign, template, language, channel, link, params } = claim;
  const address = link && linkUrl(env.PUBLIC_URL, env.LINK_SECRET, link.id, link.purpose);
  try {
    return renderMessage({
      definition: campaign.definition,
      template,
      language,
      channel,
      signature: env.SMS_SIGNATURE,
      params: {
        ...params,
        now: campaign.now,
        unit: claim.place,
        contact: claim.person,
        stage: claim.stage,
        dueAt: claim.dueAt,
        locksAt: claim.locksAt,
        ...(address && { link: address }),
      },
    });
  } catch (error) {
    log.error(
      { message: claim.id, campaign: campaign.id, template, language, err: error },
      'message cannot be put into words',
    );
    return null;
  }
}
