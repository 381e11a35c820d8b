import { createHash } from 'node:crypto';

/** Characters that are read of a reply: no meaningful answer is longer. */
export const LONGEST_REPLY = 1000;

/** @returns a digest that distinguishes replies where the platform gives them no number. */
export const digestOf = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
