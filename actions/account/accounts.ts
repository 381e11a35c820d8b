import type { Role } from '../../domain/account/roles';
import { Refused, sentence } from '../../domain/text/refusal';
import * as accounts from '../../store/account/accounts';
import { audit } from '../../store/account/audit-log';
import { invite } from '../../store/account/invitations';
import { removeFactor } from '../../store/account/second-factor';
import { endSessions } from '../../store/account/sessions';
import type { Acting } from '../acting';

/** The role and region of an account. */
export interface Place {
  role: Role;
  /** Code of the highest visible region; null means everything. */
  region: string | null;
}

const VERB = 'manage-accounts';

/**
 * Adds an account.
 * @param url of the console
 * @returns the account, and the one-time link to its first password. @throws Refused
 */
export const addAccount = (
  { sql, by }: Acting,
  { login, name, role, region }: accounts.AccountGiven,
  url: string,
): Promise<{ account: accounts.Account; link: string }> =>
  sql.begin(async (transaction) => {
    const account = await accounts.addAccount(transaction, { login, name, role, region });
    await audit(transaction, by, VERB, { what: 'add', account: account.id, role, region });
    return { account, link: await invite(transaction, account.id, url) };
  }) as Promise<{ account: accounts.Account; link: string }>;

/** Gives an account another role and region; its sessions end. @throws Refused */
export const changeAccount = (
  { sql, by }: Acting,
  id: number,
  { role, region, disabled }: Place & { disabled?: boolean },
): Promise<accounts.Account> =>
  sql.begin(async (transaction) => {
    const { disabledAt } = await accounts.accountByNumber(transaction, id);
    await accounts.changeAccount(transaction, id, { role, region });
    if (disabled !== undefined && disabled !== (disabledAt !== null))
      await accounts.disableAccount(transaction, id, disabled);
    await audit(transaction, by, VERB, { what: 'change', account: id, role, region, disabled });
    return accounts.accountByNumber(transaction, id);
  }) as Promise<accounts.Account>;

/** Disables an account and ends its sessions, or enables it again. */
export const disableAccount = ({ sql, by }: Acting, id: number, disabled: boolean): Promise<accounts.Account> =>
  sql.begin(async (transaction) => {
    await accounts.disableAccount(transaction, id, disabled);
    await audit(transaction, by, VERB, { what: disabled ? 'disable' : 'enable', account: id });
    return accounts.accountByNumber(transaction, id);
  }) as Promise<accounts.Account>;

/** @returns a one-time link to a new password; those before it stop working */
export const inviteAgain = ({ sql, by }: Acting, id: number, url: string): Promise<{ link: string }> =>
  sql.begin(async (transaction) => {
    await audit(transaction, by, VERB, { what: 'invite', account: id });
    return { link: await invite(transaction, id, url) };
  }) as Promise<{ link: string }>;

/**
 * Removes the second factor of a user who has lost phone and codes; the sessions end.
 * @returns whether there was one
 */
export const removeSecondFactor = ({ sql, by }: Acting, id: number): Promise<{ removed: boolean }> =>
  sql.begin(async (transaction) => {
    const removed = await removeFactor(transaction, id);
    await endSessions(transaction, id);
    await audit(transaction, by, VERB, { what: 'remove-second-factor', account: id });
    return { removed };
  }) as Promise<{ removed: boolean }>;

/**
 * Erases the personal data of a disabled account; the audit log keeps its number.
 * @throws Refused when it is not disabled
 */
export const eraseAccount = ({ sql, by }: Acting, id: number, reason: string): Promise<void> => {
  if (!reason.trim()) throw new Refused(sentence('say-why'));
  return sql.begin(async (transaction) => {
    await accounts.eraseAccount(transaction, id);
    await removeFactor(transaction, id);
    await audit(transaction, by, VERB, { what: 'erase', account: id, reason });
  }) as Promise<void>;
};
