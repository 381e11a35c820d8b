import type { RoleGiven } from '../../domain/account/role-claims';
import { atomically, type Queries } from '../db/db';
import { addAccount, changeAccount } from './accounts';

/** An identity provider's data about a user. */
export interface Identified {
  issuer: string;
  subject: string;
  /** Null when the provider has not verified it. */
  email: string | null;
  name: string;
  /** Role from the user's claims; null when accounts alone decide. */
  given: RoleGiven | null;
}

interface Known {
  id: number;
  subject: string | null;
  disabled: boolean;
}

/** Whose account it is, and what claims have just given to it; null where they gave nothing new. */
export interface IdentifiedAccount {
  account: number;
  changed: RoleGiven | null;
}

/**
 * Finds the account of a user of the identity provider: by the provider's number, or, the first time, by a verified
 * e-mail address that is the login of an account. Where claims decide about roles, it creates or changes the account.
 * @returns null when there is none or it is disabled
 * @throws Refused when the claims give a region that is not in the register
 */
export const identifiedAccount = (sql: Queries, identified: Identified): Promise<IdentifiedAccount | null> =>
  atomically(sql, async (transaction) => {
    const { issuer, subject, given } = identified;
    const known = await find(transaction, identified);
    if (!known) return given && { account: await enrol(transaction, identified, given), changed: given };
    if (known.disabled) return null;
    if (known.subject === null) {
      await transaction`update accounts set oidc_issuer = ${issuer}, oidc_subject = ${subject} where id = ${known.id}`;
    }
    const changed = given !== null && (await changeAccount(transaction, known.id, given));
    return { account: known.id, changed: changed ? given : null };
  });

async function find(sql: Queries, { issuer, subject, email }: Identified): Promise<Known | undefined> {
  const [known] = await sql<Known[]>`
    select id, oidc_subject as subject, disabled_at is not null as disabled from accounts
    where (oidc_issuer = ${issuer} and oidc_subject = ${subject})
       or (oidc_subject is null and lower(login) = lower(${email}))
    order by oidc_subject nulls last limit 1 for update`;
  return known;
}

async function enrol(sql: Queries, { issuer, subject, email, name }: Identified, given: RoleGiven): Promise<number> {
  const { id } = await addAccount(sql, { login: email ?? `oidc-${subject}`, name, ...given });
  await sql`update accounts set oidc_issuer = ${issuer}, oidc_subject = ${subject} where id = ${id}`;
  return id;
}
