import { Link } from 'react-router';
import { CAMPAIGNS } from '../../../domain/table/shapes/campaigns';
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
        empty={say('还没有活动。', 'No campaign yet.')}
      />
    </>
  );
}
