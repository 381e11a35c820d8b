import { isSmsPlatform, SMS_PLATFORMS, type SmsPlatformName } from '../../../domain/message/sms-platforms';
import { didYouMean } from '../../../domain/text/nearest';
import { Refused, sentence } from '../../../domain/text/refusal';
import { aliyun } from './aliyun';
import { http } from './http';
import type { SmsPlatform } from './provider';
import { smppPlatform } from './smpp';
import { tencent } from './tencent';
import { twilio } from './twilio';

/** Every SMS platform that Nuandong speaks to, by its name. */
export const PLATFORMS: Readonly<Record<SmsPlatformName, SmsPlatform>> = {
  http,
  aliyun,
  tencent,
  twilio,
  smpp: smppPlatform,
};

/** @throws Refused for an unknown name, with the platform whose name is nearest */
export function platformNamed(name: string): SmsPlatform {
  if (isSmsPlatform(name)) return PLATFORMS[name];
  throw new Refused(sentence('no-such-platform', { provider: name, hint: didYouMean(name, SMS_PLATFORMS) }));
}

/** @returns those of these platforms that the simulator can replace; the generic gateway when there is none. */
export function simulatedAmong(names: readonly string[]): SmsPlatformName[] {
  const known = names.filter(isSmsPlatform).filter((name) => PLATFORMS[name].rehearsal);
  return known.length > 0 ? known : ['http'];
}
