import { Drawer } from 'antd';
import { levelIn } from '../../../domain/campaign/definition/rung-audience';
import { minutesIn } from '../../../domain/warning/alert/steps';
import { useKinds } from '../kinds';
import { Loading } from '../shell/loading';
import { levelWord, stateWord } from '../shell/state-words';
import { PlainTable } from '../table/plain-table';
import type { WarningRules } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';
import { minutesTo } from './rung-time';
import { Signal } from './signal';

type Row = WarningRules[number];

/** The table of rules for warnings, with a campaign's differences. */
export function RulesDrawer({ campaign, onClose }: { campaign: string | null; onClose(): void }) {
  const { say } = useWords();
  const { nameOf } = useKinds();
  const { data, error, reload } = useData<WarningRules>(
    `/api/warnings/rules${campaign ? `?campaign=${encodeURIComponent(campaign)}` : ''}`,
  );
  const minutes = (count: number) => say(`${count} 分`, `${count} min`);
  const whenOf = (count: number | null) => (count === null ? '' : minutes(count));
  return (
    <Drawer open size={960} title={say('预警规则', 'Rules')} onClose={onClose}>
      {!data ? (
        <Loading error={error} reload={reload} />
      ) : (
        <PlainTable<Row>
          rowKey={({ hazard, colour }) => `${hazard} ${colour}`}
          dataSource={data.filter(({ hazard }) => hazard !== 'other')}
          pagination={false}
          columns={[
            {
              title: say('预警', 'Warning'),
              render: (_, { hazard, colour }) => <Signal hazard={hazard} colour={colour} />,
            },
            {
              title: say('不分昼夜', 'Any hour'),
              render: (_, { rule }) => (rule.urgent ? say('是', 'yes') : say('否', 'no')),
            },
            { title: say('已知晓', 'Known'), render: (_, { rule }) => minutes(minutesIn(rule.known)) },
            {
              title: say('告诉谁（已知晓）', 'Who is told (known)'),
              render: (_, { rule, ladder }) =>
                ladder.map((rung) => (
                  <div key={rung.id}>
                    {[
                      stateWord('rung', rung.kind, say).word,
                      rung.of ? nameOf(rung.of) : levelWord(levelIn(rung), say),
                      rung.role,
                      whenOf(minutesTo(rung, rule)),
                    ].join(' ')}
                  </div>
                )),
            },
            {
              title: say('已派人 / 已完成', 'Sent / done'),
              render: (_, { rule }) => `${minutesIn(rule.sent)} / ${minutes(minutesIn(rule.done))}`,
            },
            { title: say('巡查', 'Patrols'), render: (_, { rule }) => rule.patrolsAt.join(' ') },
            {
              title: say('普通催报', 'Ordinary reminders'),
              render: (_, { rule }) => (rule.ordinary === 'wait' ? say('暂缓', 'wait') : say('照发', 'go')),
            },
            {
              title: say('顺延（工作日）', 'Put off (working days)'),
              render: (_, { rule }) => rule.extendWorkingDays,
              align: 'right',
            },
            {
              title: say('活动另定', 'The campaign’s own'),
              render: (_, { changed }) => <span className="code">{changed.join(' ')}</span>,
            },
          ]}
        />
      )}
    </Drawer>
  );
}
