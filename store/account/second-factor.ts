import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { atomically, type Queries } from '../db/db';
import { digestOf, newToken } from './sessions';

const ISSUER = '暖冬 Nuandong';
const STEP_S = 30;
/** Time steps before and after the present one that also count: the phone's clock may be off (RFC 6238, 5.2). */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** 80 bits each, too many to guess. */
const RECOVERY_BYTES = 10;
const HALF_MINUTES = 5;
const HALF_ATTEMPTS = 5;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The key encrypts factors with the installation's secret, so that a thief of the database alone cannot use them. */
const sealingKey = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'nuandong second factor', 32));

function seal(secret: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), nonce);
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function unseal(secret: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

const totpOf = (key: Uint8Array, login: string): TOTP =>
  new TOTP({
    issuer: ISSUER,
    label: login,
    period: STEP_S,
    secret: new Secret({ buffer: new Uint8Array(key).buffer }),
  });

/** The data that an authenticator app needs to make codes. */
export interface Enrolment {
  /** For typing: base32, in groups of four. */
  key: string;
  /** `otpauth://…`, for the QR code. */
  uri: string;
}

/** Makes a key, which is valid after a code has confirmed it; until then, returns the same key again. */
export async function beginFactor(
  sql: Queries,
  secret: string,
  { account, login }: { account: number; login: string },
): Promise<Enrolment> {
  const fresh = seal(secret, randomBytes(20));
  const [row] = await sql<{ secret: Buffer }[]>`
    insert into second_factors as f (account_id, secret) values (${account}, ${fresh})
    on conflict (account_id) do update set secret = f.secret returning secret`;
  const totp = totpOf(unseal(secret, row?.secret ?? fresh), login);
  return { key: totp.secret.base32.replace(/(.{4})(?=.)/g, '$1 '), uri: totp.toString() };
}

/** @returns whether an account has a confirmed second factor, so must give one. */
export async function hasFactor(sql: Queries, account: number): Promise<boolean> {
  const [row] = await sql`
    select from second_factors where account_id = ${account} and confirmed_at is not null`;
  return row !== undefined;
}

/**
 * Takes the first code; from now on every sign-in asks for a code.
 * @returns recovery codes for a lost phone, shown only this once; null when the code is wrong or a factor was confirmed
 *   before
 */
export const confirmFactor = (sql: Queries, secret: string, account: number, code: string): Promise<string[] | null> =>
  atomically(sql, async (transaction) => {
    if ((await hasFactor(transaction, account)) || !(await takeTotp(transaction, secret, account, code))) return null;
    await transaction`update second_factors set confirmed_at = clock_timestamp() where account_id = ${account}`;
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await transaction`delete from recovery_codes where account_id = ${account}`;
    for (const one of codes)
      await transaction`
        insert into recovery_codes (account_id, code_hash) values (${account}, ${recoveryDigest(secret, one)})`;
    return codes;
  });

/** @returns whether an authenticator code or a recovery code is right; each is valid once. */
export const takeCode = (sql: Queries, secret: string, account: number, code: string): Promise<boolean> =>
  atomically(sql, async (transaction) => {
    if (!(await hasFactor(transaction, account))) return false;
    return (
      (await takeTotp(transaction, secret, account, code)) || (await takeRecovery(transaction, secret, account, code))
    );
  });

/** Removes the factor and its recovery codes. @returns whether there was one */
export const removeFactor = (sql: Queries, account: number): Promise<boolean> =>
  atomically(sql, async (transaction) => {
    await transaction`delete from recovery_codes where account_id = ${account}`;
    const [removed] = await transaction<{ confirmed: boolean }[]>`
      delete from second_factors where account_id = ${account} returning confirmed_at is not null as confirmed`;
    return removed?.confirmed ?? false;
  });

async function takeTotp(sql: Queries, secret: string, account: number, code: string): Promise<boolean> {
  const [row] = await sql<{ secret: Buffer; lastStep: string }[]>`
    select secret, last_step::text as "lastStep" from second_factors where account_id = ${account} for update`;
  const token = code.replace(/\s/g, '');
  if (!row || !/^\d{6}$/.test(token)) return false;
  const delta = totpOf(unseal(secret, row.secret), '').validate({ token, window: WINDOW });
  if (delta === null) return false;
  const step = Math.floor(Date.now() / 1000 / STEP_S) + delta;
  if (step <= Number(row.lastStep)) return false;
  await sql`update second_factors set last_step = ${step} where account_id = ${account}`;
  return true;
}

const newRecoveryCode = (): string =>
  new Secret({ buffer: new Uint8Array(randomBytes(RECOVERY_BYTES)).buffer }).base32.replace(/(.{4})(?=.)/g, '$1-');

/** Accepts the code with or without hyphens, in small letters or capitals. */
const recoveryDigest = (secret: string, code: string): Buffer =>
  createHmac('sha256', sealingKey(secret))
    .update(code.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .digest();

async function takeRecovery(sql: Queries, secret: string, account: number, code: string): Promise<boolean> {
  const [used] = await sql`
    update recovery_codes set used_at = clock_timestamp()
    where account_id = ${account} and code_hash = ${recoveryDigest(secret, code)} and used_at is null returning 1`;
  return used !== undefined;
}

/** Stores that an account has given the right password and still needs a code. @returns the token for the browser */
export async function beginHalf(sql: Queries, account: number): Promise<string> {
  const token = newToken();
  await sql`delete from half_sign_ins where expires_at < clock_timestamp()`;
  await sql`
    insert into half_sign_ins (token_hash, account_id, expires_at)
    values (${digestOf(token)}, ${account}, clock_timestamp() + ${HALF_MINUTES} * interval '1 minute')`;
  return token;
}

/** Counts a try. @returns the account that gives a code now; null when it is too late, or after too many tries. */
export async function tryHalf(sql: Queries, token: string): Promise<number | null> {
  const [row] = await sql<{ account: number }[]>`
    update half_sign_ins h set attempts = attempts + 1 from accounts a
    where token_hash = ${digestOf(token)} and expires_at > clock_timestamp() and attempts < ${HALF_ATTEMPTS}
      and a.id = h.account_id and a.disabled_at is null returning account_id as account`;
  return row?.account ?? null;
}

export async function endHalf(sql: Queries, token: string): Promise<void> {
  await sql`delete from half_sign_ins where token_hash = ${digestOf(token)}`;
}
