import type { Failure } from '../failure';

interface Answered {
  status: number;
  /** The provider's own code, where it gave one. */
  code?: number | undefined;
  tooFast: readonly number[];
}

/** @returns what an answer other than "taken" means for the message */
export function failureOfCode({ status, code, tooFast }: Answered): Failure {
  const told = { code: code === undefined ? `HTTP ${status}` : String(code) };
  if (status === 429 || (code !== undefined && tooFast.includes(code)))
    return { event: 'defer', reason: 'throttled', wait: 'minute', ...told };
  if (status >= 500 || code === -1) return { event: 'defer', reason: 'provider-down', ...told };
  // It was taken, and said so in a way that we cannot read: a group is told once at most.
  if (status >= 200 && status < 300 && code === undefined) return { event: 'lose', reason: 'no-answer', ...told };
  return { event: 'refuse', reason: 'refused', ...told };
}
