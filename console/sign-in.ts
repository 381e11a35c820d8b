import type { Actor } from '../register/actor';
import { audit } from '../register/audit-log';
import { atomically, type Queries } from '../register/db';
import { beginSession } from '../register/sessions';

/** Begins a session, and notes that it began. @returns the token that the browser keeps */
export const signIn = (
  sql: Queries,
  account: number,
  { via, by }: { via: Extract<Actor['via'], 'console' | 'oidc'>; by?: string },
): Promise<string> =>
  atomically(sql, async (transaction) => {
    await audit(transaction, { id: account, via }, 'sign-in', { by });
    return beginSession(transaction, account, via);
  });
