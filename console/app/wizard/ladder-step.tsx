import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Flex, Input, InputNumber, Select, Table, Tabs } from 'antd';
import type { Anchor, Definition, RungDefinition } from '../../../domain/definition/definition';
import { levelWord, stateWord } from '../parts/state-words';
import { textOf, useWords } from '../words';
import type { Change, Plan } from './draft';

const KINDS = ['task', 'reminder', 'digest', 'chase', 'call-list', 'locked'] as const;

/** Who is told what and when: one ladder for each name that stages give. */
export function LadderStep({
  definition,
  plan,
  change,
}: {
  definition: Definition;
  plan: Plan | null;
  change: Change;
}) {
  const { language, say } = useWords();
  const names = [...new Set(definition.stages.map(({ ladder }) => ladder))];
  return (
    <Tabs
      items={names.map((name) => {
        const own = definition.ladders[name];
        const rungs = own ?? (plan?.defaultLadder as RungDefinition[] | undefined) ?? [];
        const stages = definition.stages
          .filter(({ ladder }) => ladder === name)
          .map((stage) => textOf(stage.name, language));
        return {
          key: name,
          label: `${name} (${stages.join(say('、', ', '))})`,
          children: (
            <>
              {!own && (
                <Alert
                  type="info"
                  showIcon
                  title={say(
                    '这是通用的阶梯；一改动就成为本活动自己的。',
                    'This is the common ladder; once changed it is this campaign’s own.',
                  )}
                  style={{ marginBottom: 12 }}
                />
              )}
              <Rungs
                rungs={rungs}
                onChange={(changed) => change({ ladders: { ...definition.ladders, [name]: changed } })}
              />
            </>
          ),
        };
      })}
    />
  );
}

function Rungs({ rungs, onChange }: { rungs: RungDefinition[]; onChange(rungs: RungDefinition[]): void }) {
  const { say } = useWords();
  const set = (id: string, part: Partial<RungDefinition>) =>
    onChange(rungs.map((rung) => (rung.id === id ? { ...rung, ...part } : rung)));
  const add = () => {
    const id = `own-${rungs.length + 1}`;
    onChange([
      ...rungs,
      {
        id,
        kind: 'reminder',
        at: { from: 'due', workingDays: -2, time: '09:30' },
        up: 0,
        deputy: false,
        channels: ['sms', 'email'],
        send: 'first',
      },
    ]);
  };
  return (
    <>
      <Table<RungDefinition>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 900 }}
        dataSource={rungs}
        columns={[
          {
            title: say('何时', 'When'),
            render: (_, rung) => <Distance rung={rung} onChange={(at) => set(rung.id, { at })} />,
          },
          {
            title: say('做什么', 'What'),
            render: (_, rung) => (
              <Select
                value={rung.kind}
                aria-label={`${rung.id}: ${say('做什么', 'what')}`}
                popupMatchSelectWidth={false}
                onChange={(kind: RungDefinition['kind']) =>
                  set(rung.id, {
                    kind,
                    ...(kind === 'chase' && { up: Math.max(1, rung.up), acknowledgeWithin: { workingHours: 4 } }),
                  })
                }
                options={KINDS.map((kind) => ({ value: kind, label: stateWord('rung', kind, say).word }))}
              />
            ),
          },
          {
            title: say('告知谁', 'Who is told'),
            render: (_, rung) => (
              <Flex gap={8} align="center">
                <Select
                  value={rung.up}
                  aria-label={`${rung.id}: ${say('告知谁', 'who is told')}`}
                  popupMatchSelectWidth={false}
                  onChange={(up) => set(rung.id, { up })}
                  options={[0, 1, 2, 3].map((up) => ({ value: up, label: levelWord(up, say) }))}
                />
                <Checkbox checked={rung.deputy} onChange={({ target }) => set(rung.id, { deputy: target.checked })}>
                  {say('B 角也收', 'deputy too')}
                </Checkbox>
              </Flex>
            ),
          },
          {
            title: say('怎么发', 'By'),
            render: (_, rung) => (
              <Select
                mode="multiple"
                value={rung.channels}
                aria-label={`${rung.id}: ${say('怎么发', 'channels')}`}
                style={{ minWidth: 150 }}
                onChange={(channels) => channels.length > 0 && set(rung.id, { channels })}
                options={[
                  { value: 'sms', label: say('短信', 'SMS') },
                  { value: 'email', label: say('邮件', 'e-mail') },
                ]}
              />
            ),
          },
          {
            render: (_, rung) => (
              <Button
                type="text"
                danger
                icon={<DeleteOutlined />}
                aria-label={say(`删去 ${rung.id}`, `Remove ${rung.id}`)}
                disabled={rungs.length === 1}
                onClick={() => onChange(rungs.filter(({ id }) => id !== rung.id))}
              />
            ),
          },
        ]}
      />
      <Button icon={<PlusOutlined />} onClick={add} style={{ marginTop: 12 }}>
        {say('加一级', 'Add a rung')}
      </Button>
    </>
  );
}

function Distance({ rung: { id, at }, onChange }: { rung: RungDefinition; onChange(at: RungDefinition['at']): void }) {
  const { say } = useWords();
  const { days, workingDays, ...rest } = at;
  const unit = days !== undefined ? 'days' : 'workingDays';
  return (
    <Flex gap={6}>
      <Select<Anchor>
        value={at.from}
        aria-label={`${id}: ${say('从哪天算', 'counted from')}`}
        popupMatchSelectWidth={false}
        onChange={(from) => onChange({ ...at, from })}
        options={[
          { value: 'opens', label: say('开始', 'opening') },
          { value: 'due', label: say('到期', 'due') },
          { value: 'lock', label: say('截止', 'lock') },
        ]}
      />
      <InputNumber
        value={days ?? workingDays ?? 0}
        aria-label={`${id}: ${say('几个工作日', 'days')}`}
        style={{ width: 66 }}
        onChange={(count) => onChange({ ...rest, ...(count && { [unit]: count }) })}
      />
      <span className="unit">{unit === 'days' ? say('天', 'days') : say('工作日', 'working days')}</span>
      <Input
        value={at.time ?? ''}
        aria-label={`${id}: ${say('几点', 'at')}`}
        style={{ width: 74 }}
        placeholder="—"
        onChange={({ target }) => {
          const { time: _, ...untimed } = at;
          onChange(target.value ? { ...untimed, time: target.value } : untimed);
        }}
      />
    </Flex>
  );
}
