import { Empty, Grid } from 'antd';
import { stepKind } from '../../../domain/list/steps';
import { Loading } from '../shell/loading';
import { PlainTable } from '../table/plain-table';
import type { ListCounts as Counted, List } from '../types';
import { useLiveData } from '../use-data';
import { textOf, useWords } from '../words';
import { categoryName, type Listing, pathOf } from './listing';

type Counts = Counted['byCategory'][number];

interface Column {
  title: string;
  count(counts: Counts): number | null;
}

/** How many rows of each category have come how far, and how many have left; on a phone, line by line. */
export function ListCounts({ campaign, list, read }: Pick<Listing, 'campaign' | 'list'> & { read: number }) {
  const { language, say } = useWords();
  const { sm } = Grid.useBreakpoint();
  const columns = useColumns(list);
  // A province has half a million rows: the roster below does not wait until they are counted.
  const { data, error, reload } = useLiveData<Counted>(`${pathOf(campaign, list.id)}/counts`, read);
  const nothing = say('还没有申报。', 'Nothing was proposed yet.');
  const nameOf = ({ category }: Counts) => categoryName(list, category, language);
  if (!data) return <Loading error={error} reload={reload} />;
  if (sm === false) {
    if (data.byCategory.length === 0) return <Empty description={nothing} />;
    return data.byCategory.map((counts) => (
      <section key={counts.category} aria-label={nameOf(counts)}>
        <strong>{nameOf(counts)}</strong>
        <div className="statistics">
          {columns.map(({ title, count }) => (
            <span key={title}>
              <span className="soft">{title}</span> {count(counts) ?? '–'}
            </span>
          ))}
        </div>
      </section>
    ));
  }
  return (
    <PlainTable<Counts>
      rowKey="category"
      pagination={false}
      dataSource={data.byCategory}
      locale={{ emptyText: nothing }}
      columns={[
        { title: say('类别', 'Category'), render: (_, counts) => nameOf(counts) },
        ...columns.map(({ title, count }) => ({
          title,
          align: 'right' as const,
          render: (_: unknown, counts: Counts) => count(counts) ?? '–',
        })),
      ]}
    />
  );
}

function useColumns({ limited, track }: List): Column[] {
  const { language, say } = useWords();
  return [
    ...(limited ? [{ title: say('名额', 'Slots'), count: ({ slots }: Counts) => slots }] : []),
    ...track.map((step) => ({
      title: textOf(stepKind(step).past, language),
      count: ({ proposed, steps }: Counts) => (step === 'propose' ? proposed : (steps[step] ?? 0)),
    })),
    { title: say('暂缓', 'On hold'), count: ({ held }) => held },
    { title: say('已退回', 'Returned'), count: ({ returned }) => returned },
    { title: say('删减', 'Removed'), count: ({ removed }) => removed },
    { title: say('其中名额作废', 'Of these slots lost'), count: ({ burnt }) => burnt },
  ];
}
