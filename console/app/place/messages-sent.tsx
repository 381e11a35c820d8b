import { Empty } from 'antd';
import { Link } from 'react-router';
import { textWord } from '../message/text-words';
import { StateTag } from '../shell/state-tag';
import { stateWord } from '../shell/state-words';
import { PlainTable } from '../table/plain-table';
import type { PlaceRecord } from '../types';
import { showTime } from '../when';
import { textOf, useWords } from '../words';

type Sent = PlaceRecord['messages'][number];

/** The newest messages to a place; the page of messages has all of them. */
export function MessagesSent({ messages, code, campaign }: { messages: Sent[]; code: string; campaign: string }) {
  const { language, say } = useWords();
  if (messages.length === 0) return <Empty description={say('还没有发过消息。', 'Nothing was sent yet.')} />;
  return (
    <>
      <PlainTable<Sent>
        rowKey="id"
        pagination={messages.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        dataSource={messages}
        columns={[
          {
            title: say('内容', 'What'),
            render: (_, message) => <Link to={`/messages/${message.id}`}>{textWord(message, say)}</Link>,
          },
          { title: say('时间', 'When'), render: (_, { plannedAt, zone }) => showTime(plannedAt, zone, language) },
          { title: say('方式', 'By'), render: (_, { channel }) => stateWord('channel', channel, say).word },
          {
            title: say('状态', 'State'),
            render: (_, { state, why }) => (
              <>
                <StateTag noun="message" state={state} /> <span className="soft">{why && textOf(why, language)}</span>
              </>
            ),
          },
        ]}
      />
      <Link to={`/messages?${new URLSearchParams({ campaign, region: code }).toString()}`}>
        {say('发给这里的全部消息', 'All messages sent here')}
      </Link>
    </>
  );
}
