import { Alert, Button, Card, Descriptions, Timeline, Typography } from 'antd';
import { Link, useParams } from 'react-router';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { ShowPeople, useReveal } from '../shell/reveal';
import { StateTag } from '../shell/state-tag';
import { stateWord } from '../shell/state-words';
import type { MessageDetail } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { textOf, useWords } from '../words';
import { textWord } from './text-words';

/** The whole life of one message: every move with time, reason and attempt. */
export function Component() {
  const { message = '' } = useParams();
  const { language, say } = useWords();
  const { can } = useMe();
  const { modal, message: toast } = useFeedback();
  const { shown, texts } = useReveal();
  const { data, error, reload } = useData<MessageDetail>(`/api/messages/${encodeURIComponent(message)}`);
  if (!data) return <Loading error={error} reload={reload} />;
  const { id, campaign, campaignName, stage, state, why, zone, moves, instead, fallbackOf } = data;
  const named = (of: typeof stage) => (of ? textOf(of, language) : '');
  const text = texts.get(id) ?? data.text;
  const person = (data.contactId !== null && shown.get(data.contactId)?.name) || data.contact;
  const place = [data.parentName, data.regionName].filter(Boolean).join(' · ');
  const unsure = state === 'unknown';
  const resend = () =>
    modal.confirm({
      title: say('再发一次？', 'Send it again?'),
      content: unsure
        ? say(
            '没有人知道它是否送达。请先问过对方，确认没有收到。',
            'Nobody knows whether it arrived. Ask the person first, and make sure that it did not.',
          )
        : say(
            '发出之前系统会再问一次是否还需要。',
            'Before it goes out, the system asks once more whether it is still needed.',
          ),
      okText: unsure ? say('已确认没有收到，再发', 'It did not arrive, send again') : say('再发', 'Send again'),
      onOk: () =>
        send(`/api/messages/${id}/resend`, { confirmed: unsure }).then(
          () => {
            void toast.success(say('会再发一次', 'It will be sent again'));
            reload();
          },
          (refused: Error) => void toast.error(refused.message),
        ),
    });
  const another = (number: number) => <Link to={`/messages/${number}`}>{number}</Link>;
  return (
    <>
      <PageHead
        title={say(`消息 ${id}`, `Message ${id}`)}
        tags={<StateTag noun="message" state={state} />}
        about={why && textOf(why, language)}
        actions={
          <>
            {can('tend-queues') && ['queued', 'submitting', 'retry'].includes(state) && (
              <Button href="/queues" target="_blank">
                {say('消息队列', 'Queue board')}
              </Button>
            )}
            {can('resend-message') && (state === 'failed' || unsure) && (
              <Button type="primary" onClick={resend}>
                {say('再发', 'Send again')}
              </Button>
            )}
          </>
        }
      />
      <div className="grid-2">
        <Card>
          <Descriptions
            column={1}
            size="small"
            items={[
              {
                key: 'campaign',
                label: say('活动', 'Campaign'),
                children: (
                  <Link to={`/campaigns/${campaign}`} title={campaign}>
                    {[textOf(campaignName, language), named(stage)].filter(Boolean).join(' · ')}
                  </Link>
                ),
              },
              { key: 'what', label: say('内容', 'What'), children: textWord(data, say) },
              {
                key: 'place',
                label: say('地方', 'Place'),
                children: can('see-register') ? (
                  <Link to={`/register?place=${encodeURIComponent(data.region)}`}>{place}</Link>
                ) : (
                  place
                ),
              },
              ...(person
                ? [
                    {
                      key: 'person',
                      label: say('收信人', 'Person'),
                      children: (
                        <>
                          {person} <ShowPeople wanted={{ purpose: 'message', message: id }} />
                        </>
                      ),
                    },
                  ]
                : []),
              {
                key: 'by',
                label: say('方式', 'By'),
                children: [
                  stateWord('channel', data.channel, say).word,
                  data.provider && stateWord('provider', data.provider, say).word,
                  data.providerRef,
                ]
                  .filter(Boolean)
                  .join(' · '),
              },
              ...(data.segments
                ? [{ key: 'segments', label: say('计费条数', 'Segments'), children: data.segments }]
                : []),
              ...(data.code ? [{ key: 'code', label: say('平台的代码', 'Provider’s code'), children: data.code }] : []),
              ...(fallbackOf ? [{ key: 'of', label: say('代替', 'Instead of'), children: another(fallbackOf) }] : []),
              ...(data.together.length > 0
                ? [
                    {
                      key: 'together',
                      label: say('合并发出', 'Sent as one with'),
                      children: data.together.map((other) => (
                        <div key={other.id}>
                          {another(other.id)} {named(other.stage)} · {stateWord('rung', other.kind, say).word}
                          {other.regionName !== data.regionName && ` · ${other.regionName}`}
                          {other.id === data.envelope &&
                            ` · ${say('平台编号、条数在这一条', 'has the provider’s number')}`}
                        </div>
                      )),
                    },
                  ]
                : []),
              ...(instead ? [{ key: 'instead', label: say('改发', 'Sent instead'), children: another(instead) }] : []),
            ]}
          />
          {text ? (
            <div className="sms-bubble section">{text}</div>
          ) : (
            <Alert
              type="info"
              className="section"
              title={say(
                '文字在发出时才写下；发给前任联系人的，显示后才看得到；您的角色也可能看不到。',
                'The text is written down when it is sent. One to somebody before the present contact is seen once it is shown; your role may not see it.',
              )}
            />
          )}
        </Card>
        <Card title={<Typography.Title level={2}>{say('全程', 'Its life')}</Typography.Title>}>
          <Timeline
            items={moves.map(({ at, after, why: because, attempt, provider, code }) => ({
              key: `${at} ${after} ${attempt}`,
              color: colourOf(stateWord('message', after, say).tone),
              content: (
                <>
                  <strong>{stateWord('message', after, say).word}</strong> {because && textOf(because, language)}
                  <div className="soft">
                    {[
                      showTime(at, zone, language),
                      attempt > 0 && say(`第 ${attempt} 次`, `attempt ${attempt}`),
                      provider && stateWord('provider', provider, say).word,
                      code,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </>
              ),
            }))}
          />
        </Card>
      </div>
    </>
  );
}

const colourOf = (tone: string): string =>
  ({ success: 'green', error: 'red', warning: 'orange', processing: 'blue' })[tone] ?? 'gray';
