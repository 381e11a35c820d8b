import { Card, Table } from 'antd';
import { Loading } from '../shell/loading';
import type { Quotas } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';
import { categoryName, type Listing, pathOf } from './listing';

/** The quota of each unit: its slots, the used, the lost and the free ones. */
export function Slots({ campaign, list }: Listing) {
  const { language, say } = useWords();
  const { data, error, reload } = useData<Quotas>(`${pathOf(campaign, list.id)}/quotas`);
  if (!data) return <Loading error={error} reload={reload} />;
  const number = (title: string, key: 'slots' | 'used' | 'burnt' | 'free') => ({
    title,
    dataIndex: key,
    align: 'right' as const,
  });
  const counts = [
    number(say('分配', 'Slots'), 'slots'),
    number(say('已用', 'Used'), 'used'),
    number(say('其中作废', 'Of these lost'), 'burnt'),
    number(say('空缺', 'Free'), 'free'),
  ];
  return (
    <>
      <Card size="small" className="section">
        <Table<Quotas['totals'][number]>
          rowKey="category"
          size="small"
          pagination={false}
          dataSource={data.totals}
          scroll={{ x: 480 }}
          columns={[
            { title: say('类别', 'Category'), render: (_, { category }) => categoryName(list, category, language) },
            ...counts,
          ]}
        />
      </Card>
      <Card size="small" className="section">
        <Table<Quotas['quotas'][number]>
          rowKey={({ unit, category }) => `${unit} ${category}`}
          size="small"
          pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
          dataSource={data.quotas}
          scroll={{ x: 640 }}
          columns={[
            {
              title: say('单位', 'Unit'),
              render: (_, { name, above }) => (
                <>
                  {name} <span className="soft">{above}</span>
                </>
              ),
            },
            { title: say('类别', 'Category'), render: (_, { category }) => categoryName(list, category, language) },
            ...counts,
          ]}
        />
      </Card>
    </>
  );
}
