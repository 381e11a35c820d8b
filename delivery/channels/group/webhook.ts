import { createHmac } from 'node:crypto';
import { failureOfCode } from './answers';
import type { GroupProvider } from './provider';

/**
 * Any other system that takes a JSON message: signed like common webhooks, `x-nuandong-signature: sha256=<hex>` over
 * `<timestamp>.<body>`, so that its receiver knows who sent it and when.
 */
export const webhook: GroupProvider = {
  hosts: null,
  perMinute: 60,
  longest: 20_000,
  request({ url, secret }, { id, title, text }, now) {
    const body = JSON.stringify({ id, title, text });
    const signature = secret && createHmac('sha256', secret).update(`${now}.${body}`).digest('hex');
    return {
      url,
      headers: {
        'x-nuandong-timestamp': String(now),
        ...(signature && { 'x-nuandong-signature': `sha256=${signature}` }),
      },
      body,
    };
  },
  refusal: (status) => (status >= 200 && status < 300 ? null : failureOfCode({ status, tooFast: [] })),
};
