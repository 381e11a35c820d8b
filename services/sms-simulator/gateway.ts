import { newest } from '../newest';
import {
  BEHAVIOURS,
  type Behaviour,
  lot,
  type Misdeed,
  type PlannedReceipt,
  type ReplyMisdeed,
  receiptMisdeed,
  receiptsFor,
  replyMisdeed,
  submissionMisdeed,
} from './behaviour';
import { type FlowControl, flowControl, type Period } from './flow-control';

/** One SMS as it was handed to the gateway. */
export interface SimulatedSms {
  seq: number;
  /** The gateway's own number for the SMS. */
  id: string;
  /** The platform in whose shape it came. */
  provider: string;
  phone: string;
  /** With the signature in front, as it arrives. */
  text: string;
  outId: string;
  /** The carrier's status: a phone rings only on DELIVRD. */
  status: string;
  receivedAt: string;
}

/** A misdeed of the gateway: the audit needs it to judge the messages. */
export interface RecordedMisdeed {
  seq: number;
  outId: string;
  phone: string;
  provider: string;
  kind: Misdeed;
  at: string;
  /** For a misdeed of a receipt: when the first receipt comes; null when none ever does. */
  receiptAt?: string | null;
}

export interface Submission {
  provider: string;
  phone: string;
  text: string;
  outId: string;
  signature: string;
}

/** The answer to a submission; `lost` and `silent` get no answer. */
export type Outcome =
  | { kind: 'taken'; id: string; delayMs: number }
  | { kind: 'throttled'; period: Period }
  | { kind: 'fault' }
  | { kind: 'lost' }
  /** The gateway took it all the same. */
  | { kind: 'silent'; id: string };

/** A receipt with the time of its push, by the gateway's clock. */
interface Due extends PlannedReceipt {
  at: number;
  sms: SimulatedSms;
}

/** The gateway behind all platforms' shapes: the SMS it takes, their receipts, and its misdeeds. */
export interface Gateway {
  submit(submission: Submission): Outcome;
  /** Adds a further part to an SMS that was taken. */
  append(id: string, text: string): void;
  /** @returns the SMS and whether its receipt has been pushed, or null when it was never taken. */
  find(wanted: { outId?: string; id?: string; phone?: string }): { sms: SimulatedSms; settled: boolean }[];
  /**
   * @param after the number of the last SMS that the caller has.
   * @throws Error when later ones are not kept any more
   */
  messages(after: number): SimulatedSms[];
  misdeeds(after: number): RecordedMisdeed[];
  /** @returns the misdeed for a reply, which is the nth from this phone; null for none. */
  misdeedOfReply(reply: { provider: string; phone: string; nth: number }): ReplyMisdeed | null;
  forget(): void;
  makeWrong(phones: readonly string[]): void;
  behave(behaviour: Behaviour): void;
  /**
   * Stops the wall clock: delays and flow control use this time from now on; null lets the wall clock go on.
   * @returns when the next receipt is due
   */
  setClock(at: number | null, seed?: number): number | null;
  /** @returns receipts that are due and were not fetched before. */
  dueReceipts(): Due[];
}

/** Links and numbers, which may be others in each run. */
const CHANGING = /https?:\/\/\S+|\d+/g;
const WRONG_NUMBER = 'MK:0001';
const SLOW_MS = [100, 300] as const;

/** Room for a hundred thousand: an SMS of 70 characters takes about 1 KB with all its data. */
const MOST_BYTES = 100_000_000;
const BOOKED_BYTES = 800;
/** Limit of every other list and table. */
const MOST_REMEMBERED = 200_000;

/** SMS by something of each, in the order of their arrival. */
function kept(keyOf: (sms: SimulatedSms) => string) {
  const known = new Map<string, SimulatedSms[]>();
  return {
    of: (key: string): readonly SimulatedSms[] => known.get(key) ?? [],
    keep(sms: SimulatedSms) {
      const others = known.get(keyOf(sms));
      if (others) others.push(sms);
      else known.set(keyOf(sms), [sms]);
    },
    drop(sms: SimulatedSms) {
      const others = (known.get(keyOf(sms)) ?? []).filter(({ id }) => id !== sms.id);
      if (others.length > 0) known.set(keyOf(sms), others);
      else known.delete(keyOf(sms));
    },
    clear: () => known.clear(),
  };
}

