import { Card, Empty, Segmented, Tabs } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { CampaignFilter } from '../campaign/campaign-filter';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Lists } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { textOf, useWords } from '../words';
import { ListCounts } from './list-counts';
import type { Listing } from './listing';
import { Pairs } from './pairs/pairs';
import { Papers } from './paper/papers';
import { Roster } from './roster';
import { Samples } from './samples';
import { Slots } from './slots/slots';
import { Tables } from './table/tables';

/** The lists of a campaign: who is on them, their slots, their samples. */
export function Component() {
  const { say } = useWords();
  const [campaign, setCampaign] = useQuery('campaign');
  const { data, error, reload } = useData<Lists>(
    campaign ? `/api/campaigns/${encodeURIComponent(campaign)}/lists` : null,
  );
  return (
    <>
      <PageHead
        title={say('名单', 'Lists')}
        term="list"
        about={say(
          '一户（人）一行；姓名隐去，写明原因才显示。数字由系统按行统计。',
          'One row a household or person, masked; names are shown with a reason. Figures are counted from the rows.',
        )}
      />
      <div className="filters">
        <CampaignFilter value={campaign} onChange={setCampaign} all={say('请选择活动', 'Choose a campaign')} />
      </div>
      {!campaign ? (
        <Empty className="empty" description={say('先选一个活动。', 'Choose a campaign first.')} />
      ) : !data ? (
        <Loading error={error} reload={reload} />
      ) : data.lists.length === 0 ? (
        <Empty className="empty" description={say('这个活动没有名单。', 'This campaign has no lists.')} />
      ) : (
        <OneOf campaign={campaign} lists={data} />
      )}
    </>
  );
}

function OneOf({ campaign, lists: { lists, zone } }: { campaign: string; lists: Lists }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const [chosen, choose] = useQuery('list');
  const [query, setQuery] = useSearchParams();
  const [decided, setDecided] = useState(0);
  const list = lists.find(({ id }) => id === chosen) ?? lists[0];
  if (!list) return null;
  // Each tab has its own table: how one is sorted and filtered means nothing to another.
  const open = (tab: string) =>
    setQuery({ campaign, ...(chosen && { list: chosen }), ...(tab !== 'roster' && { tab }) }, { replace: true });
  const listing: Listing = { campaign, list, zone, reload: () => setDecided((before) => before + 1) };
  return (
    <>
      {lists.length > 1 && (
        <div className="filters">
          <Segmented<string>
            value={list.id}
            onChange={choose}
            options={lists.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))}
          />
        </div>
      )}
      <Card size="small" className="section">
        <ListCounts key={list.id} campaign={campaign} list={list} read={decided} />
      </Card>
      <Tabs
        activeKey={query.get('tab') ?? 'roster'}
        onChange={open}
        destroyOnHidden
        items={[
          { key: 'roster', label: say('花名册', 'Roster'), children: <Roster key={list.id} {...listing} /> },
          ...(list.of === 'pair'
            ? [{ key: 'pairs', label: say('结对', 'Pairs'), children: <Pairs key={list.id} {...listing} /> }]
            : []),
          ...(list.limited
            ? [{ key: 'slots', label: say('分配表', 'Quotas'), children: <Slots key={list.id} {...listing} /> }]
            : []),
          ...(list.hasRows
            ? [{ key: 'papers', label: say('纸质名单', 'On paper'), children: <Papers key={list.id} {...listing} /> }]
            : []),
          ...(can('edit-lists') && list.hasRows
            ? [{ key: 'table', label: say('导入导出', 'Tables'), children: <Tables key={list.id} {...listing} /> }]
            : []),
          ...(can('see-lists')
            ? [{ key: 'samples', label: say('抽查', 'Spot checks'), children: <Samples key={list.id} {...listing} /> }]
            : []),
        ]}
      />
    </>
  );
}
