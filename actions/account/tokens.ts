import type { TokenMade } from '../../store/account/api-tokens';
import * as tokens from '../../store/account/api-tokens';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import type { Acting } from '../acting';

const VERB = 'manage-accounts';

/**
 * Makes a token for a program.
 * @returns the token, only this once: the database keeps its digest
 * @throws Refused when another valid token has this name, or the region is not in the register
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

/** Revokes a token of a region or below. @throws Refused when there is no such valid token */
export const revokeToken = (
  { sql, by }: Acting,
  { token, region }: { token: number; region: string | null },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    await tokens.revokeToken(transaction, { id: token, region });
    await audit(transaction, by, VERB, { what: 'revoke-token', token });
  });