/** @param mostBytes approximate limit of the kept messages, in bytes; the newest stay */
export function createGateway({ mostBytes = MOST_BYTES }: { mostBytes?: number } = {}): Gateway {
  const messages = newest<SimulatedSms>({
    mostBytes,
    sizeOf: ({ text }) => BOOKED_BYTES + 2 * text.length,
    dropped: forgetOne,
  });
  const misdeeds = newest<RecordedMisdeed>({ mostBytes: mostBytes / 4, sizeOf: () => BOOKED_BYTES });
  let misdone = 0;
  let wrong = new Set<string>();
  let behaviour = BEHAVIOURS.kind as Behaviour;
  let flow: FlowControl = flowControl(behaviour.flowControl);
  let clock: number | null = null;
  let seed = 1;
  let seq = 0;
  let due: Due[] = [];
  const settled = new Set<string>();
  const byOutId = kept((sms) => sms.outId);
  const byPhone = kept((sms) => sms.phone);
  const attempts = new Map<string, number>();
  /** The messages of one wording to a phone, in the order of their arrival. */
  const order = new Map<string, string[]>();
  const now = () => clock ?? Date.now();

  function forgetOne(sms: SimulatedSms): void {
    settled.delete(sms.id);
    byOutId.drop(sms);
    byPhone.drop(sms);
  }

  function candidates({ outId, phone }: { outId?: string | undefined; phone?: string | undefined }) {
    if (outId !== undefined) return byOutId.of(outId);
    return phone === undefined ? messages.all() : byPhone.of(phone);
  }

  /**
   * Names a message by its wording, so that it meets the same fate in every run: the numbers of rows differ from run to
   * run, and where a worker is killed or a provider fails, another message may come first.
   */
  function nameOf({ phone, text, outId }: Submission): string {
    // Far more than a rehearsal needs: after this, misdeeds may differ from those of a run with the same seed, no more.
    if (attempts.size > MOST_REMEMBERED) {
      attempts.clear();
      order.clear();
    }
    const wording = `${phone}#${text.replace(CHANGING, '')}`;
    const known = order.get(wording) ?? [];
    if (!known.includes(outId)) known.push(outId);
    order.set(wording, known);
    return `${wording}#${known.indexOf(outId)}`;
  }

  function note(
    kind: Misdeed,
    { outId, phone, provider }: Pick<Submission, 'outId' | 'phone' | 'provider'>,
    receipt?: { receiptAt: string | null },
  ): void {
    const at = new Date(now()).toISOString();
    misdone += 1;
    misdeeds.push({ seq: misdone, outId, phone, provider, kind, at, ...receipt });
  }

  function take(submission: Submission, message: string): SimulatedSms {
    seq += 1;
    const { provider, phone, outId, signature } = submission;
    const status = wrong.has(phone) ? WRONG_NUMBER : 'DELIVRD';
    const text = signature ? `【${signature}】${submission.text}` : submission.text;
    const sms = {
      seq,
      id: `sim-${seq}`,
      provider,
      phone,
      text,
      outId,
      status,
      receivedAt: new Date(now()).toISOString(),
    };
    messages.push(sms);
    byOutId.keep(sms);
    byPhone.keep(sms);
    const misdeed = receiptMisdeed(behaviour, { seed, message });
    const planned = receiptsFor(misdeed, status, lot(seed, 'late', message));
    const first = planned[0];
    const receiptAt = first ? new Date(now() + first.afterMs).toISOString() : null;
    if (misdeed) note(misdeed, submission, { receiptAt });
    due.push(...planned.map((receipt) => ({ ...receipt, at: now() + receipt.afterMs, sms })));
    if (due.length > MOST_REMEMBERED) due = due.slice(-MOST_REMEMBERED / 2);
    return sms;
  }

  return {
    submit(submission) {
      const message = nameOf(submission);
      const attempt = (attempts.get(submission.outId) ?? 0) + 1;
      attempts.set(submission.outId, attempt);
      const misdeed = submissionMisdeed(behaviour, { seed, message, attempt });
      if (misdeed && misdeed !== 'throttled') note(misdeed, submission);
      if (misdeed === 'lost-before') return { kind: 'lost' };
      if (misdeed === 'error-5xx') return { kind: 'fault' };
      const full = misdeed === 'throttled' ? 'minute' : flow.take(submission.phone, now());
      if (full) {
        note(misdeed === 'throttled' ? 'throttled' : 'flow-control', submission);
        return { kind: 'throttled', period: full };
      }
      const sms = take(submission, message);
      if (misdeed === 'silent-after') return { kind: 'silent', id: sms.id };
      const [least, most] = SLOW_MS;
      const delayMs = misdeed === 'slow' ? least + lot(seed, 'slow', message) * (most - least) : 0;
      return { kind: 'taken', id: sms.id, delayMs };
    },
    append(id, text) {
      const sms = messages.all().findLast((one) => one.id === id);
      if (sms) sms.text += text;
    },
    find({ outId, id, phone }) {
      return candidates({ outId, phone })
        .filter((sms) => (id === undefined || sms.id === id) && (phone === undefined || sms.phone === phone))
        .map((sms) => ({ sms, settled: settled.has(sms.id) }));
    },
    messages: messages.after,
    misdeeds: misdeeds.after,
    misdeedOfReply({ provider, phone, nth }) {
      const misdeed = replyMisdeed(behaviour, { seed, reply: `${phone}#${nth}` });
      if (misdeed) note(misdeed, { provider, phone, outId: '' });
      return misdeed;
    },
    forget() {
      messages.clear();
      misdeeds.clear();
      byOutId.clear();
      byPhone.clear();
      settled.clear();
      order.clear();
      attempts.clear();
      due = [];
    },
    makeWrong(phones) {
      wrong = new Set(phones);
    },
    behave(next) {
      behaviour = next;
      flow = flowControl(next.flowControl);
    },
    setClock(at, newSeed) {
      clock = at;
      seed = newSeed ?? seed;
      const later = due.filter((receipt) => receipt.at > now()).map((receipt) => receipt.at);
      return later.length === 0 ? null : Math.min(...later);
    },
    dueReceipts() {
      const at = now();
      const ready = due.filter((receipt) => receipt.at <= at).sort((a, b) => a.at - b.at || a.sms.seq - b.sms.seq);
      due = due.filter((receipt) => receipt.at > at);
      for (const { sms } of ready) settled.add(sms.id);
      return ready;
    },
  };
}
