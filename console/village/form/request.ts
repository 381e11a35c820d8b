import type { Refusal, Unsent } from './store';

const TIMEOUT_MS = 45_000;

/** The server has refused the report; sending it again would change nothing. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** @returns why a report was refused, with the problem of each field. */
export const reasonOf = ({ refused }: Pick<Unsent, 'refused'>): string =>
  refused ? [refused, ...refused.problems].map(({ message }) => message).join(' ') : '';

/** The link is withdrawn, forged or over: the server takes no report there any more. */
export const isGone = (status: number): boolean => status === 404 || status === 410;

/** Try later: too many requests, the server restarts, or a list's code is missing. Meanwhile the report is kept. */
const isLater = (status: number): boolean => status >= 500 || [401, 408, 429].includes(status);

/**
 * @returns the JSON of a good answer
 * @throws Refused for a final refusal, or an error after which to try again. An answer without JSON is not from our
 *   server, but from a hotel's or an operator's sign-in page.
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
