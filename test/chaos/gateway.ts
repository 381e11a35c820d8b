import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a request is held: before the gateway takes the SMS, or after that but before its answer. */
export type Hold = 'before' | 'after' | null;

/** A gateway of the generic HTTP shape that can be stopped at the very moment a scenario needs. */
export interface ChaosGateway {
  url: string;
  /** How often each message was taken, by its number. */
  taken: Map<string, number>;
  /** Number of held requests. */
  held(): number;
  hold(where: Hold): void;
  /** Answers requests held after the SMS was taken, and cuts off those held before. */
  letGo(): void;
  /** Refuses connections; `up` accepts them again at the same address. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

export async function startChaosGateway(): Promise<ChaosGateway> {
  const taken = new Map<string, number>();
  let where: Hold = null;
  let standing: { response: ServerResponse; answer: object | null }[] = [];
  let port = 0;
  let server: Server | undefined;

  const take = (outId: string) => {
    taken.set(outId, (taken.get(outId) ?? 0) + 1);
    return { code: 'OK', id: `g-${outId}` };
  };
  const reply = (response: ServerResponse, status: number, body: object) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

  function send(body: string, response: ServerResponse): void {
    const { outId } = JSON.parse(body) as { outId: string };
    if (where === 'before') {
      standing.push({ response, answer: null });
      return;
    }
    const answer = take(outId);
    if (where === 'after') standing.push({ response, answer });
    else reply(response, 200, answer);
  }

  /** The counterpart of the generic gateway's look-up (delivery/channels/sms/http.ts). */
  function lookUp(outId: string, response: ServerResponse): void {
    if (taken.has(outId)) reply(response, 200, { code: 'OK', id: `g-${outId}`, status: 'DELIVRD' });
    else reply(response, 404, { code: 'ABSENT' });
  }

  async function up(): Promise<void> {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://gateway');
      if (url.pathname === '/sent') {
        lookUp(url.searchParams.get('outId') ?? '', response);
        return;
      }
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => send(body, response));
    });
    await new Promise<void>((resolve) => {
      server?.listen(port, '127.0.0.1', resolve);
    });
    port = (server.address() as AddressInfo).port;
  }

  async function down(): Promise<void> {
    const closing = server;
    server = undefined;
    if (!closing) return;
    await new Promise<void>((resolve) => {
      closing.close(() => resolve());
      closing.closeAllConnections();
    });
  }

  await up();
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    held: () => standing.length,
    hold(next) {
      where = next;
    },
    letGo() {
      where = null;
      for (const { response, answer } of standing) {
        if (answer) reply(response, 200, answer);
        else response.destroy();
      }
      standing = [];
    },
    down,
    up,
    stop: down,
  };
}
