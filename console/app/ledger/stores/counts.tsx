import { Card } from 'antd';
import { useMe } from '../../session';
import { PlainTable } from '../../table/plain-table';
import type { OpenCount, OpenCounts } from '../../types';
import { useLiveData } from '../../use-data';
import { showTime } from '../../when';
import { useWords } from '../../words';
import { ActWithKey } from '../acts/act-with-key';
import { type InBooks, ledgerPath, useThings } from '../books';

/** Counts that differ from the books: somebody else than has counted confirms them. */
export function Counts({ campaign, books, news, onDone }: InBooks & { news: number; onDone(): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { thing, amount } = useThings(books);
  const { data } = useLiveData<OpenCounts>(`${ledgerPath(campaign)}/counts`, news);
  if (!data || data.counts.length === 0) return null;
  return (
    <Card size="small" className="section" title={say('待确认的盘点', 'Counts to confirm')}>
      <PlainTable<OpenCount>
        rowKey="id"
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={data.counts}
        columns={[
          {
            title: say('地区', 'Region'),
            render: (_, { name, at, ...one }) => (
              <>
                {name}
                <div className="only-narrow">{thing(one)}</div>
                <div className="only-narrow">{showTime(at, books.zone, language)}</div>
              </>
            ),
          },
          { title: say('款物', 'Item'), responsive: ['sm'], render: (_, one) => thing(one) },
          {
            title: say('账面 → 实有', 'Books → found'),
            align: 'right',
            className: 'number',
            render: (_, { item, expected, found }) => `${amount(item, expected)} → ${amount(item, found)}`,
          },
          {
            title: say('盘点时间', 'Counted'),
            responsive: ['sm'],
            render: (_, { at }) => showTime(at, books.zone, language),
          },
          {
            title: say('办理', 'Do'),
            render: (_, one) =>
              can('keep-ledger') && (
                <ActWithKey
                  path={`${ledgerPath(campaign)}/counts/${one.id}/confirmation`}
                  button={say('确认', 'Confirm')}
                  title={say('确认盘点', 'Confirm the count')}
                  about={say(
                    `${one.name} · ${thing(one)}：账面 ${amount(one.item, one.expected)}，实有 ${amount(one.item, one.found)}。确认后差数入账；盘点的人不能自己确认。`,
                    `${one.name} · ${thing(one)}: the books say ${amount(one.item, one.expected)}, found were ${amount(one.item, one.found)}. The difference is booked. Who has counted does not confirm.`,
                  )}
                  said={say('已入账', 'Booked')}
                  done={onDone}
                />
              ),
          },
        ]}
      />
    </Card>
  );
}
