import { Button } from 'antd';
import { Link } from 'react-router';
import { MESSAGES } from '../../../domain/table/shapes/messages';
import { send } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { PlaceLink } from '../place/place-link';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { PageHead } from '../shell/page-head';
import { StateTag } from '../shell/state-tag';
import { DataTable } from '../table/data-table';
import type { Message } from '../types';
import { useQuery } from '../use-query';
import { useWords } from '../words';
import { DeadReplies } from './dead-replies';
import { Faults } from './faults';
import { textWord } from './text-words';

/** Messages by place, person, time, kind and state; each links to its whole life. */
export function Component() {
  const { say } = useWords();
  const { can } = useMe();
  const [campaign] = useQuery('campaign');
  return (
    <>
      <PageHead
        title={say('消息', 'Messages')}
        about={say(
          '按村、人、时间、内容和状态查找；点开看一条消息的全程。',
          'By village, person, time, kind and state; open one for its whole life.',
        )}
        actions={
          <>
            {can('record-call') && (
              <LinkButton to={campaign ? `/calls?campaign=${encodeURIComponent(campaign)}` : '/calls'}>
                {say('电话清单', 'Call list')}
              </LinkButton>
            )}
            {can('tend-queues') && (
              <Button href="/queues" target="_blank">
                {say('消息队列', 'Queue board')}
              </Button>
            )}
          </>
        }
      />
      {can('see-faults') && <Faults />}
      <DeadReplies />
      <DataTable<Message>
        shape={MESSAGES}
        rowKey="id"
        filters={{
          campaign: ({ value, onChange }) => (
            <CampaignFilter value={value} onChange={onChange} all={say('全部活动', 'All campaigns')} />
          ),
        }}
        renders={{
          id: ({ id }) => <Link to={`/messages/${id}`}>{id}</Link>,
          regionName: ({ region, regionName, campaign: of }) => (
            <PlaceLink code={region} name={regionName} campaign={of} />
          ),
          says: (message) => textWord(message, say),
          state: ({ state }) => <StateTag noun="message" state={state} />,
        }}
        bulk={
          can('resend-message')
            ? [
                {
                  label: say('再发', 'Send again'),
                  sure: say(
                    '只重发失败的；发出之前系统会再问一次是否还需要。结果不明的要先问过对方，请逐条重发。',
                    'Only those that failed; before each goes out, the system asks whether it is still needed. Those with an unknown outcome are sent one by one, after asking the person.',
                  ),
                  fits: ({ state }) => state === 'failed',
                  act: ({ id }) => send(`/api/messages/${id}/resend`, { confirmed: false }),
                },
              ]
            : []
        }
        empty={say('还没有消息。', 'No messages yet.')}
      />
    </>
  );
}
