import type { Env } from '../../config/env';
import type { CampaignRow } from '../../store/campaign/campaigns';

/** One way out: a queue and a worker for each mode, provider and urgency, so that none waits behind another. */
export interface Lane {
  mode: CampaignRow['mode'];
  /** SMS provider; null for e-mail, and for the few messages to groups. */
  provider: string | null;
  urgent: boolean;
}

/** @returns the lane's name, which is its queue's: `live-aliyun`, `rehearsal-email`, `live-http-urgent`. */
export const laneName = ({ mode, provider, urgent }: Lane): string =>
  `${mode}-${provider ?? 'email'}${urgent ? '-urgent' : ''}`;

/** @returns the lane of this name, or null for an impossible name. */
export function readLane(name: string): Lane | null {
  const [, mode, way, urgent] = /^(live|rehearsal)-([a-z]+)(-urgent)?$/.exec(name) ?? [];
  if (!mode || !way) return null;
  return { mode: mode as Lane['mode'], provider: way === 'email' ? null : way, urgent: urgent !== undefined };
}

/** @returns the lanes that always exist, for the installation's providers, live and rehearsal, urgent ones last. */
export function standingLanes({ SMS_PROVIDERS }: Pick<Env, 'SMS_PROVIDERS'>): Lane[] {
  const ways = [null, ...providersOf({ SMS_PROVIDERS })];
  return [false, true].flatMap((urgent) =>
    (['live', 'rehearsal'] as const).flatMap((mode) => ways.map((provider) => ({ mode, provider, urgent }))),
  );
}

/** @returns the installation's SMS providers in the order of preference. */
export const providersOf = ({ SMS_PROVIDERS }: Pick<Env, 'SMS_PROVIDERS'>): string[] => SMS_PROVIDERS.split(',');

/**
 * A job costs about as much as sending an SMS, so messages share one. They do not where the queue limits the rate of
 * jobs, nor where a message must not wait for a slow one in the same job.
 */
const MESSAGES_PER_JOB = 10;

/** @returns how many messages a job of the lane carries. */
export const perJobOf =
  (env: Pick<Env, 'SMS_RATES'>) =>
  (lane: Lane): number =>
    lane.urgent || rateOf(env, lane) > 0 ? 1 : MESSAGES_PER_JOB;

/**
 * @returns the most messages a second in a lane; 0 for no limit. Urgent lanes count separately, so urgent messages do
 *   not wait.
 */
export function rateOf({ SMS_RATES }: Pick<Env, 'SMS_RATES'>, { provider }: Lane): number {
  const rates = SMS_RATES.split(',').map((pair) => pair.split('='));
  return Number(rates.find(([name]) => name === provider)?.[1] ?? 0);
}
