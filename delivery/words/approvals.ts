import type { Sql } from '../../store/db/db';
import { signatureState } from '../../store/message/signatures';
import { approvedTemplates } from '../../store/message/templates';

/** The approvals of platforms, as this process last read them. */
export interface Approvals {
  /** @returns the platform's code of a text; null while it is not approved. */
  codeOf(provider: string, text: string): Promise<string | null>;
  /** @returns whether a signature may stand in front of texts. */
  allows(provider: string, signature: string): Promise<boolean>;
}

/** An approval takes days, so learning of it a few seconds late does no harm. */
const KNOWN_MS = 5_000;

/** Reads the approvals from the database every few seconds, not for every message. */
export function approvedBy(sql: Sql): Approvals {
  const codes = known((provider) => approvedTemplates(sql, provider));
  const signatures = known(
    async (provider, signature) => (await signatureState(sql, { provider, signature })) === 'approved',
  );
  return {
    codeOf: async (provider, text) => (await codes(provider)).get(text) ?? null,
    allows: signatures,
  };
}

/** Remembers the answer for the same arguments for a moment. */
function known<Words extends string[], Answer>(
  read: (...words: Words) => Promise<Answer>,
): (...words: Words) => Promise<Answer> {
  const answers = new Map<string, { at: number; answer: Promise<Answer> }>();
  return (...words) => {
    const key = words.join(' ');
    const last = answers.get(key);
    if (last && performance.now() - last.at < KNOWN_MS) return last.answer;
    const answer = read(...words);
    answers.set(key, { at: performance.now(), answer });
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
