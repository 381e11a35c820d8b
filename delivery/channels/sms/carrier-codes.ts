import type { Receipt } from '../../../register/settling';

type Verdict = Pick<Receipt, 'event' | 'badNumber'>;

const DELIVERED: Verdict = { event: 'receipt-delivered', badNumber: false };
const PASSING: Verdict = { event: 'receipt-temporary', badNumber: false };
const FAILED: Verdict = { event: 'receipt-failed', badNumber: false };
const BAD_NUMBER: Verdict = { event: 'receipt-failed', badNumber: true };

/** Codes of the mainland carriers as Aliyun and Tencent document them. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  DELIVRD: DELIVERED,
  EXPIRED: PASSING, // the phone was off until the carrier gave up
  'MK:0010': PASSING,
  'MK:0023': PASSING,
  'MK:0001': BAD_NUMBER, // no such number
  'MK:0005': BAD_NUMBER, // out of service
  MBBLACK: BAD_NUMBER, // on the carrier's blacklist
};

/** @returns what a carrier's code means; one that is not known has failed, and says nothing about the number. */
export const verdictOn = (code: string): Verdict => VERDICTS[code] ?? FAILED;
