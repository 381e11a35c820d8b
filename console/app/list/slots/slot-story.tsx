import { Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { Loading } from '../../shell/loading';
import { PlainTable } from '../../table/plain-table';
import type { QuotaStory } from '../../types';
import { useData } from '../../use-data';
import { showTime } from '../../when';
import { useWords } from '../../words';
import { categoryName, type Listing } from '../listing';

/** Each change of slots: when, by whom and why. */
export function SlotStory({ list, zone, path }: Listing & { path: string }) {
  const { language, say } = useWords();
  const [before, setBefore] = useState<number | null>(null);
  const { data, error, reload } = useData<QuotaStory>(`${path}/changes${before === null ? '' : `?before=${before}`}`);
  if (!data) return <Loading error={error} reload={reload} />;
  return (
    <Card size="small" className="section" title={say('调整记录', 'What was changed')}>
      <PlainTable<QuotaStory['changes'][number]>
        rowKey="id"
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={data.changes}
        locale={{ emptyText: say('还没有调整。', 'Nothing was changed yet.') }}
        columns={[
          { title: say('时间', 'When'), render: (_, { at }) => showTime(at, zone, language) },
          { title: say('单位', 'Unit'), dataIndex: 'name' },
          { title: say('类别', 'Category'), render: (_, { category }) => categoryName(list, category, language) },
          { title: say('名额', 'Slots'), render: (_, { before: was, after }) => `${was} → ${after}` },
          { title: say('经办', 'By'), dataIndex: 'by' },
          { title: say('原因', 'Why'), dataIndex: 'reason' },
          { title: say('回执号', 'Receipt'), dataIndex: 'receipt' },
        ]}
      />
      <Flex gap={8}>
        {before !== null && <Button onClick={() => setBefore(null)}>{say('最新的', 'The latest')}</Button>}
        {data.next !== null && <Button onClick={() => setBefore(data.next)}>{say('更早的', 'Earlier ones')}</Button>}
      </Flex>
    </Card>
  );
}
