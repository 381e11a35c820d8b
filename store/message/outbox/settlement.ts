import type { Instant } from '../../../domain/instant';
import type { Reason } from '../../../domain/message/message-states';
import type { OutcomeOfProvider } from './breakers';
import type { Untaken } from './number-days';

/** What became of one attempt. */
export interface Settlement {
  id: number;
  /** Of the claim: an attempt that was given up in the meantime cannot settle somebody else's. */
  token: string;
  event: 'accept' | 'refuse' | 'defer' | 'lose';
  reason?: Reason;
  /** The provider's own code. */
  code?: string;
  /** False when it was certainly never handed to the provider. */
  submitted: boolean;
  provider?: string;
  ref?: string;
  /** Its numbers of the parts, each of which has a receipt of its own. */
  parts?: readonly string[];
  text?: string;
  segments?: number;
  /** What the provider takes for it. */
  costFen?: number;
  /** defer: the instant of the campaign's clock at which it is looked at again. */
  releaseAt?: Instant;
  /** The number or e-mail address, where the provider says that it is bad for good. */
  badAddress?: string;
  /** What it had reserved of its number's messages a day and did not use. */
  untaken?: Untaken;
  /** What the attempt says of the provider itself, in the time of the scope. */
  outcome?: OutcomeOfProvider;
  /** Whom the cost is charged to. */
  campaign?: string;
}

/** The carrier's word on a message, in our terms. */
export interface Receipt {
  /** Number of the message, as the provider gives back what we gave it; else it is found by the provider's own. */
  message: number | null;
  provider: string;
  ref: string;
  /** The number it went to. */
  phone: string;
  event: 'receipt-delivered' | 'receipt-failed' | 'receipt-temporary';
  code: string;
  /** The number itself is bad for good: it is marked, and not tried again. */
  badNumber: boolean;
  /** It is about one part of an SMS; the provider may have spelt its number in any of these ways before. */
  part?: { spellings: readonly string[] };
}
