import { z } from 'zod';

/** SMS on any platform (docs/providers.md); the accounts of platforms are in `platforms.ts`. */
export const SMS = {
  SMS_PROVIDERS: z
    .string()
    .regex(/^[a-z]+(,[a-z]+)*$/, 'names separated by commas, for example "aliyun,http"')
    .default('http')
    .describe('SMS platforms in the order of preference; the next is used while one is down'),
  SMS_RATES: z
    .string()
    .regex(/^([a-z]+=\d+(,[a-z]+=\d+)*)?$/, 'for example "aliyun=100,http=50"')
    .default('')
    .describe('most SMS a second by platform; no limit where none is given'),
  SMS_PRICE_FEN: z.coerce.number().min(0).default(4.5).describe('price of one SMS segment in fen'),
  SMS_PER_NUMBER_DAY: z.coerce.number().int().positive().default(8).describe('most SMS to one number in a day'),
  SMS_REMINDERS_PER_NUMBER_DAY: z.coerce.number().int().positive().default(3).describe('most reminders among them'),
  SMS_SIGNATURE: z
    .string()
    .default('暖冬')
    .describe(
      'approved signature without brackets, which the platform puts before the text; it counts in the segments',
    ),
  SMS_HOOK_FROM: z
    .string()
    .default('')
    .describe('who may push receipts and replies, for example "aliyun=203.0.113.0/24 198.51.100.7,http=10.0.0.5"'),
};
