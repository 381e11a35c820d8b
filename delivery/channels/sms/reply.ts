import { createHash } from 'node:crypto';

/** What is read of a reply, in signs: no answer that means something is longer. */
export const LONGEST_REPLY = 1000;

/** What tells a reply from another one where the platform gives it no number. */
export const digestOf = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
