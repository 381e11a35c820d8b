import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import * as same from '../../store/people/helped/same-person';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import type { Acting } from '../acting';

/** A decision about two who look like the same person. The reason names nobody. */
interface Decision extends same.Pair {
  reason: string;
}

/** Decides that two are not the same person; it is not asked again. @throws Refused when one of them is unknown */
export const keepDistinct = ({ sql, by }: Acting, { reason, ...pair }: Decision): Promise<void> =>
  atomically(sql, async (transaction) => {
    await same.keepDistinct(transaction, pair);
    await audit(transaction, by, 'keep-distinct', { helped: pair.pair.join(' '), reason });
  });

/**
 * Makes one person of two: the first is merged into the second.
 * @throws Refused when one is unknown, or both stand on the same list
 */
export const mergePeople = (
  { sql, by }: Acting,
  { key, reason, ...pair }: Decision & { key: PeopleKey },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    await same.mergePeople(transaction, await openKeyring(transaction, key), pair);
    const [from, into] = pair.pair;
    await audit(transaction, by, 'merge-people', { from, into, reason });
  });
