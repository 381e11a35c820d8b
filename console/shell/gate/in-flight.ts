import type { FastifyRequest, RouteOptions } from 'fastify';
import { sentence } from '../../../domain/text/refusal';
import { readToken } from '../../../store/round/links';
import type { App, Console } from '../context';
import { Problem } from '../problems';
import { tokenIn } from './limits';

/** For one account, token or link: half of a console's connections to the database. */
export const MOST_OF_ONE = 12;
/** For one address without a known user: a county's office may have one address for all. */
export const MOST_OF_ADDRESS = 50;
/** Requests that may wait in line: as many as a browser with several tabs sends at once. Further ones are refused. */
export const MOST_IN_LINE = 24;

type Handler = RouteOptions['handler'];

/**
 * Limits how many requests of one account, one village's link, or one address without a known user are handled at the
 * same time. Each may hold a database connection as long as a statement may run, and others would wait behind it.
 * Further requests wait in line, so only their own sender is delayed. Villages are counted by link, because thousands
 * share one address of their operator. A request counts while its handler runs: a slow network or a stream of events
 * takes no place, and a broken-off request keeps its place until its handler ends. Platforms and feeds with their
 * secret are not counted. Call it before the routes are registered.
 */
export function limitInFlight(app: App, console: Pick<Console, 'env'>): void {
  const lanes = new Map<string, Lane>();
  /** Fastify uses the handler of GET for HEAD as well, and reports both routes. */
  const counted = new WeakSet<Handler>();
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/hooks/') || counted.has(route.handler)) return;
    route.handler = within(lanes, console, route.handler);
    counted.add(route.handler);
  });
}

/** The requests of one account, link or address. */
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
    // A finished request hands its place over.
    return new Promise<void>((go) => lane.line.push(go)).then(answer);
  };

/** @returns what the handler returns; calls `leave` when it has ended, well or badly */
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

/** The key that is counted, and how many of its requests run at a time. */
interface Whose {
  who: string;
  most: number;
}

function whose({ LINK_SECRET }: Console['env'], { user, params, ip }: FastifyRequest): Whose {
  if (user) return { who: user.by ?? `account:${user.id}`, most: MOST_OF_ONE };
  const link = readToken(LINK_SECRET, tokenIn(params));
  return link === null ? { who: `address:${ip}`, most: MOST_OF_ADDRESS } : { who: `link:${link}`, most: MOST_OF_ONE };
}
