import type { Logger } from 'pino';
import type { CampaignClient } from '../client/campaigns';
import type { Env } from '../config/env';
import { hookSecret, SIMULATOR } from '../config/hook-secrets';
import type { LogHeard } from '../config/log';
import type { RehearsalStanding, Rehearsals } from '../console/api/rehearsal/rehearsals';
import { rehearsalId } from '../domain/campaign/campaign-id';
import type { Plan } from '../domain/campaign/plan';
import { Refused, sentence } from '../domain/text/refusal';
import type { Audit } from '../rehearsal/audit/audit-input';
import { inventRegister, overInvented, withSimulated } from '../rehearsal/ground';
import { rehearse } from '../rehearsal/rehearse';
import type { Sql } from '../store/db/db';

/** More violations than this point to one fundamental fault; the report lists all. */
const VIOLATIONS_SHOWN = 50;

interface Ground {
  env: Env;
  sql: Sql;
  client: CampaignClient;
  log: Logger;
  /** The log of this process; other processes are not heard. */
  heard: LogHeard | null;
}

/**
 * Runs rehearsals in the console's process: a rehearsal waits nearly all the time, while the workers and delivery do
 * the work.
 * @returns null where there are no simulators: no message of a rehearsal may reach a real person
 */
export function createRehearsals({
  env,
  sql,
  client,
  log,
  heard,
}: Ground): (Rehearsals & { close(): Promise<void> }) | null {
  const { REHEARSAL_SMS_URL: sms, REHEARSAL_MAIL_PAGE: mail } = env;
  if (!sms || !mail) return null;
  const standings = new Map<string, RehearsalStanding>();
  let current: { campaign: string; broken: AbortController; ended: Promise<void> } | null = null;

  const changeStanding = (campaign: string, change: Partial<RehearsalStanding>) => {
    const standing = standings.get(campaign);
    if (standing) standings.set(campaign, { ...standing, ...change });
  };

  return {
    async start({ definition: given, seed, inMs, villages, gateway }) {
      if (current) throw new Refused(sentence('rehearsal-busy'));
      const broken = new AbortController();
      const simulated = withSimulated(given);
      const definition = villages === undefined ? simulated : overInvented(simulated, villages);
      const campaign = rehearsalId(definition, seed);
      current = { campaign, broken, ended: Promise.resolve() };
      try {
        if (villages !== undefined) await inventRegister(sql, definition, villages);
        const begin = deferred<RehearsalStanding>();
        const ended = rehearse({
          sql,
          client,
          definition,
          seed,
          reportsDir: env.REPORTS_DIR,
          simulators: { sms, mail },
          hooks: { url: env.PUBLIC_URL, secret: hookSecret(env, SIMULATOR) },
          apiToken: env.API_TOKEN,
          redis: { url: env.REDIS_URL, prefix: env.QUEUE_PREFIX },
          caps: { messages: env.SMS_PER_NUMBER_DAY, reminders: env.SMS_REMINDERS_PER_NUMBER_DAY },
          signal: broken.signal,
          onStart(plan) {
            const standing = begun(plan);
            standings.set(campaign, standing);
            begin.resolve(standing);
          },
          onStep: ({ at, reports, messages }) => changeStanding(campaign, { at, reports, messages }),
          ...(heard && { log: heard }),
          ...(gateway && { gateway }),
          ...(inMs !== undefined && { inMs }),
        })
          .then(({ audit }) => changeStanding(campaign, { state: 'done', audit: shortened(audit) }))
          .catch((error: Error) => {
            // Before the rehearsal has started, the error goes to the caller.
            begin.reject(error);
            if (!broken.signal.aborted) log.error({ err: error, campaign }, 'rehearsal: failed');
            changeStanding(campaign, { state: 'failed', error: error.message });
          })
          .finally(() => {
            current = null;
          });
        current = { campaign, broken, ended };
        return await begin.promise;
      } catch (error) {
        current = null;
        throw error;
      }
    },
    standing: (campaign) => standings.get(campaign) ?? null,
    running: () => (current && standings.get(current.campaign)) ?? null,
    stop(campaign) {
      if (current?.campaign === campaign) current.broken.abort(new Error('It was stopped.'));
    },
    async close() {
      current?.broken.abort(new Error('The system is going down.'));
      await current?.ended;
    },
  };
}

const begun = ({ campaign, startsAt, endsAt }: Plan): RehearsalStanding => ({
  campaign,
  state: 'running',
  startsAt,
  endsAt,
  at: startsAt,
  reports: 0,
  messages: 0,
  audit: null,
  error: null,
});

const shortened = ({ checked, violations }: Audit): RehearsalStanding['audit'] => ({
  checked,
  violations: violations
    .slice(0, VIOLATIONS_SHOWN)
    .map(({ kind, at, detail }) => ({ kind, detail: `${at} ${detail}` })),
});

/** A promise that its owner settles; Node has `Promise.withResolvers` only from version 22. */
function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
