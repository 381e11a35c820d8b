/** Every SMS platform that Nuandong uses, by its name in definitions, settings, hooks and rows. */
export const SMS_PLATFORMS = ['http', 'aliyun', 'tencent', 'twilio', 'smpp'] as const;
export type SmsPlatformName = (typeof SMS_PLATFORMS)[number];

export const isSmsPlatform = (name: string): name is SmsPlatformName =>
  SMS_PLATFORMS.some((platform) => platform === name);
