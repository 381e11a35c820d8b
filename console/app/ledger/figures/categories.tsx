import { Progress } from 'antd';
import { PlainTable } from '../../table/plain-table';
import type { LedgerFigures } from '../../types';
import { textOf, useWords } from '../../words';
import type { useThings } from '../books';

type Category = LedgerFigures['categories'][number];
const PERCENT = 100;

/** What each category was to get and has got: rows, and each of its items. */
export function Categories({
  categories,
  things: { thing, amount },
}: {
  categories: readonly Category[];
  things: ReturnType<typeof useThings>;
}) {
  const { language, say } = useWords();
  const lists = new Set(categories.map(({ list }) => list));
  const nameOf = ({ name, listName }: Category) =>
    lists.size > 1 ? `${textOf(name, language)} · ${textOf(listName, language)}` : textOf(name, language);
  return (
    <PlainTable<Category>
      rowKey={({ list, category }) => `${list} ${category}`}
      pagination={false}
      dataSource={[...categories]}
      locale={{
        emptyText: say(
          '还没有人应领款物：名单审批以后才有应发数。',
          'Nobody is entitled to anything yet: approve rows of a list first.',
        ),
      }}
      columns={[
        {
          title: say('类别', 'Category'),
          render: (_, one) => (
            <>
              {nameOf(one)}
              <div className="only-narrow">
                {say(`${one.served} / ${one.owed} 户`, `${one.served} of ${one.owed} rows`)}
              </div>
              <Progress
                percent={Math.floor((one.served / Math.max(one.owed, 1)) * PERCENT)}
                size="small"
                style={{ minWidth: 110 }}
                aria-label={nameOf(one)}
              />
            </>
          ),
        },
        {
          title: say('发齐 / 应发户', 'Rows served / due'),
          responsive: ['sm'],
          align: 'right',
          className: 'number',
          render: (_, { served, owed }) => `${served} / ${owed}`,
        },
        {
          title: say('已发 / 应发', 'Given / due'),
          align: 'right',
          render: (_, { things }) =>
            things.map((one) => (
              <div key={`${one.item} ${one.purse}`}>
                <span className="soft">{thing(one)}</span>{' '}
                <span className="number">
                  {amount(one.item, one.delivered)} / {amount(one.item, one.planned)}
                </span>
              </div>
            )),
        },
      ]}
    />
  );
}
