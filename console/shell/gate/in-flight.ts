import type { FastifyRequest, RouteOptions } from 'fastify';
import { sentence } from '../../../domain/text/refusal';
import { readToken } from '../../../store/round/links';
import type { App, Console } from '../context';
import { Problem } from '../problems';
import { tokenIn } from './limits';

/** Of one account, token or link: half of a console's connections to the database, and two browsers full of pages. */
export const MOST_OF_ONE = 12;
/** Of one address from which nobody is known: a county's office may have one alone. */
export const MOST_OF_ADDRESS = 50;

type Handler = RouteOptions['handler'];

/**
 * Lets one account, one village's link, or one address from which nobody is known, have only so many requests answered
 * at the same time: each may hold a connection of the database as long as a statement may run, and the others would
 * wait behind them. Villages are counted by their links, for thousands stand behind one address of their operator.
 * A request counts while its handler runs, so a slow network, and a stream of events, cost no place; whoever breaks it
 * off does not get it back before. Platforms and feeds that show their secret are not counted.
 * To be called before the routes are registered.
 */
export function limitInFlight(app: App, console: Pick<Console, 'env'>): void {
  const running = new Map<string, number>();
  /** Fastify gives the handler of GET to HEAD as well, and tells of both. */
  const counted = new WeakSet<Handler>();
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/hooks/') || counted.has(route.handler)) return;
    route.handler = within(running, console, route.handler);
    counted.add(route.handler);
  });
}

const within = (running: Map<string, number>, { env }: Pick<Console, 'env'>, handler: Handler): Handler =>
  function inFlight(request, reply) {
    const leave = enter(running, whose(env, request));
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

/** Who is counted, and how many of their requests are answered at a time. */
interface Whose {
  who: string;
  most: number;
}

function whose({ LINK_SECRET }: Console['env'], { user, params, ip }: FastifyRequest): Whose {
  if (user) return { who: user.by ?? `account:${user.id}`, most: MOST_OF_ONE };
  const link = readToken(LINK_SECRET, tokenIn(params));
  return link === null ? { who: `address:${ip}`, most: MOST_OF_ADDRESS } : { who: `link:${link}`, most: MOST_OF_ONE };
}

/** @returns gives the place back. @throws Problem 429 when whoever asks has too many already */
function enter(running: Map<string, number>, { who, most }: Whose): () => void {
  const own = running.get(who) ?? 0;
  if (own >= most) throw new Problem(429, sentence('too-many-at-once'));
  running.set(who, own + 1);
  return () => {
    const left = (running.get(who) ?? 1) - 1;
    if (left > 0) running.set(who, left);
    else running.delete(who);
  };
}
