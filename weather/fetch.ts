import { Agent, fetch, type Response } from 'undici';
import { Refused, type Sentence, sentence } from '../domain/text/refusal';
import { type Addresses, INSIDE_CODE, lookupAmong, type Trust } from './addresses';

/** Validators of an answer, by which the next request can say "only if changed". */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

/** Why a feed could not be fetched; without its address, which can hold a key. */
export class FetchFailed extends Refused {
  override name = 'FetchFailed';
  constructor(
    said: Sentence,
    /** How long the server asks us to wait. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(said);
  }
}

/** Far more than the largest known feed (a country's CAP index with bodies); beyond this something is wrong. */
export const LARGEST_FEED_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
/** Two are normal: from http to https, and from a country's name to its server. Many more are a loop. */
const MOST_HOPS = 5;

export type Fetched = { changed: false } | { changed: true; bytes: Uint8Array; validators: Validators; url: string };

interface Asking {
  /** The addresses at which the feed may be fetched; checked at every hop of a redirect. */
  trust: Trust;
  /** May hold the feed's key: sent to the feed's own origin only. */
  headers?: Record<string, string>;
  validators?: Validators;
  timeoutMs?: number;
}

/**
 * Fetches a feed, unless the server says that nothing changed. It follows redirects to trusted servers only.
 * @throws FetchFailed when there is no answer in time, another status than 200 or 304, more than 10 MB, or a redirect
 *   to a server that is not trusted
 */
export async function fetchFeed(
  url: string,
  { trust, headers = {}, validators = {}, timeoutMs = TIMEOUT_MS }: Asking,
): Promise<Fetched> {
  const conditions = {
    ...(validators.etag && { 'if-none-match': validators.etag }),
    ...(validators.lastModified && { 'if-modified-since': validators.lastModified }),
  };
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    for (let [at, hops] = [url, 0]; hops <= MOST_HOPS; hops++) {
      const why = trust.refuses(at);
      if (why) throw new FetchFailed(why);
      const own = trust.isOwn(at) ? headers : {};
      const answer = await fetch(at, {
        headers: { ...own, ...conditions },
        redirect: 'manual',
        signal,
        dispatcher: trust.isInside(at) ? ANYWHERE : OUTSIDE,
      });
      const next = redirectOf(answer, at);
      if (next === null) return await fetchedFrom(answer, at);
      await answer.body?.cancel();
      at = next;
    }
    throw new FetchFailed(sentence('fetch-too-many-hops', { most: MOST_HOPS }));
  } catch (error) {
    if (error instanceof FetchFailed) throw error;
    throw new FetchFailed(reasonOf(error));
  }
}

/** Resolves names for each connection, so that the checked address is the one that is connected to. */
const agentFor = (addresses: Addresses): Agent => new Agent({ connect: { lookup: lookupAmong(addresses) } });
const OUTSIDE = agentFor('public');
const ANYWHERE = agentFor('any');

function redirectOf(answer: Response, at: string): string | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const location = answer.headers.get('location') ?? '';
  if (!location || !URL.canParse(location, at)) throw new FetchFailed(sentence('fetch-bad-redirect'));
  return new URL(location, at).href;
}

async function fetchedFrom(answer: Response, url: string): Promise<Fetched> {
  if (answer.status === 304) return { changed: false };
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new FetchFailed(
      sentence('fetch-status', { status: answer.status }),
      retryAfter(answer.headers.get('retry-after')),
    );
  }
  const [etag, lastModified] = [answer.headers.get('etag'), answer.headers.get('last-modified')];
  const bytes = await bodyOf(answer);
  return { changed: true, bytes, validators: { ...(etag && { etag }), ...(lastModified && { lastModified }) }, url };
}

async function bodyOf(answer: Response): Promise<Uint8Array> {
  const tooLarge = () => new FetchFailed(sentence('fetch-too-large', { most: LARGEST_FEED_BYTES }));
  if (Number(answer.headers.get('content-length') ?? 0) > LARGEST_FEED_BYTES) {
    await answer.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Breaking off here ends the transfer.
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > LARGEST_FEED_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter(value: string | null): number | null {
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

/** Node's errors have the code in a cause below; their text could hold the address. */
function reasonOf(error: unknown): Sentence {
  const { name, cause } = error as Error;
  if (name === 'TimeoutError') return sentence('fetch-too-slow');
  const code = (cause as { code?: unknown } | undefined)?.code;
  if (code === INSIDE_CODE) return sentence('fetch-inside');
  return sentence('fetch-unreachable', { reason: typeof code === 'string' ? code : name });
}
