import type { Reason } from '../../domain/message/message-states';

/** Why an attempt failed: the provider did not take the message, or may not have taken it. */
export interface Failure {
  /**
   * refuse: the provider never takes it · defer: perhaps later · lose: unknown whether it took it, so no repetition.
   */
  event: 'refuse' | 'defer' | 'lose';
  reason: Extract<Reason, 'refused' | 'provider-down' | 'no-answer' | 'throttled' | 'approval' | 'bad-template'>;
  /** The provider's own code; never a text, which could quote a number or an address. */
  code?: string;
  /** The number or address is bad for good. */
  badAddress?: boolean;
  /** Parts that the provider took before the rest failed: we pay for them. */
  partsTaken?: number;
  /** The failure is about the provider, not about this message: it counts towards the circuit breaker. */
  down?: boolean;
  /** Our account there is closed, capped or out of money: no message goes until the administrator acts. */
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

/** System codes that say that no connection was made, so nothing can have been submitted. */
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

/** @returns the code of a system error, or of its cause; errors have no common type that holds it. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : undefined;
}

/** @returns the failure for a call without any answer: certainly not submitted, or unknown. */
export function unanswered(cause: unknown): SendFailure {
  const code = codeOf(cause);
  const known = { down: true, ...(code && { code }) };
  if (neverConnected(code)) return new SendFailure({ event: 'defer', reason: 'provider-down', ...known }, { cause });
  return new SendFailure({ event: 'lose', reason: 'no-answer', ...known }, { cause });
}
