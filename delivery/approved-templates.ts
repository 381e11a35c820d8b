import type { Sql } from '../register/db';
import { approvedTemplates } from '../register/templates';

/** The texts that platforms have approved, as far as this process knows. */
export interface ApprovedTemplates {
  /** @returns the platform's code of a text; null while it is not approved. */
  codeOf(provider: string, text: string): Promise<string | null>;
}

/** Approvals take days: to know of one a few seconds later does no harm. */
const KNOWN_MS = 5_000;

/** Reads the registry anew every few seconds, not for every message. */
export function approvedBy(sql: Sql): ApprovedTemplates {
  const known = new Map<string, { at: number; codes: Promise<Map<string, string>> }>();
  const codesOf = (provider: string): Promise<Map<string, string>> => {
    const read = known.get(provider);
    if (read && performance.now() - read.at < KNOWN_MS) return read.codes;
    const codes = approvedTemplates(sql, provider);
    known.set(provider, { at: performance.now(), codes });
    codes.catch(() => known.delete(provider));
    return codes;
  };
  return { codeOf: async (provider, text) => (await codesOf(provider)).get(text) ?? null };
}
