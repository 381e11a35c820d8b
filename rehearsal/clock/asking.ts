import { Agent, interceptors } from 'undici';

/** Requests of a rehearsal are counted by the ten thousand: `fetch` takes four times as much of a processor for one. */
const agent = new Agent().compose(interceptors.redirect({ maxRedirections: 5 }));

/** What is asked, as `fetch` takes it. */
export interface Asking {
  method?: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  body?: string | URLSearchParams | Uint8Array | FormData;
  /** `manual`: an answer that leads elsewhere is the answer. */
  redirect?: 'manual';
}

/**
 * Asks as `fetch` does.
 * @param timeoutMs how long it waits for the beginning of the answer, and for more of it
 * @returns an answer of which all has come: a clone of one that is still coming would be read beside it, bit by bit
 */
export async function asking(
  address: URL | string,
  { method = 'GET', headers = {}, body, redirect }: Asking,
  timeoutMs: number,
): Promise<Response> {
  const { origin, pathname, search, href } = new URL(address);
  const sent = await sentAs(body);
  const answer = await agent.request({
    ...{ origin, path: pathname + search, method, body: sent.body },
    headers: { ...sent.headers, ...headers },
    ...{ headersTimeout: timeoutMs, bodyTimeout: timeoutMs },
    ...(redirect === 'manual' && { maxRedirections: 0 }),
  });
  const bytes = await answer.body.arrayBuffer();
  const response = new Response(bytes.byteLength === 0 ? null : bytes, {
    status: answer.statusCode,
    headers: Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      [value ?? []].flat().map((one) => [name, one]),
    ),
  });
  const { history } = (answer.context ?? {}) as { history?: URL[] };
  return Object.defineProperty(response, 'url', { value: history?.at(-1)?.href ?? href });
}

/** A form is written by Node, which knows its type. */
async function sentAs(body: Asking['body']): Promise<{ body: string | Uint8Array | null; headers: object }> {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array)
    return { body: body ?? null, headers: {} };
  const written = new Response(body);
  const type = written.headers.get('content-type');
  return { body: new Uint8Array(await written.arrayBuffer()), headers: { ...(type && { 'content-type': type }) } };
}
