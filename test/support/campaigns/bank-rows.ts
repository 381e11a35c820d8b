import { randomUUID } from 'node:crypto';
import { shownName } from '../../../domain/people/shown-name';
import { atomically, type Sql } from '../../../store/db/db';
import { noteAct, postTransfers } from '../../../store/ledger/post';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { TEST_PEOPLE_KEY } from './rows';

/** What each row of {@link rowsToPay} is entitled to, in fen. */
export const EACH = 60_000;

/**
 * Puts rows on the list of bankDefinition that wait for their payment, and the money for twice as much into the
 * county's store: quickly, without the way that they have come.
 * @returns the numbers of the rows
 */
export const rowsToPay = (
  sql: Sql,
  { campaign, unit, people }: { campaign: string; unit: string; people: readonly { name: string; account: string }[] },
): Promise<number[]> =>
  atomically(sql, async (tx) => {
    const keyring = await openKeyring(tx, TEST_PEOPLE_KEY);
    const numbers: number[] = [];
    for (const { name, account } of people) {
      const { sealed, keyNo } = keyring.seal({ name, account }, 'entries.sealed');
      const [row] = await tx<{ id: number }[]>`
        with somebody as (
          insert into people (kind, region_code, no_id, shown) values ('person', ${unit}, 'unknown', ${shownName(name)}) returning id)
        insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at, done,
                             entitled, sealed, key_no)
        select ${campaign}, 'poor', gen_random_uuid(), id, 'difficult', ${unit}, ${unit}, ${shownName(name)}, now(), now(), 3,
               ${tx.json([{ category: 'difficult', cash: EACH, purse: 'charity', goods: [] }])}, ${sealed}, ${keyNo}
        from somebody returning id`;
      numbers.push(row?.id ?? 0);
    }
    const hand = { name: 'zhang', via: 'cli' as const };
    const given = { campaign, key: randomUUID(), kind: 'receive' as const, at: new Date(0).toISOString(), hand };
    const { act } = await noteAct(tx, given, {});
    const quantity = 2 * EACH * people.length;
    const line = { item: 'cny', purse: 'charity', quantity, from: 'from:unnamed', to: 'store:9' };
    await postTransfers(tx, { campaign, act, kind: 'receive' }, [line]);
    return numbers;
  });
