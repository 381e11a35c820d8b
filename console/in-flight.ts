import type { FastifyRequest, RouteOptions } from 'fastify';
import { sentence } from '../domain/text/refusal';
import type { App } from './context';
import { Problem } from './problems';

/** Of one account or token: half of a console's connections to the database, and two browsers full of pages. */
export const MOST_OF_ONE = 12;
/** Of one address where nobody is signed in: all villages of a county may stand behind one of their operator. */
export const MOST_OF_ADDRESS = 100;

type Handler = RouteOptions['handler'];

/**
 * Lets one account, or one address where nobody is signed in, have only so many requests answered at the same time:
 * each may hold a connection of the database as long as a statement may run, and the villages would wait behind them.
 * A request counts while its handler runs, so a slow network, and a stream of events, cost no place; whoever breaks it
 * off does not get it back before. Platforms and feeds that show their secret are not counted.
 * To be called before the routes are registered.
 */
export function limitInFlight(app: App): void {
  const running = new Map<string, number>();
  /** Fastify gives the handler of GET to HEAD as well, and tells of both. */
  const counted = new WeakSet<Handler>();
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/hooks/') || counted.has(route.handler)) return;
    route.handler = within(running, route.handler);
    counted.add(route.handler);
  });
}

const within = (running: Map<string, number>, handler: Handler): Handler =>
  function inFlight(request, reply) {
    const leave = enter(running, request);
    try {
      const answer: unknown = handler.call(this, request, reply);
      if (answer instanceof Promise) return answer.finally(leave);
      leave();
      return answer;
    } catch (error) {
      leave();
      throw error;
    }
  };

/** @returns gives the place back. @throws Problem 429 when whoever asks has too many already */
function enter(running: Map<string, number>, { user, ip }: FastifyRequest): () => void {
  const who = user ? (user.by ?? `account:${user.id}`) : `address:${ip}`;
  const own = running.get(who) ?? 0;
  if (own >= (user ? MOST_OF_ONE : MOST_OF_ADDRESS)) throw new Problem(429, sentence('too-many-at-once'));
  running.set(who, own + 1);
  return () => {
    const left = (running.get(who) ?? 1) - 1;
    if (left > 0) running.set(who, left);
    else running.delete(who);
  };
}
