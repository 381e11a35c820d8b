import { Alert, Typography } from 'antd';
import { byTime } from '../../../../domain/compare';
import { minutesIn } from '../../../../domain/warning/alert/steps';
import { useKinds } from '../../kinds';
import { stateWord } from '../../shell/state-words';
import { PlainTable } from '../../table/plain-table';
import type { WhatIf } from '../../types';
import { showTime } from '../../when';
import { type Say, useWords } from '../../words';
import { Signal } from '../signal';

type Event = WhatIf['events'][number];
type Answered = WhatIf['alerts'][number];
type Message = Answered['messages'][number] & { place: string };

/** The consequences of warnings by the rules: alerts, patrols, messages. */
export function WhatIfResult({ found }: { found: WhatIf }) {
  const { say } = useWords();
  const { alerts, patrols, sms, email } = found.totals;
  const unheard = found.events.filter((event) => event.unheard !== null);
  return (
    <div>
      <Typography.Title level={2}>{say('按规则应做的事', 'What the rules make of it')}</Typography.Title>
      <p>
        {say(
          `叫应 ${alerts} 起，巡查 ${patrols} 轮，短信 ${sms} 条，邮件 ${email} 封（假设无人应答）`,
          `${alerts} alerts, ${patrols} patrols, ${sms} SMS, ${email} e-mails, if nobody answers`,
        )}
      </p>
      {found.problems.length > 0 && <Alert type="warning" showIcon title={found.problems.join('；')} />}
      {unheard.map((event) => (
        <p key={event.first} className="soft">
          {event.headline}: {whyUnheard(event.unheard, say)}
        </p>
      ))}
      <Alerts alerts={found.alerts} zone={found.zone} />
      <Messages alerts={found.alerts} zone={found.zone} />
    </div>
  );
}

function Alerts({ alerts, zone }: { alerts: Answered[]; zone: string }) {
  const { language, say } = useWords();
  return (
    <PlainTable<Answered>
      rowKey={({ area, hazard, moves }) => `${area} ${hazard} ${moves[0]?.at}`}
      className="section"
      dataSource={alerts}
      pagination={false}
      columns={[
        { title: say('地区', 'Area'), dataIndex: 'place' },
        { title: say('单位', 'Units'), dataIndex: 'units', align: 'right' },
        {
          title: say('经过', 'Course'),
          render: (_, { moves, hazard }) =>
            moves.map(({ at, colour, change, rule }) => (
              <div key={at}>
                {showTime(at, zone, language)}{' '}
                {change === 'over' ? say('结束', 'over') : <Signal hazard={hazard} colour={colour} />}{' '}
                {rule && (
                  <span className="soft">
                    {say(`${minutesIn(rule.known)} 分钟内知晓`, `known within ${minutesIn(rule.known)} min`)}
                  </span>
                )}
              </div>
            )),
        },
        {
          title: say('巡查', 'Patrols'),
          render: (_, { patrols }) =>
            patrols.map(({ day, rounds }) => <div key={day}>{`${day.slice(5)} × ${rounds}`}</div>),
        },
        { title: say('短信', 'SMS'), render: (_, { totals }) => totals.sms, align: 'right' },
        { title: say('邮件', 'E-mail'), render: (_, { totals }) => totals.email, align: 'right' },
        {
          title: say('顺延的期限', 'Deadlines put off'),
          render: (_, { putOff }) =>
            putOff.map(({ key, area, to }) => (
              <div key={`${key} ${area}`}>{`${key} → ${showTime(to, zone, language)}`}</div>
            )),
        },
      ]}
    />
  );
}

function Messages({ alerts, zone }: { alerts: Answered[]; zone: string }) {
  const { language, say } = useWords();
  const { nameOf } = useKinds();
  const messages = alerts
    .flatMap(({ place, messages: told }): Message[] => told.map((one) => ({ ...one, place })))
    .sort(byTime);
  return (
    <PlainTable<Message>
      rowKey={({ at, round, rung, place }) => `${at} ${round} ${rung} ${place}`}
      className="section"
      dataSource={messages}
      pagination={messages.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      columns={[
        { title: say('时间', 'Time'), render: (_, { at }) => showTime(at, zone, language) },
        { title: say('地区', 'Area'), dataIndex: 'place' },
        { title: say('轮次', 'Round'), dataIndex: 'round' },
        { title: say('消息', 'Message'), render: (_, { kind }) => stateWord('rung', kind, say).word },
        { title: say('发给', 'To'), render: (_, { to }) => to && nameOf(to) },
        { title: say('最多', 'At most'), dataIndex: 'places', align: 'right' },
        { title: say('短信', 'SMS'), dataIndex: 'sms', align: 'right' },
        { title: say('邮件', 'E-mail'), dataIndex: 'email', align: 'right' },
        { title: say('联系不上', 'Unreachable'), dataIndex: 'unreachable', align: 'right' },
      ]}
    />
  );
}

function whyUnheard(why: Event['unheard'], say: Say): string {
  if (why === 'elsewhere') return say('不在本名册范围', 'lies outside the register');
  if (why === 'out-of-scope') return say('不在本活动范围', 'lies outside the campaign');
  if (why === 'test') return say('测试或演练，不触达', 'a test or an exercise: reaches nobody');
  if (why === 'unknown-hazard') return say('灾种不明，交值班员', 'unknown hazard: for the duty officer');
  return say('名册中找不到该地区，交值班员', 'no such place in the register: for the duty officer');
}
