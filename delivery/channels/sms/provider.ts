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
  /** The approved text and the values of its variables in their order; only where the platform wants that. */
  template?: { code: string; values: Record<string, string> };
}

/** An SMS of which the platform is asked what became of it. */
export interface SentSms {
  outId: string;
  phone: string;
  text: string;
  /** The platform's own number of it; null when its answer never came. */
  ref: string | null;
  /** Real time of the submission: platforms are asked by their day. */
  submittedAt: Instant;
}

/** What a platform says of an SMS it is asked about. */
export type LookUp =
  | { found: 'pending'; ref: string }
  | { found: 'settled'; receipt: Receipt }
  /** The platform knows nothing of it. */
  | { found: 'absent' };

/** What somebody answered by SMS (上行). */
export interface Reply {
  provider: string;
  /**
   * The platform's own number of it, else a digest of number, time and text. Null where it gives neither number nor
   * time: then the same text from the same number is the same reply only if it comes again within minutes.
   */
  dedupe: string | null;
  phone: string;
  content: string;
  /** Null when the platform does not say. */
  sentAt: Instant | null;
}

/** An open way to one platform. */
export interface SmsGateway {
  /**
   * Submits one SMS.
   * @returns the platform's own number of it; `parts` where each part of it has a number and a receipt of its own
   * @throws SendFailure that says whether it may have been taken
   */
  send(sms: OutgoingSms): Promise<{ ref: string; parts?: readonly string[] }>;
  /** Asks what became of one. @throws when the platform does not answer; it is asked again later. */
  lookUp?(sms: SentSms): Promise<LookUp>;
  /**
   * Messages that are worth claiming at once, where it takes no more and cannot be asked what it was given: all that a
   * process has claimed when it is killed stays unknown. Otherwise as many as make full batches.
   */
  inHand?: number;
  close(): Promise<void>;
}

/** A request by which a platform pushes something: its headers, and path with query as it was asked for. */
export interface PushRequest {
  headers: IncomingHttpHeaders;
  url: string;
}

/** As its format sees it: with the settings, for what a platform signs it signs with its account. */
export type Push = PushRequest & { settings: Partial<Env> };

/** How a platform pushes something to us over HTTP. */
export interface PushFormat<Item> {
  /** @throws ZodError when the body has another shape, or its signature is wrong */
  parse(body: unknown, push: Push): Pushed<Item>;
  /** What the platform wants to hear; with anything else it comes again. */
  answer: object | string;
}

/** What reaches us over the platform's own connection, where it has one (SMPP). */
export interface Inbound {
  receipts(receipts: readonly Receipt[]): Promise<void>;
  replies(replies: readonly Reply[]): Promise<void>;
}

/** One SMS platform: another one is one more file beside this, its settings, and a line in `platforms.ts`. */
export interface SmsPlatform<Settings = unknown> {
  /** Short, lower case; stands in rows, queues, hooks and metrics. */
  name: string;
  /** What it needs of the settings, from `config/settings/platforms.ts`. */
  settings: z.ZodType<Settings>;
  /**
   * The same for a simulator in its place: rehearsals never see the real ones. Left out where there is none; null when
   * this simulator does not speak it.
   */
  rehearsal?(simulator: { url: string; smpp: string | undefined }): Settings | null;
  open(settings: Settings, inbound: Inbound): SmsGateway;
  /** Receipts and replies come over its own connection, which is open as long as delivery runs. */
  listens?: boolean;
  /** It sends approved templates with values only, under an approved signature. */
  templates: boolean;
  /**
   * So long after a submission (ms) the answer "absent" proves that it was never taken, so that it may be sent again;
   * null when nothing proves it.
   */
  absenceProvenAfterMs: number | null;
  receipts?: PushFormat<Receipt>;
  replies?: PushFormat<Reply>;
}
