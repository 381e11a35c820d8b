import { Table } from 'antd';
import { stepKind } from '../../../domain/list/steps';
import type { List } from '../types';
import { textOf, useWords } from '../words';
import { categoryName } from './listing';

type Counts = List['byCategory'][number];

/** How many rows of each category have come how far, and how many have left. */
export function ListCounts({ list }: { list: List }) {
  const { language, say } = useWords();
  const number = (title: string, count: (counts: Counts) => number | null) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, counts: Counts) => count(counts) ?? '–',
  });
  return (
    <Table<Counts>
      rowKey="category"
      size="small"
      pagination={false}
      scroll={{ x: 720 }}
      dataSource={list.byCategory}
      locale={{ emptyText: say('还没有申报。', 'Nothing was proposed yet.') }}
      columns={[
        { title: say('类别', 'Category'), render: (_, { category }) => categoryName(list, category, language) },
        ...(list.limited ? [number(say('名额', 'Slots'), ({ slots }) => slots)] : []),
        ...list.track.map((step) =>
          number(textOf(stepKind(step).past, language), ({ proposed, steps }) =>
            step === 'propose' ? proposed : (steps[step] ?? 0),
          ),
        ),
        number(say('暂缓', 'On hold'), ({ held }) => held),
        number(say('已退回', 'Returned'), ({ returned }) => returned),
        number(say('删减', 'Removed'), ({ removed }) => removed),
        number(say('其中名额作废', 'Of these slots lost'), ({ burnt }) => burnt),
      ]}
    />
  );
}
