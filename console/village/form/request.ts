import type { Refusal, Unsent } from './store';

const TIMEOUT_MS = 45_000;

/** The server has looked at it and does not take it; sending it again would change nothing. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** @returns why a report was not taken, with what is wrong at each field. */
export const reasonOf = ({ refused }: Pick<Unsent, 'refused'>): string =>
  refused ? [refused, ...refused.problems].map(({ message }) => message).join(' ') : '';

/** Withdrawn, forged or over: whatever is sent there, nothing is taken any more. */
export const isGone = (status: number): boolean => status === 404 || status === 410;

/** Not now: too often, or the server is being restarted. A report is not lost by either. */
const isLater = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/**
 * @returns the JSON of a good answer
 * @throws Refused for good, or an error after which it is worth another try. What is no JSON was not answered by the
 *   server: a hotel's or an operator's sign-in page stands in between.
 */
export async function request(address: string, init: RequestInit): Promise<unknown> {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(address, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      signal: ended.signal,
    });
    const body = (await response.json()) as Partial<Refusal>;
    if (response.ok) return body;
    if (isLater(response.status) || typeof body.message !== 'string') throw new Error(`answered ${response.status}`);
    const { message, code = '', problems = [] } = body;
    throw new Refused({ code, message, problems, final: isGone(response.status) });
  } finally {
    clearTimeout(timer);
  }
}
