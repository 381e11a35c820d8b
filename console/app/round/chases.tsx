import { isOverdue } from '../../../domain/round/chase';
import { CHASES } from '../../../domain/table/shapes/work';
import { send } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { PlaceLink } from '../place/place-link';
import { useMe } from '../session';
import { PageHead } from '../shell/page-head';
import { StateTag } from '../shell/state-tag';
import { DataTable } from '../table/data-table';
import { Presets } from '../table/presets';
import type { ChaseRow } from '../types';
import { showTime } from '../when';
import { useWords } from '../words';
import { ChaseActs } from './chase-table';

/** The chases of officers, with their steps (known, people sent, done) and overdue ones. */
export function Component() {
  const { language, say } = useWords();
  const { region, can } = useMe();
  const bulk = (label: string, step: string, fits: (chase: ChaseRow) => boolean) => ({
    label,
    fits: (chase: ChaseRow) => chase.state !== 'closed' && chase.doneAt === null && fits(chase),
    act: ({ id }: ChaseRow) => send(`/api/chases/${id}/${step}`, {}),
  });
  return (
    <>
      <PageHead
        title={say('督办与确认', 'Chases')}
        term="chase"
        about={say(
          '已知晓 → 已派人 → 已完成；确认后不再往上报。',
          'Acknowledged → somebody sent → done. What is acknowledged does not go up.',
        )}
      />
      <Presets
        shape={CHASES}
        presets={[
          ...(region ? [{ label: say('我的', 'Mine'), query: `region=${region}&need=overdue%2Cwaiting` }] : []),
          { label: say('待办', 'To do'), query: 'need=overdue%2Cwaiting' },
          { label: say('超时', 'Overdue'), query: 'need=overdue' },
          { label: say('全部', 'All'), query: '' },
        ]}
      />
      <DataTable<ChaseRow>
        shape={CHASES}
        rowKey="id"
        filters={{
          campaign: ({ value, onChange }) => (
            <CampaignFilter value={value} onChange={onChange} all={say('所有正式活动', 'All live campaigns')} />
          ),
        }}
        renders={{
          regionName: ({ region: code, regionName, campaign }) => (
            <PlaceLink code={code} name={regionName} campaign={campaign} />
          ),
          acknowledgeBy: (chase) => (
            <span className={isOverdue(chase) ? 'overdue' : ''}>
              {showTime(chase.acknowledgeBy, chase.zone, language)} {isOverdue(chase) && say('超时', 'overdue')}
            </span>
          ),
          step: ({ step }) => <StateTag noun="chase" state={step} />,
        }}
        acts={(chase, reload) => <ChaseActs chase={chase} onDone={reload} />}
        bulk={
          can('acknowledge-chase')
            ? [
                bulk(say('已知晓', 'I know'), 'acknowledge', ({ acknowledgedAt }) => acknowledgedAt === null),
                bulk(say('已派人', 'Somebody is sent'), 'dispatch', ({ dispatchedAt }) => dispatchedAt === null),
                bulk(say('已完成', 'Done'), 'finish', () => true),
              ]
            : []
        }
        empty={say('没有需要督办的单位。', 'Nobody has to be chased.')}
      />
    </>
  );
}
