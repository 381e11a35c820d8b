import { needsRegion, type Role } from '../../domain/account/roles';
import { Refused, sentence } from '../../domain/text/refusal';
import * as accounts from '../../store/account/accounts';
import { audit } from '../../store/account/audit-log';
import { invite } from '../../store/account/invitations';
import { removeFactor } from '../../store/account/second-factor';
import { endSessions } from '../../store/account/sessions';
import { atomically, type Queries } from '../../store/db/db';
import type { Acting } from '../acting';

/** The role and region of an account. */
export interface Place {
  role: Role;
  /** Code of the highest visible region; null means everything. */
  region: string | null;
}

/** A new account, and the one-time link to its first password. */
export interface Invited {
  account: accounts.Account;
  link: string;
}

const VERB = 'manage-accounts';

/**
 * Adds an account.
 * @param url of the console
 * @returns the account, and the one-time link to its first password. @throws Refused
 */
export const addAccount = ({ sql, by }: Acting, given: accounts.AccountGiven, url: string): Promise<Invited> =>
  atomically(sql, (transaction) => add(transaction, { by, given, url }));

/**
 * Adds several accounts, all or none.
 * @param url of the console
 * @returns each with its one-time link, in the given order. @throws Refused
 */
export const addAccounts = (
  { sql, by }: Acting,
  several: readonly accounts.AccountGiven[],
  url: string,
): Promise<Invited[]> =>
  atomically(sql, async (transaction) => {
    const added: Invited[] = [];
    for (const given of several) added.push(await add(transaction, { by, given, url }));
    return added;
  });

async function add(
  sql: Queries,
  { by, given: { login, name, role, region }, url }: Pick<Acting, 'by'> & { given: accounts.AccountGiven; url: string },
): Promise<Invited> {
  refuseEverything({ role, region });
  const account = await accounts.addAccount(sql, { login, name, role, region });
  await audit(sql, by, VERB, { what: 'add', account: account.id, role, region });
  return { account, link: await invite(sql, account.id, url) };
}

/** @throws Refused for an officer of a county or township without a region, who would see and steer everything */
function refuseEverything({ role, region }: Place): void {
  if (needsRegion(role) && region === null) throw new Refused(sentence('region-required'));
}

/** Gives an account another role, region or name; with another role or region its sessions end. @throws Refused */
export const changeAccount = (
  { sql, by }: Acting,
  id: number,
  { role, region, name, disabled }: Place & { name?: string | undefined; disabled?: boolean },
): Promise<accounts.Account> =>
  sql.begin(async (transaction) => {
    const { disabledAt, name: before } = await accounts.accountByNumber(transaction, id);
    // One from before this rule can still be disabled.
    if (!disabled) refuseEverything({ role, region });
    await accounts.changeAccount(transaction, id, { role, region });
    const renamed = name !== undefined && name !== before;
    if (renamed) await accounts.renameAccount(transaction, id, name);
    if (disabled !== undefined && disabled !== (disabledAt !== null))
      await accounts.disableAccount(transaction, id, disabled);
    await audit(transaction, by, VERB, {
      what: 'change',
      account: id,
      role,
      region,
      disabled,
      ...(renamed && { renamed }),
    });
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
