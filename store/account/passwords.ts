import argon2 from 'argon2';
import { isGuessable } from '../../domain/account/guessable';
import { Refused, sentence } from '../../domain/text/refusal';
import { atOnce } from '../db/at-once';
import { atomically, type Queries } from '../db/db';

/** Length instead of composition rules, which NIST SP 800-63B-4, 3.1.1.2 forbids. */
export const SHORTEST_PASSWORD = 12;
/** Also limits the text that an unknown sender can make us hash. */
export const LONGEST_PASSWORD = 200;

/** The same characters can have two encodings; both are the same password. */
const normal = (password: string): string => password.normalize('NFKC');

/**
 * argon2id with 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet, for machines without memory to
 * spare.
 */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const hash = (password: string): Promise<string> => inTurn(() => argon2.hash(normal(password), COST));

/** Each hash takes 19 MiB and one of four threads that also read files and look up names; this leaves two to them. */
const inTurn = atOnce(2, 100);

/** A hash to check where the login is unknown, so that it takes as long as for a known one. */
let nobodys: Promise<string> | undefined;

/** @returns the account's number when the password is right, else null, after the same time. */
export async function checkPassword(sql: Queries, login: string, password: string): Promise<number | null> {
  const [account] = await sql<{ id: number; hash: string | null; disabled: boolean }[]>`
    select id, password_hash as hash, disabled_at is not null as disabled from accounts
    where lower(login) = lower(${login})`;
  nobodys ??= hash('nobody has this password');
  const hashed = account?.hash ?? (await nobodys);
  const right = await inTurn(() => argon2.verify(hashed, normal(password)));
  return account?.hash && right && !account.disabled ? account.id : null;
}

/**
 * Sets a password, ends every session of the account, and cancels its open invitations.
 * @param invitation digest of the one-time link; if it is used twice at the same moment, one use succeeds
 * @returns false when that link has been used meanwhile
 * @throws Refused when the password is too short, or made of the login
 */
export async function setPassword(
  sql: Queries,
  account: number,
  { password, invitation }: { password: string; invitation?: Buffer },
): Promise<boolean> {
  const [found] = await sql<{ login: string }[]>`select login from accounts where id = ${account}`;
  refuseWeak(normal(password), found?.login ?? '');
  const hashed = await hash(password);
  return atomically(sql, async (transaction) => {
    const used = await transaction<{ hash: Buffer }[]>`
      update invitations set used_at = clock_timestamp() where account_id = ${account} and used_at is null
      returning token_hash as hash`;
    if (invitation && !used.some((one) => one.hash.equals(invitation))) return false;
    await transaction`update accounts set password_hash = ${hashed} where id = ${account}`;
    await transaction`delete from sessions where account_id = ${account}`;
    return true;
  });
}

function refuseWeak(password: string, login: string): void {
  const characters = [...password];
  if (characters.length < SHORTEST_PASSWORD || characters.length > LONGEST_PASSWORD)
    throw new Refused(sentence('password-length', { least: SHORTEST_PASSWORD, most: LONGEST_PASSWORD }));
  if (new Set(characters).size < 4 || password.toLowerCase().includes(login.toLowerCase()))
    throw new Refused(sentence('password-simple'));
  if (isGuessable(password, [login])) throw new Refused(sentence('password-common'));
}
