import type { Logger } from 'pino';
import type { Env } from '../../config/env';
import { hookSecret, SIMULATOR } from '../../config/hook-secrets';
import type { Sql } from '../../store/db/db';
import type { PushedBy } from '../../store/message/pushed-by';
import { keepReplies } from '../../store/message/replies';
import { PLATFORMS } from '../channels/sms/platforms';
import type { PushFormat, PushRequest, SmsPlatform } from '../channels/sms/provider';
import { providersOf } from '../engine/lanes';
import { countPush } from '../metrics';
import { takeReceipts } from './receipts';

/** An address that something is pushed to. */
export interface SmsHook {
  /** `simulator` for what plays for rehearsals: by its address, not by what it says, it reaches nothing else. */
  path: 'sms' | 'simulator';
  /** Name of the platform whose shape it has. */
  provider: string;
  what: 'receipts' | 'replies';
  /** Stands in the address, since few platforms sign what they push. */
  secret: string;
  /** Addresses or CIDRs that it may come from, separated by blanks; everybody when empty. */
  from: string;
  /**
   * Takes what was pushed. Repeating a push does no harm.
   * @returns what the platform wants to hear
   * @throws ZodError when the body has another shape; another error when it could not be kept, so that it comes again
   */
  take(body: unknown, request: PushRequest): Promise<object | string>;
}

/**
 * The addresses that this installation has: of the platforms that SMS_PROVIDERS names, and of the simulator where there
 * is one. Nothing else is listened to.
 */
export function smsHooks({ sql, env, log }: { sql: Sql; env: Env; log: Logger }): SmsHook[] {
  return Object.values(PLATFORMS).flatMap((platform) => [
    ...(providersOf(env).includes(platform.name) ? hooksOf(platform, { sql, log, path: 'sms', by: 'live', env }) : []),
    ...(env.REHEARSAL_SMS_URL && platform.rehearsal
      ? hooksOf(platform, { sql, log, path: 'simulator', by: simulatorPlays(platform, env), env })
      : []),
  ]);
}

/** Where SMS of live campaigns are handed to the simulator as well, it answers for them too: with `npm start`. */
const simulatorPlays = ({ name }: SmsPlatform, { SMS_URL, REHEARSAL_SMS_URL }: Env): PushedBy =>
  name === 'http' && SMS_URL !== undefined && SMS_URL === REHEARSAL_SMS_URL ? 'either' : 'simulated';

interface Way {
  sql: Sql;
  log: Logger;
  path: SmsHook['path'];
  by: PushedBy;
  env: Env;
}

function hooksOf({ name: provider, receipts, replies }: SmsPlatform, { sql, log, path, by, env }: Way): SmsHook[] {
  const secret = hookSecret(env, path === 'simulator' ? SIMULATOR : provider);
  const from = path === 'simulator' ? '' : addressesOf(env, provider);
  const hook = <Item>(
    what: SmsHook['what'],
    format: PushFormat<Item> | undefined,
    keep: (items: readonly Item[]) => Promise<void>,
  ): SmsHook[] => {
    if (!format) return [];
    const take: SmsHook['take'] = async (body, request) => {
      const { items, malformed } = format.parse(body, { ...request, settings: env });
      if (malformed.length > 0) {
        countPush({ provider, what, outcome: 'malformed' }, malformed.length);
        log.warn({ provider, what, malformed: malformed.length, first: malformed[0] }, 'push: some could not be read');
      }
      await keep(items);
      countPush({ provider, what, outcome: 'taken' }, items.length);
      return format.answer;
    };
    return [{ path, provider, what, secret, from, take }];
  };
  return [
    ...hook('receipts', receipts, (items) => takeReceipts(sql, items, by)),
    ...hook('replies', replies, (items) => keepReplies(sql, items, by)),
  ];
}

/** @returns from where a platform may push, of a setting such as `aliyun=203.0.113.0/24 198.51.100.7,http=10.0.0.5` */
const addressesOf = ({ SMS_HOOK_FROM }: Env, provider: string): string =>
  SMS_HOOK_FROM.split(',')
    .map((pair) => pair.split('='))
    .filter(([name]) => name?.trim() === provider)
    .map(([, addresses = '']) => addresses.trim())
    .join(' ');
