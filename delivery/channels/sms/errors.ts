import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../../config/root';
import type { Receipt } from '../../../store/message/outbox/settlement';
import { type Failure, SendFailure } from '../failure';

const ANSWER_CLASSES = [
  'throttled-minute',
  'throttled-hour',
  'throttled-day',
  'account',
  'down',
  'unsure',
  'number-bad',
  'content',
  'refused',
] as const;
type AnswerClass = (typeof ANSWER_CLASSES)[number];

const RECEIPT_CLASSES = ['delivered', 'temporary', 'failed', 'number-bad'] as const;

const table = z.strictObject({
  answers: z.record(z.string(), z.record(z.string(), z.enum(ANSWER_CLASSES))),
  receipts: z.record(z.string(), z.enum(RECEIPT_CLASSES)),
});

let read: z.infer<typeof table> | undefined;

/** The table of `config/sms-errors.yaml`, read and checked when it is first needed. */
function errorTable(): z.infer<typeof table> {
  if (read) return read;
  const file = join(ROOT, 'config/sms-errors.yaml');
  const result = table.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`config/sms-errors.yaml: ${z.prettifyError(result.error)}`);
  read = result.data;
  return read;
}

const WHAT_FOLLOWS: Readonly<Record<AnswerClass, Omit<Failure, 'code'>>> = {
  'throttled-minute': { event: 'defer', reason: 'throttled', wait: 'minute' },
  'throttled-hour': { event: 'defer', reason: 'throttled', wait: 'hour' },
  'throttled-day': { event: 'defer', reason: 'throttled', wait: 'day' },
  account: { event: 'defer', reason: 'provider-down', account: true },
  down: { event: 'defer', reason: 'provider-down', down: true },
  unsure: { event: 'lose', reason: 'no-answer', down: true },
  'number-bad': { event: 'refuse', reason: 'refused', badAddress: true },
  content: { event: 'refuse', reason: 'bad-template' },
  refused: { event: 'refuse', reason: 'refused' },
};

/** Platforms use one code for every flow control, and say in words how long it lasts. */
const PERIODS = [
  [/分钟/, '(minute)'],
  [/小时/, '(hour)'],
  [/天/, '(day)'],
] as const;

/**
 * @param message the platform's sentence, read only for the length of a flow control, and never kept
 * @returns the failure that a platform's answer means; a code that is not in the table means `refuse`
 */
export function failureOf(platform: string, code: string, message = ''): SendFailure {
  const patterns = Object.entries(errorTable().answers[platform] ?? {});
  const period = PERIODS.find(([word]) => word.test(message))?.[1] ?? '';
  const fits = (wanted: string) => patterns.find(([pattern]) => matches(pattern, wanted))?.[1];
  const known = (period && fits(code + period)) || fits(code) || 'refused';
  return new SendFailure({ ...WHAT_FOLLOWS[known], code: code.slice(0, 60) });
}

const matches = (pattern: string, code: string): boolean =>
  pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code;

type Verdict = Pick<Receipt, 'event' | 'badNumber'>;

const VERDICTS = {
  delivered: { event: 'receipt-delivered', badNumber: false },
  temporary: { event: 'receipt-temporary', badNumber: false },
  failed: { event: 'receipt-failed', badNumber: false },
  'number-bad': { event: 'receipt-failed', badNumber: true },
} as const satisfies Record<(typeof RECEIPT_CLASSES)[number], Verdict>;

/** @returns what a carrier's code means; an unknown code means failed, and says nothing about the number. */
export const verdictOn = (code: string): Verdict => VERDICTS[errorTable().receipts[code] ?? 'failed'];
