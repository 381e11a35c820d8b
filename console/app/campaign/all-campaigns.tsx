import { Link } from 'react-router';
import { CAMPAIGNS } from '../../../domain/table/shapes/campaigns';
import { send } from '../api';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { PageHead } from '../shell/page-head';
import { StateTag } from '../shell/state-tag';
import { DataTable } from '../table/data-table';
import type { CampaignRow } from '../types';
import { useWords } from '../words';
import { ModeTag } from './mode-tag';

/** Every campaign there was, as a table: the page of campaigns shows what runs and what has ended lately. */
export function Component() {
  const { say } = useWords();
  const { can } = useMe();
  const put = (label: string, away: boolean, fits: (campaign: CampaignRow) => boolean) => ({
    label,
    fits,
    act: ({ id }: CampaignRow) => send(`/api/campaigns/${encodeURIComponent(id)}/put-away`, { away }),
  });
  return (
    <>
      <PageHead
        title={say('全部活动', 'All campaigns')}
        about={say(
          '今年和往年的活动，正式的和演练的：按名称、年度、状态查找。',
          'Of this winter and of earlier ones, live and rehearsed: by name, season and state.',
        )}
        actions={<LinkButton to="/campaigns">{say('回到活动', 'Back to the campaigns')}</LinkButton>}
      />
      <DataTable<CampaignRow>
        shape={CAMPAIGNS}
        rowKey="id"
        renders={{
          name: ({ id, name }) => <Link to={`/campaigns/${id}`}>{name}</Link>,
          mode: ({ mode }) => <ModeTag mode={mode} />,
          state: ({ state }) => <StateTag noun="campaign" state={state} />,
        }}
        bulk={
          can('steer-campaign')
            ? [
                put(say('收起', 'Put away'), true, ({ endedAt, kept }) => endedAt !== null && kept === 'listed'),
                put(say('放回', 'Bring back'), false, ({ kept }) => kept === 'away'),
              ]
            : []
        }
        empty={say('还没有活动。', 'No campaign yet.')}
      />
    </>
  );
}
