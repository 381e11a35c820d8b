import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Env } from '../../../config/env';
import type { Instant } from '../../../domain/instant';
import type { Receipt } from '../../../store/message/outbox/settlement';
import type { Pushed } from './pushed';

export interface OutgoingSms {
  phone: string;
  /** Without the signature, which the platform adds. */
  text: string;
  /** Number of the message; comes back in the receipt. */
  outId: string;
  signature: string;
  /** The approved template and the values of its variables, in their order; only for platforms that want templates. */
  template?: { code: string; values: Record<string, string> };
}

/** An SMS whose outcome the platform is asked for. */
export interface SentSms {
  outId: string;
  phone: string;
  text: string;
  /** The platform's own number for the SMS; null when its answer never came. */
  ref: string | null;
  /** Wall-clock time of the submission: platforms are asked by day. */
  submittedAt: Instant;
}

/** A platform's answer about one SMS. */
export type LookUp =
  | { found: 'pending'; ref: string }
  | { found: 'settled'; receipt: Receipt }
  /** The platform does not know the SMS. */
  | { found: 'absent' };

/** A reply by SMS (上行). */
export interface Reply {
  provider: string;
  /**
   * The platform's own id of the reply, else a digest of phone number, time and text. Null where the platform gives
   * neither id nor time: then the same text from the same phone counts as the same reply only within minutes.
   */
  dedupe: string | null;
  phone: string;
  content: string;
  /** Null when the platform does not say. */
  sentAt: Instant | null;
}

/** An open connection to one platform. */
export interface SmsGateway {
  /**
   * Submits one SMS.
   * @returns the platform's own number for the SMS; `parts` where each part has its own number and receipt
   * @throws SendFailure that says whether it may have been taken
   */
  send(sms: OutgoingSms): Promise<{ ref: string; parts?: readonly string[] }>;
  /** Asks what became of one SMS. @throws when the platform does not answer; the caller asks again later. */
  lookUp?(sms: SentSms): Promise<LookUp>;
  /**
   * How many messages a process should claim at once, where the platform takes few at a time and cannot be asked later:
   * if the process is killed, all that it has claimed stay unknown. Left out, it claims full batches.
   */
  inHand?: number;
  close(): Promise<void>;
}

/** A request by which a platform pushes receipts or replies: its headers, and its path with query as requested. */
export interface PushRequest {
  headers: IncomingHttpHeaders;
  url: string;
}

/** A push as its format sees it, with the settings: a platform signs with the secret of our account. */
export type Push = PushRequest & { settings: Partial<Env> };

/** How a platform pushes receipts or replies to us over HTTP. */
export interface PushFormat<Item> {
  /** @throws ZodError when the body has another shape, or its signature is wrong */
  parse(body: unknown, push: Push): Pushed<Item>;
  /** The answer that the platform expects; after any other it pushes again. */
  answer: object | string;
}

/** What arrives over the platform's own connection, where it has one (SMPP). */
export interface Inbound {
  receipts(receipts: readonly Receipt[]): Promise<void>;
  replies(replies: readonly Reply[]): Promise<void>;
}

/** One SMS platform. To add one: a file beside this one, its settings, and a line in `platforms.ts`. */
export interface SmsPlatform<Settings = unknown> {
  /** Short, lower case; used in rows, queues, hooks and metrics. */
  name: string;
  /** The settings it needs, from `config/settings/platforms.ts`. */
  settings: z.ZodType<Settings>;
  /**
   * The settings for a simulator in its place: rehearsals never see the real ones. Left out where no simulator exists;
   * null when this simulator does not speak the platform's protocol.
   */
  rehearsal?(simulator: { url: string; smpp: string | undefined }): Settings | null;
  open(settings: Settings, inbound: Inbound): SmsGateway;
  /** Receipts and replies come over the platform's own connection, which is open as long as delivery runs. */
  listens?: boolean;
  /** The platform sends only approved templates with values, under an approved signature. */
  templates: boolean;
  /**
   * From this time after a submission (ms), the answer "absent" proves that the platform never took the SMS, so it may
   * be sent again; null when nothing proves that.
   */
  absenceProvenAfterMs: number | null;
  receipts?: PushFormat<Receipt>;
  replies?: PushFormat<Reply>;
}
