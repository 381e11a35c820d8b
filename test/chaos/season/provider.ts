import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProviderMisdeed } from './fault';

/** A provider before the simulator: it hands everything on, and does wrong with so many messages or pushes. */
export interface Provider {
  /** Where delivery sends. */
  sends: number;
  /** Where the simulator pushes to. */
  pushes: number;
  does(misdeed: ProviderMisdeed, times: number): void;
  stop(): Promise<void>;
}

/** Longer than a moment, and shorter than delivery's own time limit. */
const LATE_MS = 8_000;
/** Longer than the simulator waits for us. */
const RECEIPT_LATE_MS = 6_000;

/** @param pushedTo the port of the consoles */
export async function startProvider(pushedTo: number): Promise<Provider & { leadTo(simulator: string): void }> {
  let simulator = '';
  const owed = new Map<ProviderMisdeed, number>();
  /** Messages that have met a misdeed: one is enough, besides what the simulator itself does with them. */
  const met = new Set<string>();
  /** Never two in a row: after five, delivery would rest for a minute, in which the campaign's clock leaps. */
  let spares = false;

  function isOwed(misdeed: ProviderMisdeed): boolean {
    const left = owed.get(misdeed) ?? 0;
    if (left > 0) owed.set(misdeed, left - 1);
    return left > 0;
  }

  async function send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const message = /"outId":\s*"(\d+)"/.exec(body)?.[1];
    const isNew = request.method === 'POST' && message !== undefined && !met.has(message);
    const misdeed = isNew && !spares ? (['time-out', 'late'] as const).find(isOwed) : undefined;
    if (isNew) spares = misdeed !== undefined;
    if (misdeed && message) met.add(message);
    const taken = await handOn(simulator, request, body);
    if (misdeed === 'time-out') return;
    if (misdeed === 'late') await pause(LATE_MS);
    answer(response, taken);
  }

  async function push(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const console_ = `http://127.0.0.1:${pushedTo}`;
    if (isOwed('receipt-late')) await pause(RECEIPT_LATE_MS);
    const taken = await handOn(console_, request, body);
    if (taken && isOwed('receipt-twice')) answer(response, await handOn(console_, request, body));
    else answer(response, taken);
  }

  const [front, back] = await Promise.all([listening(send), listening(push)]);
  return {
    sends: portOf(front),
    pushes: portOf(back),
    leadTo(next) {
      simulator = next;
    },
    does(misdeed, times) {
      owed.set(misdeed, (owed.get(misdeed) ?? 0) + times);
    },
    stop: async () => {
      for (const server of [front, back]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** An answer; null for a connection that breaks. */
type Answer = { status: number; body: string } | null;

async function handOn(base: string, { method = 'GET', url = '/' }: IncomingMessage, body: string): Promise<Answer> {
  try {
    const response = await fetch(new URL(url, base), {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' && { body }),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return null;
  }
}

function answer(response: ServerResponse, given: Answer): void {
  if (given === null) response.destroy();
  else response.writeHead(given.status, { 'content-type': 'application/json' }).end(given.body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  return body;
}

async function listening(answers: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
  const server = createServer((request, response) => {
    answers(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
