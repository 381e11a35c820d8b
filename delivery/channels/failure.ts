import type { Reason } from '../../domain/message/message-states';

/** Why an attempt did not end with the provider taking the message. */
export interface Failure {
  /** refuse: never will · defer: later perhaps · lose: nobody knows whether it was taken, so it is not repeated. */
  event: 'refuse' | 'defer' | 'lose';
  reason: Extract<Reason, 'refused' | 'provider-down' | 'no-answer' | 'throttled' | 'approval' | 'bad-template'>;
  /** The provider's own code; never a text, which could quote a number or an address. */
  code?: string;
  /** The number or address is bad for good. */
  badAddress?: boolean;
  /** Parts that were taken before the rest broke off: they are paid for. */
  partsTaken?: number;
  /** It says something about the provider and not about this message: counts towards its circuit breaker. */
  down?: boolean;
  /** Our account there is closed, capped or out of money: no message will go until somebody sees to it. */
  account?: boolean;
  /** The provider's flow control for this number: not before the next minute, hour or day. */
  wait?: 'minute' | 'hour' | 'day';
}

export class SendFailure extends Error {
  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super(`${failure.event}: ${failure.reason}${failure.code ? ` (${failure.code})` : ''}`, options);
    this.name = 'SendFailure';
  }
}

/** Of the system's codes those that say that no connection was made, so that nothing can have been submitted. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export const neverConnected = (code: unknown): boolean => typeof code === 'string' && NOT_CONNECTED.has(code);

/** The code of a system error or of what caused it; errors have no common type that holds it. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : undefined;
}

/** What a call that got no answer at all says: never submitted, or nobody knows. */
export function unanswered(cause: unknown): SendFailure {
  const code = codeOf(cause);
  const known = { down: true, ...(code && { code }) };
  if (neverConnected(code)) return new SendFailure({ event: 'defer', reason: 'provider-down', ...known }, { cause });
  return new SendFailure({ event: 'lose', reason: 'no-answer', ...known }, { cause });
}
