import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { type HelpedInFull, showHelped } from '../../store/people/helped/reveal';
import type { Erased } from '../../store/people/personal/erase';
import * as erase from '../../store/people/personal/erase-helped';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import type { Acting, Deciding } from '../acting';

interface Looking {
  key: PeopleKey;
  /** Numbers in `people`. */
  people: readonly number[];
  /** For example `visit`, `check`. */
  purpose: string;
  /** For the audit log; it must name no person. */
  reason: string;
  /** Highest region that the reader may see; null means everything. */
  top: string | null;
  /** Most people that the reader may see in 24 hours, contacts included. */
  most: number;
}

/**
 * Shows people who are helped in full. One line of the audit log records who was shown to whom and why, but not the
 * data.
 * @returns the people, and how many more the reader may see
 * @throws Refused; then no person is shown
 */
export const revealHelped = (
  { sql, by, name }: Deciding,
  { key, people, purpose, reason, top, most }: Looking,
): Promise<{ people: HelpedInFull[]; left: number }> =>
  atomically(sql, async (transaction) => {
    const wanted = [...new Set(people)];
    const keyring = await openKeyring(transaction, key);
    const shown = await showHelped(transaction, keyring, { reader: name, top, people: wanted, most });
    await audit(transaction, by, 'reveal-people', { what: purpose, helped: wanted.join(' '), reason });
    return shown;
  });

/**
 * Erases somebody who is helped, in every place and in every text that names the person. What was decided and given
 * stays under the number.
 * @throws Refused when there is no such person within `top`
 */
export const eraseHelped = (
  { sql, by }: Acting,
  { key, person, reason, top }: { key: PeopleKey; person: number; reason: string; top: string | null },
): Promise<Omit<Erased, 'alsoAt'>> =>
  atomically(sql, async (transaction) => {
    const { lines, rows } = await erase.eraseHelped(transaction, await openKeyring(transaction, key), { person, top });
    await audit(transaction, by, 'erase-person', { person, reasons: lines.join(','), reason });
    return { rows, reasons: lines.length };
  });
