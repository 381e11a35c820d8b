import { Alert, Descriptions } from 'antd';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import { baseOf } from '../../../../domain/campaign/round-key';
import { partAmong } from '../../../../domain/campaign/round-part';
import { useKinds } from '../../kinds';
import { stateWord } from '../../shell/state-words';
import { PlainTable } from '../../table/plain-table';
import type { Plan } from '../../types';
import { showDeadline, showTime } from '../../when';
import { textOf, useWords } from '../../words';

/** The whole plan with its messages and cost, before any message goes out. */
export function CheckStep({ definition, plan }: { definition: Definition; plan: Plan }) {
  const { language, say } = useWords();
  const { nameOf } = useKinds();
  const { zone } = definition;
  const unreachable = Math.max(0, ...plan.lines.map((line) => line.unreachable));
  const stageOf = (id: string) => definition.stages.find((one) => one.id === id);
  const roundName = (key: string) => {
    const [id = ''] = baseOf(key).split('.');
    const stage = stageOf(id);
    if (!stage) return id;
    const asked = stage.asks.map(({ id: ask, of, form }) => {
      const base = stage.asks.length > 1 ? `${id}.${ask}` : id;
      return { key: base === baseOf(key) ? key : base, of, name: definition.forms[form]?.name ?? { 'zh-CN': form } };
    });
    return [textOf(stage.name, language), partAmong(asked, key, { nameOf, language })].filter(Boolean).join(' · ');
  };
  return (
    <>
      {plan.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} style={{ marginBottom: 8 }} />
      ))}
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, md: 3 }}
        items={[
          { key: 'id', label: say('活动编号', 'Campaign id'), children: <span className="code">{plan.campaign}</span> },
          {
            key: 'sms',
            label: say('短信最多', 'SMS at most'),
            children: say(
              `${plan.totals.sms} 条，计费 ${plan.totals.segments} 条`,
              `${plan.totals.sms}, ${plan.totals.segments} segments`,
            ),
          },
          {
            key: 'yuan',
            label: say('费用最多', 'Cost at most'),
            children: say(`${plan.yuan.toFixed(2)} 元`, `${plan.yuan.toFixed(2)} yuan`),
          },
          { key: 'email', label: say('邮件最多', 'E-mails at most'), children: plan.totals.email },
          { key: 'reach', label: say('联系不上的单位', 'Places nobody can be reached in'), children: unreachable },
        ]}
      />
      <PlainTable
        className="section"
        rowKey="id"
        pagination={false}
        dataSource={plan.stages}
        columns={[
          {
            title: say('阶段', 'Stage'),
            dataIndex: 'id',
            render: (id: string) => {
              const stage = stageOf(id);
              return stage ? textOf(stage.name, language) : id;
            },
          },
          {
            title: say('开始', 'Opens'),
            dataIndex: 'opensAt',
            render: (at: string) => showDeadline(at, zone, language),
          },
          { title: say('到期', 'Due'), dataIndex: 'dueAt', render: (at: string) => showDeadline(at, zone, language) },
          {
            title: say('锁定', 'Locks'),
            dataIndex: 'locksAt',
            render: (at: string) => showDeadline(at, zone, language),
          },
          { title: say('单位', 'Units'), dataIndex: 'units', align: 'right' as const },
        ]}
      />
      <PlainTable
        className="section"
        rowKey={({ at, round, rung }) => `${at} ${round} ${rung}`}
        title={() =>
          say('全部消息（假设无人上报、无人确认）', 'Every message, if nobody reports and nobody acknowledges')
        }
        pagination={{ pageSize: 10, showSizeChanger: false }}
        dataSource={plan.lines}
        columns={[
          { title: say('时间', 'When'), dataIndex: 'at', render: (at: string) => showTime(at, zone, language) },
          { title: say('轮次', 'Round'), dataIndex: 'round', render: roundName },
          {
            title: say('消息', 'Message'),
            dataIndex: 'kind',
            render: (kind: string) => stateWord('rung', kind, say).word,
          },
          { title: say('告知几处', 'Places'), dataIndex: 'places', align: 'right' as const },
          { title: say('短信', 'SMS'), dataIndex: 'sms', align: 'right' as const },
          { title: say('计费条数', 'Segments'), dataIndex: 'segments', align: 'right' as const },
          { title: say('邮件', 'E-mail'), dataIndex: 'email', align: 'right' as const },
        ]}
      />
    </>
  );
}
