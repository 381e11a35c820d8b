import { isAccount, plainAccount } from '../../../domain/ledger/bank/cells';
import type { PersonalAnswers } from '../../../domain/list/row-check';
import { printable } from '../../../domain/text/printable';
import { type Problem, Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import { within } from '../../db/scope';
import { addDeeds, type Doing } from '../../list/deeds';
import type { Keyring } from '../../people/sealed/keyring';

/** What a row tells of its account anew: personal. */
export interface Mended {
  /** Number of the row. */
  row: number;
  account?: string | undefined;
  /** Whose account it is, as the bank writes it. */
  holder?: string | undefined;
}

interface Mending extends Doing {
  list: string;
  /** Steps that are done before the delivery. */
  before: number;
  top: string | null;
  keyring: Keyring;
}

interface Found {
  id: number;
  unit: string;
  done: number;
  state: 'in' | 'held';
  category: string;
  heads: number;
  sealed: Buffer;
  keyNo: number;
}

/**
 * Changes account and holder of rows that wait for their payment, each with its deed; who they are stays as it was
 * announced.
 * @throws Refused for each row that is none of them, and each account that is none; nothing is changed then
 */
export async function mendRows(tx: Queries, mending: Mending, rows: readonly Mended[]): Promise<void> {
  const { campaign, list, before, top, keyring, at } = mending;
  const meant = new Map(rows.map((one) => [one.row, one]));
  const found = await tx<Found[]>`
    select e.id, e.unit_code as unit, e.done, e.state, e.category, e.heads, e.sealed, e.key_no as "keyNo"
    from entries e join regions g on g.code = e.unit_code
    where e.id = any(${[...meant.keys()]}::bigint[]) and e.campaign_id = ${campaign} and e.list = ${list} and e.state in ('in', 'held')
      and e.done = ${before} and e.sealed is not null and ${within(tx, top, 'g.path')}
    order by e.id for no key update of e`;
  const known = new Map(found.map((one) => [one.id, one]));
  const problems = [...meant.values()].flatMap((one) => faultsOf(one, known.has(one.row)));
  if (problems.length > 0)
    throw new Refused(sentence('bank-rows-not-mended', { rows: problems.length }), problems.slice(0, 200));
  const mended = found.map((one) => {
    const told = keyring.unseal(one, 'entries.sealed') as PersonalAnswers;
    const { account, holder } = meant.get(one.id) ?? {};
    const now = {
      ...told,
      ...(account !== undefined && { account: plainAccount(account) }),
      ...(holder !== undefined && { holder: printable(holder) }),
    };
    const { sealed, keyNo } = keyring.seal(now, 'entries.sealed');
    return { id: one.id, sealed: sealed.toString('hex'), key: keyNo };
  });
  await tx`
    update entries e set sealed = decode(m.sealed, 'hex'), key_no = m.key, version = e.version + 1, changed_at = ${at}
    from jsonb_to_recordset(${json(tx, mended)}) as m(id bigint, sealed text, key smallint) where m.id = e.id`;
  await addDeeds(
    tx,
    mending,
    found.map(({ id, unit, done, state, category, heads }) => {
      const standing = { done, state, category, heads };
      return { entry: id, unit, kind: 'correct', before: standing, after: standing, because: 'account' };
    }),
  );
}

function faultsOf({ row, account, holder }: Mended, isThere: boolean): Problem[] {
  const field = String(row);
  if (!isThere) return [{ field, ...sentence('bank-mend-row') }];
  if (account === undefined && holder === undefined) return [{ field, ...sentence('bank-mend-none') }];
  if (account !== undefined && !isAccount(plainAccount(account))) return [{ field, ...sentence('bank-bad-account') }];
  return holder !== undefined && printable(holder) === '' ? [{ field, ...sentence('bank-no-name') }] : [];
}
