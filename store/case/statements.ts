import type { Instant } from '../../domain/instant';
import { receiptNumber } from '../../domain/report/receipt';
import type { Queries } from '../db/db';
import { type Keyring, openKeyring } from '../people/sealed/keyring';
import type { PeopleKey } from '../people/sealed/people-key';

/** Who raises a case: an account, a contact of the register, or anybody else. */
export type Raiser = { by: 'account'; account: number | null } | { by: 'contact'; contact: number } | { by: 'public' };

/** What somebody says who raises a case. It may name people, so it is sealed. */
export interface Said {
  text: string;
  /** Name and telephone, where they were given. */
  from?: string | undefined;
}

interface Statement {
  case: number;
  raiser: Raiser;
  said: Said | null;
  submission: string | null;
  now: Instant;
}

/** A statement that was taken: the case, and the number that its sender keeps. */
export interface TakenStatement {
  case: number;
  receipt: string;
}

/** Receipts of cases begin here, so that no report has the same number. */
const FIRST = 40_000_000;
const PLACE = 'case_statements.sealed';

/** @returns what was taken under the sender's key before; null when the key is new. */
export async function takenStatement(sql: Queries, submission: string): Promise<TakenStatement | null> {
  const [taken] = await sql<TakenStatement[]>`
    select case_id as case, receipt from case_statements where submission = ${submission}`;
  return taken ?? null;
}

/** Keeps what was said, sealed. @param key opens the keyring; needed when something was said @returns the receipt */
export async function addStatement(
  tx: Queries,
  { case: of, raiser, said, submission, now }: Statement,
  key: PeopleKey | null,
): Promise<string> {
  const sealed = said === null ? null : (await keyringOf(tx, key)).seal(said, PLACE);
  const [row] = await tx<{ id: number }[]>`
    select nextval(pg_get_serial_sequence('case_statements', 'id')) as id`;
  const id = row?.id ?? 0;
  const receipt = receiptNumber(FIRST + id);
  await tx`
    insert into case_statements (id, case_id, receipt, submission, raised_by, account_id, contact_id, sealed, key_no, said_at)
    overriding system value
    values (${id}, ${of}, ${receipt}, ${submission}, ${raiser.by}, ${raiser.by === 'account' ? raiser.account : null},
            ${raiser.by === 'contact' ? raiser.contact : null}, ${sealed?.sealed ?? null}, ${sealed?.keyNo ?? null}, ${now})`;
  return receipt;
}

function keyringOf(tx: Queries, key: PeopleKey | null): Promise<Keyring> {
  if (!key) throw new Error('Without PEOPLE_KEY nothing that was said can be kept.');
  return openKeyring(tx, key);
}

/** A statement as it is shown to those who answer. */
export interface ShownStatement {
  receipt: string;
  by: Raiser['by'];
  saidAt: Instant;
  text: string | null;
  from: string | null;
}

/** @returns what was said about a case, the first statement first. */
export async function statementsOf(tx: Queries, id: number, key: PeopleKey): Promise<ShownStatement[]> {
  const rows = await tx<(Omit<ShownStatement, 'text' | 'from'> & { sealed: Buffer | null; keyNo: number | null })[]>`
    select receipt, raised_by as by, said_at as "saidAt", sealed, key_no as "keyNo"
    from case_statements where case_id = ${id} order by id`;
  const keyring = await openKeyring(tx, key);
  return rows.map(({ sealed, keyNo, ...row }) => {
    const said = sealed && keyNo !== null ? (keyring.unseal({ sealed, keyNo }, PLACE) as Said) : null;
    return { ...row, text: said?.text ?? null, from: said?.from ?? null };
  });
}
