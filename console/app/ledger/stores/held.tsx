import { Button, Card, Flex } from 'antd';
import { useCallback } from 'react';
import { get } from '../../api';
import { Loading } from '../../shell/loading';
import { PlainTable } from '../../table/plain-table';
import type { Balance, Balances } from '../../types';
import { useWords } from '../../words';
import { type InBooks, ledgerPath, useThings } from '../books';
import { type Live, usePages } from './use-pages';

/** Accounts come in the order of their words: promises and stores lie side by side, givers before them, ways after. */
const BEFORE_PROMISES = 'promised';
const isHeld = ({ account }: Balance) => account.startsWith('promised:') || account.startsWith('store:');

/** What lies in each store, and what was promised to it, by item and purse. */
export function Held({ campaign, books, ...live }: InBooks & Live) {
  const { say } = useWords();
  const { thing, amount } = useThings(books);
  // In the order of their accounts.
  const look = useCallback(
    async (after: string | null) => {
      const query = new URLSearchParams({ after: after ?? BEFORE_PROMISES });
      const page = await get<Balances>(`${ledgerPath(campaign)}/balances?${query}`);
      const last = page.balances.at(-1);
      return { found: page.balances.filter(isHeld), next: last && isHeld(last) ? page.next : null };
    },
    [campaign],
  );
  const { found: held, next, error, read } = usePages(look, live);
  if (!held) return <Loading error={error} reload={() => void read([], null)} />;
  return (
    <Card size="small" className="section" title={say('库存', 'Stores')}>
      <PlainTable<Balance>
        rowKey={({ account, item, purse }) => `${account} ${item} ${purse}`}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={held}
        locale={{
          emptyText: say('库里没有款物；先登记收到的款物。', 'Nothing lies in a store. Book what was received first.'),
        }}
        columns={[
          { title: say('地区', 'Region'), render: (_, { name, region }) => name ?? region },
          { title: say('款物', 'Item'), render: (_, one) => thing(one) },
          {
            title: say('在哪里', 'Where'),
            responsive: ['sm'],
            render: (_, { account }) =>
              account.startsWith('store:') ? say('库存', 'in store') : say('认捐未到', 'promised'),
          },
          {
            title: say('数量', 'Quantity'),
            align: 'right',
            className: 'number',
            render: (_, { account, item, quantity }) => (
              <>
                {amount(item, quantity)}
                {account.startsWith('promised:') && <div className="only-narrow">{say('认捐未到', 'promised')}</div>}
              </>
            ),
          },
        ]}
      />
      {next !== null && (
        <Flex justify="center" style={{ marginTop: 12 }}>
          <Button onClick={() => void read(held, next)}>{say('再看后面的', 'Show more')}</Button>
        </Flex>
      )}
      {error && <Loading error={error} reload={() => next !== null && void read(held, next)} />}
    </Card>
  );
}
