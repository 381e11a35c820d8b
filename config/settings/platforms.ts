import { z } from 'zod';
import type { SmsPlatformName } from '../../domain/message/sms-platforms';

/**
 * The account at each SMS platform (docs/providers.md). A platform that SMS_PROVIDERS does not name needs none of
 * these; a given setting must be valid all the same.
 */
export const PLATFORM_SETTINGS = {
  http: z.object({
    SMS_URL: z.url().describe('address of the generic HTTP SMS gateway for live campaigns'),
  }),
  aliyun: z.object({
    ALIYUN_ACCESS_KEY_ID: z.string().min(1).describe('key of an Aliyun account that may send SMS and nothing else'),
    ALIYUN_ACCESS_KEY_SECRET: z.string().min(1).describe('secret of that key'),
    ALIYUN_ENDPOINT: z.string().default('dysmsapi.aliyuncs.com').describe('host of the API of Aliyun'),
    ALIYUN_PROTOCOL: z.enum(['https', 'http']).default('https').describe('"http" for a simulator only'),
  }),
  tencent: z.object({
    TENCENT_SECRET_ID: z.string().min(1).describe('id of a Tencent key that may send SMS and nothing else'),
    TENCENT_SECRET_KEY: z.string().min(1).describe('secret of that key'),
    TENCENT_SMS_APP: z.string().min(1).describe('SmsSdkAppId of the application in the SMS console of Tencent'),
    TENCENT_REGION: z.string().default('ap-guangzhou').describe('region that Tencent is asked in'),
    TENCENT_ENDPOINT: z.string().default('sms.tencentcloudapi.com').describe('host of the API of Tencent'),
    TENCENT_PROTOCOL: z.enum(['https://', 'http://']).default('https://').describe('"http://" for a simulator only'),
  }),
  twilio: z.object({
    TWILIO_ACCOUNT_SID: z.string().min(1).describe('account at Twilio'),
    TWILIO_AUTH_TOKEN: z.string().min(1).describe('token of the account; Twilio signs with it what it pushes'),
    TWILIO_FROM: z.string().min(1).describe('sender: a number (+1…) or a messaging service (MG…)'),
    TWILIO_URL: z.url().default('https://api.twilio.com').describe('address of the API of Twilio'),
  }),
  smpp: z.object({
    SMPP_URL: z.url({ protocol: /^smpps?$/ }).describe('smpp://user:password@host:port, or smpps:// with TLS'),
    SMPP_SYSTEM_TYPE: z.string().max(12).default('').describe('system_type, where the gateway wants one'),
    SMPP_SOURCE: z.string().max(20).default('').describe('sender, as the gateway has assigned it'),
    // SMPP 3.4, 5.2.5 and 5.2.6.
    SMPP_SOURCE_TON: z.coerce.number().int().min(0).max(255).default(0).describe('type of number of the sender'),
    SMPP_SOURCE_NPI: z.coerce.number().int().min(0).max(255).default(0).describe('numbering plan of the sender'),
    SMPP_WINDOW: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(10)
      .describe('most messages on their way to the gateway at once, for each process'),
    SMPP_LONG: z
      .enum(['parts', 'payload'])
      .default('parts')
      .describe('how long texts go: cut by us with headers, or whole in message_payload'),
    SMPP_TIMEOUT_S: z.coerce
      .number()
      .positive()
      .default(10)
      .describe('seconds after which what was not answered has perhaps been taken'),
    SMPP_ENQUIRE_S: z.coerce
      .number()
      .positive()
      .default(30)
      .describe('seconds between two questions whether the gateway is there (enquire_link)'),
    SMPP_REFERENCE_TLV: z
      .string()
      .regex(/^[\da-f]{4}$/i, 'four hexadecimal digits')
      .optional()
      .describe('tag of a TLV of the gateway that takes our number of a message, four hexadecimal digits'),
  }),
} satisfies Record<SmsPlatformName, z.ZodObject>;

/** The settings of all platforms, together. */
export const ACCOUNTS = {
  ...PLATFORM_SETTINGS.http.partial().shape,
  ...PLATFORM_SETTINGS.aliyun.partial().shape,
  ...PLATFORM_SETTINGS.tencent.partial().shape,
  ...PLATFORM_SETTINGS.twilio.partial().shape,
  ...PLATFORM_SETTINGS.smpp.partial().shape,
};
