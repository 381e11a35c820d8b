import { audit } from '../../store/account/audit-log';
import { withKeysAlone } from '../../store/people/sealed/data-keys';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import { beginRotation, finishRotation, type Rotation, rewrapKeys } from '../../store/people/sealed/rotation';
import type { Acting } from '../acting';

/**
 * Makes a new key, seals all personal data of those who are helped with it, and deletes the former one. A rotation that
 * was broken off is finished; then no further key is made.
 * @param sealed called now and then, with the number of values so far
 * @throws Refused when there are no keys yet, or they are in use all the time
 */
export async function rotateKeys(
  { sql, by }: Acting,
  { key, reason, sealed }: { key: PeopleKey; reason: string; sealed?: (count: number) => void },
): Promise<Rotation & { values: number }> {
  const rotation = await withKeysAlone(sql, async (transaction) => {
    const begun = await beginRotation(transaction, key);
    await audit(transaction, by, 'rotate-people-keys', { to: begun.to, from: begun.from.join(' '), reason });
    return begun;
  });
  return { ...rotation, values: await finishRotation(sql, key, rotation, sealed) };
}

/**
 * Wraps the keys with another PEOPLE_KEY. Processes with the former one open nothing from then on.
 * @returns the number of keys
 * @throws Refused when `from` is not the present PEOPLE_KEY
 */
export const changePeopleKey = (
  { sql, by }: Acting,
  { from, to, reason }: { from: PeopleKey; to: PeopleKey; reason: string },
): Promise<number> =>
  withKeysAlone(sql, async (transaction) => {
    const keys = await rewrapKeys(transaction, { from, to });
    await audit(transaction, by, 'change-people-key', { keys, reason });
    return keys;
  });
