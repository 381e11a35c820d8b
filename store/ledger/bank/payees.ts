import type { Layout } from '../../../domain/ledger/bank/bank-format';
import { normalName } from '../../../domain/people/normal-name';
import { beside } from '../../db/beside';
import type { Queries } from '../../db/db';
import { type Keyring, openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import { openedLines } from './bank-file';

/** Who is paid, as a bank repeats it or as we have it. */
interface Payee {
  account: string | null;
  name: string | null;
}

export const holds = ({ row }: Layout, what: 'account' | 'name' | 'line'): boolean =>
  row.some((one) => one.holds === what);

/** @returns whether a bank repeats account or name, or both */
export const tellsPayee = (layout: Layout): boolean => holds(layout, 'account');

/** @returns whether a bank repeats another account or name than we have */
export const isOther = (layout: Layout, told: Payee, meant: Payee | undefined): boolean =>
  meant !== undefined &&
  (told.account !== meant.account ||
    (holds(layout, 'name') && told.name !== meant.name && plainName(told.name ?? '') !== plainName(meant.name ?? '')));

/** @returns the digest of account and name, as far as the bank repeats them, in hex; null where it repeats neither */
export function payeeOf(keyring: Keyring, layout: Layout, { account, name }: Payee): string | null {
  if (!tellsPayee(layout)) return null;
  const told = holds(layout, 'name') ? plainName(name ?? '') : '';
  return keyring.digest('payee', `${account ?? ''}\n${told}`).toString('hex');
}

/** A name of Chinese characters only is written in one way, and most are such. */
const plainName = (name: string): string => (/^[\u4e00-\u9fff]+$/.test(name) ? name : normalName(name));

/** Writes the digests of a batch's lines into a table of the transaction. */
export async function stagePayees(
  tx: Queries,
  { people, batch, layout }: { people: PeopleKey; batch: number; layout: Layout },
): Promise<void> {
  const keyring = await openKeyring(tx, people);
  await tx`create temp table bank_meant (line int not null, payee bytea not null) on commit drop`;
  let written: Promise<unknown> = Promise.resolve();
  for await (const page of openedLines(tx, people, { batch, figures: false })) {
    const lines = page.map(({ line }) => line);
    const payees = page.map((one) => payeeOf(keyring, layout, one) ?? '');
    await written;
    written = beside(stageMeant(tx, lines, payees));
  }
  await written;
}

const stageMeant = async (tx: Queries, lines: number[], payees: string[]): Promise<unknown> => tx`
  insert into bank_meant (line, payee) select m.line, decode(m.payee, 'hex')
  from unnest(${lines}::int[], ${payees}::text[]) as m(line, payee)`;
