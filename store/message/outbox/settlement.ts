import type { Instant } from '../../../domain/instant';
import type { Reason } from '../../../domain/message/message-states';
import type { OutcomeOfProvider } from './breakers';
import type { Untaken } from './number-days';

/** The outcome of one attempt. */
export interface Settlement {
  id: number;
  /** Token of the claim: an attempt that was given up meanwhile cannot settle a later one. */
  token: string;
  event: 'accept' | 'refuse' | 'defer' | 'lose';
  reason?: Reason;
  /** The provider's own code. */
  code?: string;
  /** False when the provider certainly never got it. */
  submitted: boolean;
  provider?: string;
  ref?: string;
  /** The provider's numbers of the parts; each part has its own receipt. */
  parts?: readonly string[];
  text?: string;
  segments?: number;
  /** The provider's price. */
  costFen?: number;
  /** defer: the instant of the campaign's clock for the next try. */
  releaseAt?: Instant;
  /** The number or e-mail address, if it is bad for good. */
  badAddress?: string;
  /** Its unused share of the number's daily limit. */
  untaken?: Untaken;
  /** The outcome for the provider itself, in the time of the scope. */
  outcome?: OutcomeOfProvider;
  /** The campaign that pays. */
  campaign?: string;
}

/** A receipt of the carrier, in our terms. */
export interface Receipt {
  /** Our number of the message, if the provider returns it; else the provider's own number finds the message. */
  message: number | null;
  provider: string;
  ref: string;
  /** The phone number of the message. */
  phone: string;
  event: 'receipt-delivered' | 'receipt-failed' | 'receipt-temporary';
  code: string;
  /** Whether the phone number is bad for good: then it is marked, and not tried again. */
  badNumber: boolean;
  /** Set for a receipt of one part of an SMS: the possible spellings of the part's number in the provider's answer. */
  part?: { spellings: readonly string[] };
}
