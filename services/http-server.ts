import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface SmallServer {
  port: number;
  url: string;
  stop(): Promise<void>;
}

/**
 * The answer of a route: JSON, or a page when `body` is a string; at once or after `afterMs`; or a broken connection.
 */
type Answer = { status?: number; body: unknown; afterMs?: number } | { broken: true };
export type Route = (request: { url: URL; body: string; headers: IncomingHttpHeaders }) => Answer | Promise<Answer>;
/** A route takes JSON, unless it says otherwise: a form of a page, or anything, for a platform's own client. */
type Taking = Route | { takes: 'a form' | 'anything'; answer: Route };

/** Requests to a simulator are small; a larger body than this is a mistake. */
const LARGEST_BODY = 1_000_000;

const IDLE_MS = 120_000;

/**
 * Serves the few routes of a simulator on plain node:http, so that the simulators need no code of the console.
 * @param routes by method and path, `POST /send`
 * @param port 0 picks a free one
 */
export async function serve({
  routes,
  port,
  host = '127.0.0.1',
}: {
  routes: Record<string, Taking>;
  port: number;
  host?: string;
}): Promise<SmallServer> {
  const server = createServer((request, response) => {
    void handle(routes, request, response);
  });
  // Closing an idle connection could hit the next request, so a gateway keeps connections longer than its clients do.
  server.keepAliveTimeout = IDLE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://${host}:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  routes: Record<string, Taking>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const route = routes[`${request.method} ${url.pathname}`];
    if (!route) return reply(response, { status: 404, body: { error: `no route ${request.method} ${url.pathname}` } });
    const { takes, answer: answerTo } = typeof route === 'function' ? { takes: 'JSON', answer: route } : route;
    const refusal = refusalOf(request, takes);
    if (refusal) return reply(response, { ...refusal });
    const answer = await answerTo({ url, body: await bodyOf(request), headers: request.headers });
    if ('afterMs' in answer && answer.afterMs) await pause(answer.afterMs);
    reply(response, answer);
  } catch (error) {
    reply(response, { status: 400, body: { error: error instanceof Error ? error.message : String(error) } });
  }
}

/** Hosts that no foreign page can have: an IP address, this machine, or a container of the same network. */
const OURS = /^(localhost|[\w-]+|[\w-]+\.localhost|\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])(:\d+)?$/i;
const TYPES: Readonly<Record<string, string>> = {
  JSON: 'application/json',
  'a form': 'application/x-www-form-urlencoded',
};

/**
 * The simulators have no password, and act for villages. So no page of another site may send to them or read from them
 * through the browser of a user who can reach them. JSON is safe: a page cannot send it without a preflight request.
 * @returns the refusal, or null when the request may pass
 */
function refusalOf({ method, headers }: IncomingMessage, takes: string): { status: number; body: object } | null {
  const { host = '', origin } = headers;
  if (!OURS.test(host)) return { status: 421, body: { error: `This is not ${host}.` } };
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    return { status: 403, body: { error: `Pages of ${origin} may not ask here.` } };
  const type = TYPES[takes];
  const given = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (!type || (method !== 'POST' && method !== 'PUT') || given === type) return null;
  return { status: 415, body: { error: `Send ${takes} (content-type ${type}).` } };
}

function reply(response: ServerResponse, answer: Answer): void {
  if ('broken' in answer) {
    response.destroy();
    return;
  }
  const { status = 200, body } = answer;
  const page = typeof body === 'string';
  response.writeHead(status, { 'content-type': page ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8' });
  response.end(page ? body : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Escapes text from outside for a page. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The frame of both simulators' pages; they reload every few seconds, except while the user types. */
export const page = (title: string, content: string, { renewed = true } = {}): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">${renewed ? '<meta http-equiv="refresh" content="3">' : ''}
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>
body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;margin:1.5rem auto;max-width:60rem;padding:0 1rem;color:#1d2733;background:#f4f6f8}
h1{font-size:1.3rem} .note{color:#5b6875} .card{background:#fff;border-radius:.6rem;padding:.8rem 1rem;margin:.8rem 0;box-shadow:0 1px 2px #0002}
.meta{color:#5b6875;font-size:.85rem} .text{white-space:pre-wrap;overflow-wrap:anywhere;margin:.2rem 0 0}
</style></head><body><h1>${title}</h1>${content}</body></html>`;

/** Makes the links of a text clickable, so that the user can act as the village. */
export const withLinks = (text: string): string =>
  escapeHtml(text).replace(/https?:\/\/[^\s&<，。；]+/g, (url) => `<a href="${url}">${url}</a>`);
