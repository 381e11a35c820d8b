import { Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { useMe } from '../../session';
import { Loading } from '../../shell/loading';
import { PlainTable } from '../../table/plain-table';
import type { Quotas } from '../../types';
import { useData } from '../../use-data';
import { useWords } from '../../words';
import { categoryName, type Listing, pathOf } from '../listing';
import { MoveSlots } from './move-slots';
import { SlotStory } from './slot-story';
import { TakeTable } from './take-table';

type Quota = Quotas['quotas'][number];

/** What is open beside the tables. */
type Beside = 'table' | 'story' | Quota | null;

/**
 * The quota of each unit: its slots, the used, the lost and the free ones; a table of them is taken, slots are moved.
 */
export function Slots(listing: Listing) {
  const { campaign, list } = listing;
  const { say } = useWords();
  const { can } = useMe();
  const [after, setAfter] = useState('');
  const [beside, setBeside] = useState<Beside>(null);
  const path = `${pathOf(campaign, list.id)}/quotas`;
  const { data, error, reload } = useData<Quotas>(after ? `${path}?after=${encodeURIComponent(after)}` : path);
  if (!data) return <Loading error={error} reload={reload} />;
  const mayGive = can('steer-campaign') && !data.locked;
  const changed = (): void => {
    setBeside(null);
    reload();
    listing.reload();
  };
  return (
    <>
      <Flex gap={8} wrap className="section">
        {mayGive && (
          <Button type="primary" onClick={() => setBeside(beside === 'table' ? null : 'table')}>
            {say('导入分配表', 'Take a table')}
          </Button>
        )}
        <Button onClick={() => setBeside(beside === 'story' ? null : 'story')}>
          {say('调整记录', 'What was changed')}
        </Button>
        {data.locked && (
          <span className="soft">
            {say('申报已锁定，名额不能再调整。', 'The time to propose is over: slots stay as they are.')}
          </span>
        )}
      </Flex>
      {beside === 'table' && <TakeTable {...listing} path={path} done={changed} />}
      {beside === 'story' && <SlotStory {...listing} path={path} />}
      {beside !== null && typeof beside === 'object' && (
        <MoveSlots {...listing} path={path} from={beside} close={(done) => (done ? changed() : setBeside(null))} />
      )}
      <Totals {...listing} totals={data.totals} />
      <Units {...listing} quotas={data.quotas} move={mayGive ? setBeside : null} />
      <Flex gap={8} className="section">
        {after !== '' && <Button onClick={() => setAfter('')}>{say('回到第一页', 'First page')}</Button>}
        {data.next !== null && (
          <Button onClick={() => setAfter(data.next ?? '')}>{say('后面的单位', 'Further units')}</Button>
        )}
      </Flex>
    </>
  );
}

function useCounts() {
  const { say } = useWords();
  const number = (title: string, key: 'slots' | 'used' | 'burnt' | 'free') => ({
    title,
    dataIndex: key,
    align: 'right' as const,
  });
  return [
    number(say('分配', 'Slots'), 'slots'),
    number(say('已用', 'Used'), 'used'),
    { ...number(say('其中作废', 'Of these lost'), 'burnt'), responsive: ['sm' as const] },
    number(say('空缺', 'Free'), 'free'),
  ];
}

function Totals({ list, totals }: Listing & { totals: Quotas['totals'] }) {
  const { language, say } = useWords();
  const counts = useCounts();
  return (
    <Card size="small" className="section">
      <PlainTable<Quotas['totals'][number]>
        rowKey="category"
        pagination={false}
        dataSource={totals}
        locale={{ emptyText: say('还没有分配名额。', 'No slots were given yet.') }}
        columns={[
          { title: say('类别', 'Category'), render: (_, { category }) => categoryName(list, category, language) },
          ...counts,
        ]}
      />
    </Card>
  );
}

function Units({ list, quotas, move }: Listing & { quotas: Quota[]; move: ((from: Quota) => void) | null }) {
  const { language, say } = useWords();
  const counts = useCounts();
  return (
    <Card size="small" className="section">
      <PlainTable<Quota>
        rowKey={({ unit, category }) => `${unit} ${category}`}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={quotas}
        locale={{ emptyText: say('还没有分配名额。', 'No slots were given yet.') }}
        columns={[
          {
            title: say('单位', 'Unit'),
            render: (_, { name, above, category }) => (
              <>
                {name} <span className="soft">{above}</span>
                <div className="only-narrow">{categoryName(list, category, language)}</div>
              </>
            ),
          },
          {
            title: say('类别', 'Category'),
            responsive: ['sm'],
            render: (_, { category }) => categoryName(list, category, language),
          },
          ...counts,
          ...(move
            ? [
                {
                  title: '',
                  render: (_: unknown, quota: Quota) =>
                    quota.free > 0 && (
                      <Button
                        size="small"
                        aria-label={say(`从${quota.name}调出名额`, `Move slots from ${quota.name}`)}
                        onClick={() => move(quota)}
                      >
                        {say('调出', 'Move')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
