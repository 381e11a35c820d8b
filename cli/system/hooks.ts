import { defineCommand } from 'citty';
import { readEnv } from '../../config/env';
import { readFeeds } from '../../config/feeds';
import { hookSecret, smsHook, weatherHook } from '../../config/hook-secrets';
import { PLATFORMS } from '../../delivery/channels/sms/platforms';
import { isSmsPlatform } from '../../domain/message/sms-platforms';
import { settingsHere } from '../environment';
import { printJson, printTable, progress } from '../output';

interface Address {
  who: string;
  what: string;
  address: string;
}

/** Prints the hook addresses for platforms and weather offices; each has its own secret. */
export default defineCommand({
  meta: {
    name: 'hooks',
    description: 'Print the addresses that SMS platforms and weather offices push to; keep them secret',
  },
  args: { json: { type: 'boolean', description: 'One JSON document on standard output' } },
  run({ args }) {
    const env = readEnv(settingsHere());
    const platforms = env.SMS_PROVIDERS.split(',')
      .filter(isSmsPlatform)
      .flatMap((provider) =>
        (['receipts', 'replies'] as const)
          .filter((what) => PLATFORMS[provider][what])
          .map((what): Address => ({ who: provider, what, address: smsHook(env, { provider, what }) })),
      );
    const feeds = readFeeds(env.FEEDS_FILE)
      .filter(({ url }) => url === undefined)
      .map(
        ({ id }): Address => ({
          who: id,
          what: 'warnings',
          address: `${env.PUBLIC_URL.replace(/\/$/, '')}/hooks/weather/${id}/${hookSecret(env, weatherHook(id))}`,
        }),
      );
    const all = [...platforms, ...feeds];
    if (args.json) return printJson(all);
    printTable(
      ['who', 'what', 'address'],
      all.map(({ who, what, address }) => [who, what, address]),
    );
    progress('Whoever has an address can push to it. One is changed alone by HOOK_SECRET_<NAME>: docs/providers.md.');
  },
});
