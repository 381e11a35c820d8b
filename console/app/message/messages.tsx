import { Alert, Button, Card, Flex, Input, Select, Table } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { send } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { PlaceLink } from '../place/place-link';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { PageHead } from '../shell/page-head';
import { StateTag } from '../shell/state-tag';
import { statesOf, stateWord } from '../shell/state-words';
import type { Message, Messages } from '../types';
import { useQuery } from '../use-query';
import { showTime } from '../when';
import { textOf, useWords } from '../words';
import { DeadReplies } from './dead-replies';
import { Faults } from './faults';
import { textWord } from './text-words';

const PAGE = 50;

/** Search of messages by place, person and state; each links to its whole life. */
export function Component() {
  const { language, say } = useWords();
  const { can } = useMe();
  const [campaign, setCampaign] = useQuery('campaign');
  const [state, setState] = useQuery('state');
  const [region, setRegion] = useQuery('region');
  const [place, setPlace] = useState('');
  const [person, setPerson] = useState('');
  const [found, setFound] = useState<Message[] | null>(null);
  const [more, setMore] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const search = useCallback(
    async (before: Message[]) => {
      try {
        const last = before.at(-1);
        const { messages } = await send<Messages>('/api/messages/search', {
          limit: PAGE,
          ...(campaign && { campaign }),
          ...(state && { states: state.split(',') }),
          ...(region && { region }),
          ...(place.trim() && { place: place.trim() }),
          ...(person.trim() && { person: person.trim() }),
          ...(last && { before: last.id }),
        });
        setFound([...before, ...messages]);
        setMore(messages.length === PAGE);
        setError(null);
      } catch (refused) {
        setError((refused as Error).message);
      }
    },
    [campaign, state, region, place, person],
  );
  useEffect(() => {
    const timer = setTimeout(() => void search([]), 300);
    return () => clearTimeout(timer);
  }, [search]);

  return (
    <>
      <PageHead
        title={say('消息', 'Messages')}
        about={say(
          '按村、人和状态查找；点开看一条消息的全程。',
          'By village, person and state; open one for its whole life.',
        )}
        actions={
          can('tend-queues') && (
            <Button href="/queues" target="_blank">
              {say('消息队列', 'Queue board')}
            </Button>
          )
        }
      />
      {can('see-faults') && <Faults />}
      <DeadReplies />
      <Card size="small">
        <Flex gap={8} wrap>
          <CampaignFilter value={campaign} onChange={setCampaign} all={say('全部活动', 'All campaigns')} />
          <Select
            mode="multiple"
            allowClear
            value={state ? state.split(',') : []}
            onChange={(states) => setState(states.join(','))}
            placeholder={say('状态', 'State')}
            aria-label={say('状态', 'State')}
            style={{ minWidth: 200 }}
            options={statesOf('message').map((one) => ({ value: one, label: stateWord('message', one, say).word }))}
          />
          <Input
            allowClear
            value={place}
            onChange={({ target }) => setPlace(target.value)}
            placeholder={say('村或地区的名称', 'Name of a place')}
            aria-label={say('村或地区的名称', 'Name of a place')}
            style={{ width: 180 }}
          />
          {can('reveal-people') && (
            <Input
              allowClear
              value={person}
              onChange={({ target }) => setPerson(target.value)}
              placeholder={say('姓名、手机号或邮箱', 'Name, number or e-mail')}
              aria-label={say('姓名、手机号或邮箱', 'Name, number or e-mail')}
              style={{ width: 200 }}
            />
          )}
          {region && <Button onClick={() => setRegion(null)}>{found?.[0]?.regionName ?? region} ×</Button>}
        </Flex>
      </Card>
      {error && <Alert type="error" showIcon role="alert" title={error} className="section" />}
      <Card size="small" className="section">
        <Table<Message>
          rowKey="id"
          size="small"
          loading={found === null && error === null}
          pagination={false}
          scroll={{ x: 860 }}
          dataSource={found ?? []}
          columns={[
            {
              title: say('编号', 'Number'),
              dataIndex: 'id',
              render: (id: number) => <Link to={`/messages/${id}`}>{id}</Link>,
            },
            {
              title: say('时间', 'When'),
              render: (_, { plannedAt, zone }) => showTime(plannedAt, zone, language),
            },
            {
              title: say('地方', 'Place'),
              render: (_, { region: code, regionName, parentName, campaign: of }) => (
                <>
                  <PlaceLink code={code} name={regionName} campaign={of} /> <span className="soft">{parentName}</span>
                </>
              ),
            },
            ...(can('reveal-people') ? [{ title: say('收信人', 'Person'), dataIndex: 'contact' }] : []),
            {
              title: say('内容', 'What'),
              render: (_, message) => textWord(message, say),
            },
            {
              title: say('方式', 'By'),
              render: (_, { channel, provider }) =>
                `${channel === 'sms' ? say('短信', 'SMS') : say('邮件', 'e-mail')}${provider ? ` (${provider})` : ''}`,
            },
            {
              title: say('状态', 'State'),
              dataIndex: 'state',
              render: (one: string) => <StateTag noun="message" state={one} />,
            },
            {
              title: say('原因', 'Why'),
              dataIndex: 'why',
              render: (why: Message['why']) => why && textOf(why, language),
            },
          ]}
        />
        {more && found && (
          <Flex justify="center" style={{ marginTop: 12 }}>
            <Button onClick={() => void search(found)}>{say('再看更早的', 'Show older ones')}</Button>
          </Flex>
        )}
      </Card>
      {can('record-call') && (
        <LinkButton to={campaign ? `/calls?campaign=${campaign}` : '/calls'} className="section">
          {say('电话清单', 'Call list')}
        </LinkButton>
      )}
    </>
  );
}
