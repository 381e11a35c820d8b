import { createHash } from 'node:crypto';

/**
 * What the gateway can do wrong with a submission.
 * throttled    refused by the flow control (by chance, besides the real one of flow-control.ts)
 * lost-before  the connection breaks, nothing is taken
 * silent-after taken, but the connection breaks before the answer
 * error-5xx    a fault of the platform, nothing is taken
 * slow         taken, after a while
 */
export const SUBMISSION_MISDEEDS = ['throttled', 'lost-before', 'silent-after', 'error-5xx', 'slow'] as const;
export type SubmissionMisdeed = (typeof SUBMISSION_MISDEEDS)[number];

/** What the carrier can do wrong with a receipt. */
export const RECEIPT_MISDEEDS = [
  'receipt-late',
  'receipt-twice',
  'receipt-out-of-order',
  'receipt-contradictory',
  'receipt-never',
] as const;
export type ReceiptMisdeed = (typeof RECEIPT_MISDEEDS)[number];
/** What the platform can do wrong with a reply: push it twice, without its id, or both. */
export const REPLY_MISDEEDS = ['reply-twice', 'reply-without-id', 'reply-twice-without-id'] as const;
export type ReplyMisdeed = (typeof REPLY_MISDEEDS)[number];
export type Misdeed = SubmissionMisdeed | ReceiptMisdeed | ReplyMisdeed | 'flow-control';

/** Shares of the messages and replies that meet each misdeed, and whether there is a flow control by number. */
export interface Behaviour {
  name: string;
  submission: Readonly<Partial<Record<SubmissionMisdeed, number>>>;
  receipt: Readonly<Partial<Record<ReceiptMisdeed, number>>>;
  reply: Readonly<Partial<Record<ReplyMisdeed, number>>>;
  /** Most SMS to a number in a minute, an hour and a day; none when left out. */
  flowControl?: Readonly<Record<'minute' | 'hour' | 'day', number>>;
}

export const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  kind: { name: 'kind', submission: {}, receipt: {}, reply: {} },
  hostile: {
    name: 'hostile',
    submission: { throttled: 0.03, 'lost-before': 0.02, 'silent-after': 0.02, 'error-5xx': 0.02, slow: 0.05 },
    receipt: {
      'receipt-late': 0.05,
      'receipt-twice': 0.05,
      'receipt-out-of-order': 0.03,
      'receipt-contradictory': 0.01,
      'receipt-never': 0.02,
    },
    reply: { 'reply-twice': 0.15, 'reply-without-id': 0.15, 'reply-twice-without-id': 0.1 },
    flowControl: { minute: 5, hour: 10, day: 20 },
  },
};

/** After so many misdeeds a message goes through: even bad gateways take most messages in the end. */
const MOST_MISDEEDS = 2;

/** @returns a number from 0 to 1, the same for the same words. */
export function lot(seed: number, ...about: (string | number)[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...about]))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

/** @param message identifies a message of a rehearsal, the same in every run; attempt is 1 for the first */
export function submissionMisdeed(
  behaviour: Behaviour,
  { seed, message, attempt }: { seed: number; message: string; attempt: number },
): SubmissionMisdeed | null {
  if (attempt > MOST_MISDEEDS) return null;
  return drawn(SUBMISSION_MISDEEDS, behaviour.submission, lot(seed, 'submission', message, attempt));
}

export function receiptMisdeed(
  behaviour: Behaviour,
  { seed, message }: { seed: number; message: string },
): ReceiptMisdeed | null {
  return drawn(RECEIPT_MISDEEDS, behaviour.receipt, lot(seed, 'receipt', message));
}

export function replyMisdeed(
  behaviour: Behaviour,
  { seed, reply }: { seed: number; reply: string },
): ReplyMisdeed | null {
  return drawn(REPLY_MISDEEDS, behaviour.reply, lot(seed, 'reply', reply));
}

function drawn<M extends string>(
  misdeeds: readonly M[],
  shares: Readonly<Partial<Record<M, number>>>,
  share: number,
): M | null {
  let sum = 0;
  for (const misdeed of misdeeds) {
    sum += shares[misdeed] ?? 0;
    if (share < sum) return misdeed;
  }
  return null;
}

/** One receipt of an SMS: its delay after the submission (ms of the simulator's clock), and the carrier's code. */
export interface PlannedReceipt {
  afterMs: number;
  status: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A second receipt with this code contradicts the first; a carrier may send it for a phone that is off. */
const CONTRADICTION = 'MK:0099';

/** @returns the receipts that will be pushed for an SMS of this fate (`DELIVRD`, or the carrier's reason). */
export function receiptsFor(misdeed: ReceiptMisdeed | null, status: string, share: number): PlannedReceipt[] {
  switch (misdeed) {
    case 'receipt-never':
      return [];
    case 'receipt-late':
      return [{ afterMs: Math.round(30 * MINUTE + share * 29.5 * HOUR), status }];
    case 'receipt-twice':
      return [
        { afterMs: 0, status },
        { afterMs: 0, status },
        { afterMs: 10 * MINUTE, status },
      ];
    case 'receipt-out-of-order':
      return [{ afterMs: 2 * MINUTE, status }];
    case 'receipt-contradictory':
      return [
        { afterMs: 0, status },
        { afterMs: MINUTE, status: status === 'DELIVRD' ? CONTRADICTION : 'DELIVRD' },
      ];
    case null:
      return [{ afterMs: 0, status }];
  }
}
