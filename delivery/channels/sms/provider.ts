import type { Receipt } from '../../../register/settling';

export interface OutgoingSms {
  phone: string;
  /** Without the signature, which the platform adds. */
  text: string;
  /** Number of the message; comes back in the receipt. */
  outId: string;
  signature: string;
}

/** One SMS platform. Another one is one more file beside this and a line in `delivery/transports.ts`. */
export interface SmsProvider {
  name: string;
  /**
   * Submits one SMS.
   * @returns the platform's own number of it
   * @throws SendFailure that says whether it may have been taken
   */
  send(sms: OutgoingSms): Promise<{ ref: string }>;
}

/** How a platform tells what became of an SMS. */
export interface ReceiptFormat {
  /** @throws ZodError when the body has another shape */
  parse(body: unknown): Receipt[];
  /** What the platform wants to hear; with anything else it comes again. */
  answer: object;
}
