import { Card } from 'antd';
import { PlainTable } from '../../table/plain-table';
import type { Books, Level, Reconciliation } from '../../types';
import { useWords } from '../../words';
import { useThings } from '../books';

/** Where everything is that came into the region: the columns on the right make those on the left. */
export function PlaceTable({ books, found: { whole } }: { books: Books; found: Pick<Reconciliation, 'whole'> }) {
  const { say } = useWords();
  const { thing, amount } = useThings(books);
  const columns: [title: string, of: (line: Level) => number][] = [
    [say('收入', 'Came in'), ({ came }) => came],
    [say('调入', 'From other regions'), ({ into }) => into],
    [say('调出', 'To other regions'), ({ outOf }) => outOf],
    [say('认捐未到', 'Promised'), ({ promised }) => promised],
    [say('库存', 'In stores'), ({ stores }) => stores],
    [say('在途', 'On the way'), ({ ways }) => ways],
    [say('已发', 'Handed over'), ({ rows }) => rows],
    [say('支出', 'Spent'), ({ spent }) => spent],
    [say('损失', 'Lost'), ({ lost }) => lost],
    [say('退还', 'Given back'), ({ back }) => back],
  ];
  return (
    <Card size="small" className="section" title={say('来处与去处', 'Where it came from, and where it is')}>
      <p className="soft intro">
        {say(
          '收入 + 调入 − 调出 = 认捐未到 + 库存 + 在途 + 已发 + 支出 + 损失 + 退还',
          'Came in + from other regions − to other regions = all the rest',
        )}
      </p>
      <PlainTable<Level>
        rowKey={({ item, purse }) => `${item} ${purse}`}
        pagination={false}
        dataSource={whole}
        locale={{ emptyText: say('还没有款物。', 'Nothing has come in yet.') }}
        columns={[
          { title: say('款物', 'Item'), fixed: 'left', render: (_, line) => thing(line) },
          ...columns.map(([title, of]) => ({
            title,
            align: 'right' as const,
            className: 'number',
            render: (_: unknown, line: Level) => (of(line) === 0 ? '–' : amount(line.item, of(line))),
          })),
        ]}
      />
    </Card>
  );
}
