import { Card, Empty, Segmented } from 'antd';
import { useState } from 'react';
import { CampaignFilter } from '../campaign/campaign-filter';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Chase, Chases } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { useWords } from '../words';
import { isOverdue, waits } from './chase';
import { ChaseTable } from './chase-table';

type Shown = 'mine' | 'waiting' | 'overdue' | 'all';

/** The chases of officers, with their steps (known, people sent, done) and overdue ones. */
export function Component() {
  const { say } = useWords();
  const { region } = useMe();
  const [campaign, setCampaign] = useQuery('campaign');
  const [chosen, setShown] = useState<Shown | null>(null);
  const { data, error, reload } = useData<Chases>(
    `/api/chases${campaign ? `?campaign=${encodeURIComponent(campaign)}` : ''}`,
  );
  const tests: Record<Shown, (chase: Chase) => boolean> = {
    mine: (chase) => chase.region === region,
    waiting: waits,
    overdue: isOverdue,
    all: () => true,
  };
  // It opens where something waits.
  const mineWaits = data?.chases.some((chase) => tests.mine(chase) && waits(chase)) ?? false;
  const shown = chosen ?? (region && mineWaits ? 'mine' : 'waiting');
  const chases = data?.chases.filter(tests[shown]);
  const count = (which: Shown) => data?.chases.filter(tests[which]).length ?? 0;
  return (
    <>
      <PageHead
        title={say('督办与确认', 'Chases')}
        about={say(
          '已知晓 → 已派人 → 已完成；确认后不再往上报。',
          'Acknowledged → somebody sent → done. What is acknowledged does not go up.',
        )}
      />
      <div className="filters">
        <CampaignFilter value={campaign} onChange={setCampaign} all={say('所有正式活动', 'All live campaigns')} />
        <Segmented<Shown>
          value={shown}
          onChange={setShown}
          options={[
            ...(region ? [{ value: 'mine' as const, label: `${say('我的', 'Mine')} ${count('mine')}` }] : []),
            { value: 'waiting', label: `${say('待办', 'To do')} ${count('waiting')}` },
            { value: 'overdue', label: `${say('超时', 'Overdue')} ${count('overdue')}` },
            { value: 'all', label: `${say('全部', 'All')} ${count('all')}` },
          ]}
        />
      </div>
      {!chases ? (
        <Loading error={error} reload={reload} />
      ) : chases.length === 0 ? (
        <Empty
          className="empty"
          description={
            shown === 'all'
              ? say(
                  '还没有督办：到了时间没报，系统才请上级督办。',
                  'No chase yet: one is opened when a place stays silent.',
                )
              : say('没有要办的。', 'Nothing is to be done here.')
          }
        />
      ) : (
        <Card size="small" className="section">
          <ChaseTable chases={chases} onDone={reload} />
        </Card>
      )}
    </>
  );
}
