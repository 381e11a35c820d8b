import { aliyun } from './aliyun';
import { http } from './http';
import type { SmsPlatform } from './provider';

/** Every SMS platform that Nuandong speaks to, by the name used in settings, hooks and rows. */
export const PLATFORMS: Readonly<Record<string, SmsPlatform>> = Object.fromEntries(
  ([http, aliyun] as SmsPlatform[]).map((platform) => [platform.name, platform]),
);

/** @throws Error that names those that exist */
export function platformNamed(name: string): SmsPlatform {
  const platform = PLATFORMS[name];
  if (platform) return platform;
  throw new Error(`There is no SMS provider "${name}"; there are: ${Object.keys(PLATFORMS).join(', ')}.`);
}
