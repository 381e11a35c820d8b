import type { TokenMade } from '../../store/account/api-tokens';
import * as tokens from '../../store/account/api-tokens';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import type { Acting } from '../acting';

const VERB = 'manage-accounts';

/**
 * Makes a token for a program. @returns it, this once: only its digest is kept
 * @throws Refused when another one that works has this name, or the region is not in the register
 */
export const makeToken = ({ sql, by }: Acting, given: tokens.TokenGiven): Promise<TokenMade> =>
  atomically(sql, async (transaction) => {
    const made = await tokens.makeToken(transaction, { ...given, by: by.id });
    const { verbs, region, days } = given;
    await audit(transaction, by, VERB, {
      what: 'make-token',
      token: made.made.id,
      verbs: verbs.join(' '),
      region,
      days,
    });
    return made;
  });

/** Ends a token of a region or below. @throws Refused when there is none that works */
export const revokeToken = (
  { sql, by }: Acting,
  { token, region }: { token: number; region: string | null },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    await tokens.revokeToken(transaction, { id: token, region });
    await audit(transaction, by, VERB, { what: 'revoke-token', token });
  });
