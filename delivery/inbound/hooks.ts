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

/** An address to which a platform pushes. */
export interface SmsHook {
  /** `simulator` for the simulator of rehearsals: its address, not the content, limits it to rehearsals. */
  path: 'sms' | 'simulator';
  /** Name of the platform that defines the shape. */
  provider: string;
  what: 'receipts' | 'replies';
  /** Part of the address, because few platforms sign their pushes. */
  secret: string;
  /** Allowed sender addresses or CIDRs, separated by blanks; empty allows every address. */
  from: string;
  /**
   * Takes a push. A repeated push does no harm.
   * @returns the answer that the platform expects
   * @throws ZodError when the body has another shape; another error when it could not be stored, so that the platform
   *   pushes again
   */
  take(body: unknown, request: PushRequest): Promise<object | string>;
}

/**
 * @returns all hooks of this installation: of the platforms in SMS_PROVIDERS, and of the simulator where there is one.
 */
export function smsHooks({ sql, env, log }: { sql: Sql; env: Env; log: Logger }): SmsHook[] {
  return Object.values(PLATFORMS).flatMap((platform) => [
    ...(providersOf(env).includes(platform.name) ? hooksOf(platform, { sql, log, path: 'sms', by: 'live', env }) : []),
    ...(env.REHEARSAL_SMS_URL && platform.rehearsal
      ? hooksOf(platform, { sql, log, path: 'simulator', by: simulatorPlays(platform, env), env })
      : []),
  ]);
}

/**
 * @returns whom pushes of the simulator may concern. With `npm start` it also gets live SMS, so then also live
 *   campaigns.
 */
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

/**
 * @returns the sender addresses of a platform, from a setting such as
 *   `aliyun=203.0.113.0/24 198.51.100.7,http=10.0.0.5`
 */
const addressesOf = ({ SMS_HOOK_FROM }: Env, provider: string): string =>
  SMS_HOOK_FROM.split(',')
    .map((pair) => pair.split('='))
    .filter(([name]) => name?.trim() === provider)
    .map(([, addresses = '']) => addresses.trim())
    .join(' ');
