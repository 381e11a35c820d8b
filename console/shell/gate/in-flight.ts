import type { FastifyRequest, RouteOptions } from 'fastify';
import { sentence } from '../../../domain/text/refusal';
import { readToken } from '../../../store/round/links';
import type { App, Console } from '../context';
import { Problem } from '../problems';
import { tokenIn } from './limits';

/** Of one account, token or link: half of a console's connections to the database. */
export const MOST_OF_ONE = 12;
/** Of one address from which nobody is known: a county's office may have one alone. */
export const MOST_OF_ADDRESS = 50;
/** So many more wait in line: what a browser with several tabs asks for at once. Further ones are refused. */
export const MOST_IN_LINE = 24;

type Handler = RouteOptions['handler'];

/**
 * Lets one account, one village's link, or one address from which nobody is known, have only so many requests answered
 * at the same time: each may hold a connection of the database as long as a statement may run, and the others would
 * wait behind them. What is more waits for its turn, so that the delay is theirs alone. Villages are counted by
 * their links, for thousands stand behind one address of their operator. A request counts while its handler runs, so
 * a slow network, and a stream of events, cost no place; one that is broken off does not give its place back before.
 * Platforms and feeds that show their secret are not counted. To be called before the routes are registered.
 */
export function limitInFlight(app: App, console: Pick<Console, 'env'>): void {
  const lanes = new Map<string, Lane>();
  /** Fastify gives the handler of GET to HEAD as well, and tells of both. */
  const counted = new WeakSet<Handler>();
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/hooks/') || counted.has(route.handler)) return;
    route.handler = within(lanes, console, route.handler);
    counted.add(route.handler);
  });
}

/** The requests of one who is counted. */
interface Lane {
  running: number;
  line: (() => void)[];
}

const within = (lanes: Map<string, Lane>, { env }: Pick<Console, 'env'>, handler: Handler): Handler =>
  function inFlight(request, reply) {
    const { who, most } = whose(env, request);
    const lane = lanes.get(who) ?? { running: 0, line: [] };
    const answer = () => handling(() => handler.call(this, request, reply), leave);
    const leave = () => {
      const next = lane.line.shift();
      if (next) return next();
      lane.running -= 1;
      if (lane.running === 0) lanes.delete(who);
    };
    if (lane.running < most) {
      lanes.set(who, lane);
      lane.running += 1;
      return answer();
    }
    if (lane.line.length >= MOST_IN_LINE) throw new Problem(429, sentence('too-many-at-once'));
    // A request that leaves hands its place over.
    return new Promise<void>((go) => lane.line.push(go)).then(answer);
  };

/** @returns what the handler returns; the place is left when it has ended, however it ended */
function handling(handle: () => unknown, leave: () => void): unknown {
  try {
    const answer = handle();
    if (answer instanceof Promise) return answer.finally(leave);
    leave();
    return answer;
  } catch (error) {
    leave();
    throw error;
  }
}

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
