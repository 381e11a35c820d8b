/** What a server said by which a later question can be "only if it changed". */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

/** Why a feed could not be fetched; without its address, which can hold a key. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed';
  constructor(
    message: string,
    /** The server asks to be left alone for so long. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

/** More than the largest feed known (a country's CAP index with bodies) by far; beyond it something is wrong. */
export const LARGEST_FEED_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 20_000;

export type Fetched = { changed: false } | { changed: true; bytes: Uint8Array; validators: Validators; url: string };

/**
 * Fetches a feed, unless it says that nothing changed.
 * @throws FetchFailed when it does not answer in time, with something else than 200 or 304, or with more than 10 MB
 */
export async function fetchFeed(
  url: string,
  {
    headers = {},
    validators = {},
    timeoutMs = TIMEOUT_MS,
  }: { headers?: Record<string, string>; validators?: Validators; timeoutMs?: number } = {},
): Promise<Fetched> {
  const asked = {
    ...headers,
    ...(validators.etag && { 'if-none-match': validators.etag }),
    ...(validators.lastModified && { 'if-modified-since': validators.lastModified }),
  };
  try {
    const answer = await fetch(url, { headers: asked, signal: AbortSignal.timeout(timeoutMs) });
    if (answer.status === 304) return { changed: false };
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new FetchFailed(`answered ${answer.status}`, retryAfter(answer.headers.get('retry-after')));
    }
    const [etag, lastModified] = [answer.headers.get('etag'), answer.headers.get('last-modified')];
    const bytes = await bodyOf(answer);
    return {
      changed: true,
      bytes,
      validators: { ...(etag && { etag }), ...(lastModified && { lastModified }) },
      url: answer.url,
    };
  } catch (error) {
    if (error instanceof FetchFailed) throw error;
    throw new FetchFailed(reasonOf(error));
  }
}

async function bodyOf(answer: Response): Promise<Uint8Array> {
  const tooLarge = () => new FetchFailed(`sends more than ${LARGEST_FEED_BYTES} bytes`);
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

/** Node's own errors name the code below the surface; their text could hold the address. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as Error;
  if (name === 'TimeoutError') return 'does not answer in time';
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? `cannot be reached (${code})` : 'cannot be reached';
}
