import { aliyun } from './aliyun';
import { http } from './http';
import type { SmsPlatform } from './provider';
import { smppPlatform } from './smpp';
import { tencent } from './tencent';
import { twilio } from './twilio';

/** Every SMS platform that Nuandong speaks to, by the name used in settings, hooks and rows. */
export const PLATFORMS: Readonly<Record<string, SmsPlatform>> = Object.fromEntries(
  ([http, aliyun, tencent, twilio, smppPlatform] as SmsPlatform[]).map((platform) => [platform.name, platform]),
);

/** @throws Error that names those that exist */
export function platformNamed(name: string): SmsPlatform {
  const platform = PLATFORMS[name];
  if (platform) return platform;
  throw new Error(`There is no SMS provider "${name}"; there are: ${Object.keys(PLATFORMS).join(', ')}.`);
}

/** @returns the platforms among these that a simulator can stand in for; the generic gateway when there is none. */
export function simulatedAmong(names: readonly string[]): string[] {
  const known = names.filter((name) => PLATFORMS[name]?.rehearsal);
  return known.length > 0 ? known : [http.name];
}
