import { plainAccount } from '../../../domain/ledger/bank/cells';
import { atomically, type Queries } from '../../db/db';
import { json } from '../../db/json';
import { type Keyring, openKeyring, type Sealed } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';

/** Rows of one transaction. */
const AT_ONCE = 5_000;

/**
 * Makes the keyed digests of accounts that rows of a campaign lack: those that are new, or sealed anew since.
 * Breaking it off loses one batch.
 */
export async function digestAccounts(sql: Queries, people: PeopleKey, campaign: string): Promise<void> {
  for (let after: number | null = 0; after !== null; ) after = await digestSome(sql, people, { campaign, after });
}

/** @returns the number of the last row; null when none lacks a digest any more */
const digestSome = (
  sql: Queries,
  people: PeopleKey,
  { campaign, after }: { campaign: string; after: number },
): Promise<number | null> =>
  atomically(sql, async (tx) => {
    const rows = await tx<({ id: number } & Sealed)[]>`
      select e.id, e.sealed, e.key_no as "keyNo" from entries e
      where e.campaign_id = ${campaign} and e.id > ${after} and e.sealed is not null
        and not exists (select from account_digests d where d.entry_id = e.id)
      order by e.id limit ${AT_ONCE} for share of e`;
    if (rows.length === 0) return null;
    const keyring = await openKeyring(tx, people);
    const made = rows.map((row) => ({ id: row.id, digest: digestOf(keyring, row) }));
    await tx`
      insert into account_digests (entry_id, digest)
      select id, decode(digest, 'hex') from jsonb_to_recordset(${json(tx, made)}) as m(id bigint, digest text)
      on conflict do nothing`;
    return rows.length < AT_ONCE ? null : (rows.at(-1)?.id ?? null);
  });

/** In hex; null without an account. */
function digestOf(keyring: Keyring, row: Sealed): string | null {
  const { account = '' } = keyring.unseal(row, 'entries.sealed') as { account?: string };
  const plain = plainAccount(account);
  return plain === '' ? null : keyring.digest('account', plain).toString('hex');
}
