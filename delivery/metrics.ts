import { Counter, Histogram } from 'prom-client';
import type { Receipt } from '../store/message/outbox/settlement';

const messages = new Counter({
  name: 'nuandong_messages_total',
  help: 'Messages by what became of them when their turn came',
  labelNames: ['channel', 'provider', 'state', 'reason'],
});

const receipts = new Counter({
  name: 'nuandong_receipts_total',
  help: 'Receipts that providers pushed',
  labelNames: ['provider', 'event'],
});

const pushes = new Counter({
  name: 'nuandong_pushes_total',
  help: 'Items that were pushed by SMS platforms, and pushes that were refused, by what became of them',
  labelNames: ['provider', 'what', 'outcome'],
});

/**
 * bounced    a message of ours failed by it
 * known      it had failed already, or had arrived
 * passing    nothing is decided: delayed, forwarded
 * unmatched  about none of our messages, or about another recipient
 * other      no report that a machine can read
 */
export type BounceOutcome = 'bounced' | 'known' | 'passing' | 'unmatched' | 'other';

const bounces = new Counter({
  name: 'nuandong_bounces_total',
  help: 'Mails in the mailbox of bounced e-mails by what they were',
  labelNames: ['outcome'],
});

const submitting = new Histogram({
  name: 'nuandong_submit_seconds',
  help: 'Time a provider took to answer',
  labelNames: ['channel', 'provider'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});

/** @param outcome `provider` is empty when the message never went to one */
export const countMessage = (outcome: { channel: string; provider: string; state: string; reason: string }): void =>
  messages.inc(outcome);

export const countReceipt = ({ provider, event }: Receipt): void => receipts.inc({ provider, event });

/** @param outcome `refused` for a wrong secret or a forbidden address: an attacker guesses, or the address is old */
export const countPush = (
  push: { provider: string; what: string; outcome: 'taken' | 'malformed' | 'refused' },
  many = 1,
): void => pushes.inc(push, many);

export const countBounce = (outcome: BounceOutcome): void => bounces.inc({ outcome });

/** Starts a stopwatch. @returns a function that stops it and records the time. */
export const timeSubmission = (labels: { channel: string; provider: string }): (() => number) =>
  submitting.startTimer(labels);
