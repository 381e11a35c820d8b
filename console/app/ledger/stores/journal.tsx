import { Button, Card, Flex, Tag } from 'antd';
import { useCallback } from 'react';
import { get } from '../../api';
import { useMe } from '../../session';
import { Loading } from '../../shell/loading';
import { PlainTable } from '../../table/plain-table';
import type { Transfer, Transfers } from '../../types';
import { showTime } from '../../when';
import { useWords } from '../../words';
import { ActWithKey } from '../acts/act-with-key';
import { type InBooks, ledgerPath, useThings } from '../books';
import { useAccountWords } from './account-words';
import { type Live, usePages } from './use-pages';

/** What was booked, the newest first; another hand than booked it may undo it. */
export function Journal({ campaign, books, onDone, ...live }: InBooks & Live & { onDone(): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { thing, amount } = useThings(books);
  const { kindName, accountName } = useAccountWords();
  const look = useCallback(
    async (last: number | null) => {
      const query = last === null ? '' : `?before=${last}`;
      const { transfers: found, next: before } = await get<Transfers>(`${ledgerPath(campaign)}/transfers${query}`);
      return { found, next: before };
    },
    [campaign],
  );
  const { found: transfers, next, error, read } = usePages(look, live);
  if (!transfers) return <Loading error={error} reload={() => void read([], null)} />;
  const undone = new Set(transfers.flatMap(({ reverses }) => (reverses === null ? [] : [reverses])));
  return (
    <Card size="small" className="section" title={say('流水', 'Journal')}>
      <PlainTable<Transfer>
        rowKey="id"
        pagination={false}
        dataSource={transfers}
        locale={{ emptyText: say('还没有登记。', 'Nothing was booked yet.') }}
        columns={[
          {
            title: say('时间', 'When'),
            responsive: ['sm'],
            render: (_, { at }) => showTime(at, books.zone, language),
          },
          {
            title: say('登记', 'What'),
            render: (_, { id, kind, docNo, at, from, to, ...one }) => (
              <>
                {kindName(kind)} {docNo && <span className="soft">{docNo}</span>}{' '}
                {undone.has(id) && <Tag>{say('已撤销', 'undone')}</Tag>}
                <div className="only-narrow">{thing(one)}</div>
                <div className="only-narrow">{`${accountName(from)} → ${accountName(to)}`}</div>
                <div className="only-narrow">{showTime(at, books.zone, language)}</div>
              </>
            ),
          },
          { title: say('款物', 'Item'), responsive: ['sm'], render: (_, one) => thing(one) },
          {
            title: say('数量', 'Quantity'),
            align: 'right',
            className: 'number',
            render: (_, { item, quantity }) => amount(item, quantity),
          },
          {
            title: say('从 → 到', 'From → to'),
            responsive: ['sm'],
            render: (_, { from, to }) => `${accountName(from)} → ${accountName(to)}`,
          },
          {
            title: say('办理', 'Do'),
            render: (_, one) =>
              can('keep-ledger') &&
              one.reverses === null &&
              !undone.has(one.id) && (
                <ActWithKey
                  path={`${ledgerPath(campaign)}/transfers/${one.id}/correction`}
                  button={say('撤销', 'Undo')}
                  title={say('撤销一笔', 'Undo a transfer')}
                  about={say(
                    `${kindName(one.kind)} · ${thing(one)} · ${amount(one.item, one.quantity)}：按原数反向登记一笔。自己登记的，由另一人撤销。`,
                    `${kindName(one.kind)} · ${thing(one)} · ${amount(one.item, one.quantity)}: the same is booked the other way. Another person undoes what one has booked.`,
                  )}
                  why
                  danger
                  said={say('已撤销', 'Undone')}
                  done={onDone}
                />
              ),
          },
        ]}
      />
      {next !== null && (
        <Flex justify="center" style={{ marginTop: 12 }}>
          <Button onClick={() => void read(transfers, next)}>{say('再看后面的', 'Show more')}</Button>
        </Flex>
      )}
    </Card>
  );
}
