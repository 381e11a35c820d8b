import type { App } from './context';
import { actorOf, type User } from './who';

/** Later a look shows the act in any case. */
const FORGET_MS = 60_000;

/** When users last did something here, in ms of a monotonic clock: their own next look shows what they have done. */
export interface OwnActs {
  since(user: User): number;
}

/** Call it before the routes are registered. */
export function rememberActs(app: App): OwnActs {
  const acts = new Map<string, number>();
  // Before the answer leaves, so that no look can overtake it.
  app.addHook('onSend', async ({ user, method }, { statusCode }) => {
    if (!user || statusCode >= 400 || method === 'GET' || method === 'HEAD') return;
    const now = performance.now();
    for (const [who, at] of acts) if (at < now - FORGET_MS) acts.delete(who);
    acts.set(actorOf(user), now);
  });
  return { since: (user) => acts.get(actorOf(user)) ?? Number.NEGATIVE_INFINITY };
}
