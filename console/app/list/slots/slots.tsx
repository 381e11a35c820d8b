import { Button, Card, Flex, Select } from 'antd';
import { useState } from 'react';
import { QUOTAS } from '../../../../domain/table/shapes/lists';
import { send } from '../../api';
import { RegionFilter } from '../../people/region-filter';
import { useMe } from '../../session';
import { Loading } from '../../shell/loading';
import type { Said } from '../../table/bulk-question';
import { DataTable } from '../../table/data-table';
import { PlainTable } from '../../table/plain-table';
import type { QuotaRow, Quotas } from '../../types';
import { useData } from '../../use-data';
import { textOf, useWords } from '../../words';
import { categoryName, type Listing, pathOf } from '../listing';
import { MoveSlots } from './move-slots';
import { SlotStory } from './slot-story';
import { TakeTable } from './take-table';

/** What is open beside the tables. */
type Beside = 'table' | 'story' | QuotaRow | null;

/**
 * The quota of each unit: its slots, the used, the lost and the free ones; a table of them is taken, slots are moved.
 */
export function Slots(listing: Listing) {
  const { campaign, list } = listing;
  const { language, say } = useWords();
  const { can } = useMe();
  const [beside, setBeside] = useState<Beside>(null);
  const [acts, setActs] = useState(0);
  const path = `${pathOf(campaign, list.id)}/quotas`;
  const { data, error, reload } = useData<Quotas>(path);
  if (!data) return <Loading error={error} reload={reload} />;
  const mayGive = can('steer-campaign') && !data.locked;
  const recount = (): void => {
    reload();
    listing.reload();
  };
  const changed = (): void => {
    setBeside(null);
    setActs((before) => before + 1);
    recount();
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
      <DataTable<QuotaRow>
        shape={QUOTAS}
        rowKey="key"
        nameOf={({ unitName, categoryName }) => `${unitName} ${categoryName}`}
        news={acts}
        fixed={{ campaign, list: list.id }}
        filters={{
          units: (field) => <RegionFilter {...field} all={say('全部单位', 'All units')} />,
          category: ({ value, onChange }) => (
            <Select
              allowClear
              style={{ minWidth: 140 }}
              aria-label={say('类别', 'Category')}
              placeholder={say('全部类别', 'All categories')}
              value={value}
              onChange={(chosen?: string) => onChange(chosen ?? null)}
              options={list.categories.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))}
            />
          ),
        }}
        {...(mayGive && {
          acts: (quota: QuotaRow) =>
            quota.free > 0 && (
              <Button
                size="small"
                aria-label={say(`从${quota.unitName}调出名额`, `Move slots from ${quota.unitName}`)}
                onClick={() => setBeside(quota)}
              >
                {say('调出', 'Move')}
              </Button>
            ),
          bulk: [
            {
              label: say('收回空缺', 'Take back the free ones'),
              sure: say(
                '这些单位只留下已用的名额，空缺的收回，可以再分给别的单位。',
                'These units keep the slots that are used; the free ones can be given to others.',
              ),
              reason: say('例如：没有符合条件的户', 'For example: nobody fits there'),
              fits: ({ free }: QuotaRow) => free > 0,
              act: ({ unit, category, used }: QuotaRow, { reason }: Said) =>
                send(path, { quotas: [{ unit, category, slots: used }], reason }),
            },
          ],
        })}
        changed={recount}
        empty={say('还没有分配名额。', 'No slots were given yet.')}
      />
    </>
  );
}

/** The sums of each category. */
function Totals({ list, totals }: Listing & { totals: Quotas['totals'] }) {
  const { language, say } = useWords();
  const number = (title: string, key: 'slots' | 'used' | 'burnt' | 'free') => ({
    title,
    dataIndex: key,
    align: 'right' as const,
  });
  return (
    <Card size="small" className="section">
      <PlainTable<Quotas['totals'][number]>
        rowKey="category"
        pagination={false}
        dataSource={totals}
        locale={{ emptyText: say('还没有分配名额。', 'No slots were given yet.') }}
        columns={[
          { title: say('类别', 'Category'), render: (_, { category }) => categoryName(list, category, language) },
          number(say('分配', 'Slots'), 'slots'),
          number(say('已用', 'Used'), 'used'),
          { ...number(say('其中作废', 'Of these lost'), 'burnt'), responsive: ['sm'] },
          number(say('空缺', 'Free'), 'free'),
        ]}
      />
    </Card>
  );
}
