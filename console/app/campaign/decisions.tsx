import { Card, Empty, Typography } from 'antd';
import { partAmong } from '../../../domain/campaign/round-part';
import { useKinds } from '../kinds';
import { StateTag } from '../shell/state-tag';
import { PlainTable } from '../table/plain-table';
import type { Progress } from '../types';
import { showTime } from '../when';
import { type Say, textOf, useWords } from '../words';

/** An officer by name; what decides by itself by a word. */
const decider = (by: string, say: Say): string => (by === 'weather' ? say('天气预警', 'the weather') : by);

/** The administrators' decisions about this campaign, with reasons. */
export function Decisions({ progress: { decisions, stages, zone } }: { progress: Progress }) {
  const { language, say } = useWords();
  const { nameOf } = useKinds();
  const named = (key: string): string => {
    const stage = stages.find(({ id, rounds }) => id === key || rounds.some((round) => round.key === key));
    if (!stage) return key;
    const part = stage.id === key ? '' : partAmong(stage.rounds, key, { nameOf, language });
    return [textOf(stage.name, language), part].filter(Boolean).join(' · ');
  };
  return (
    <Card className="section" title={<Typography.Title level={2}>{say('处置记录', 'Decisions')}</Typography.Title>}>
      {decisions.length === 0 ? (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={say(
            '还没有处置；延期、退回等都会记在这里。',
            'No decision yet: extensions, returns and the like are noted here.',
          )}
        />
      ) : (
        <PlainTable
          rowKey={({ at, verb, key }) => `${at} ${verb} ${key}`}
          pagination={false}
          dataSource={decisions.toReversed()}
          columns={[
            { title: say('时间', 'When'), dataIndex: 'at', render: (at: string) => showTime(at, zone, language) },
            {
              title: say('处置', 'Decision'),
              dataIndex: 'verb',
              render: (verb: string) => <StateTag noun="verb" state={verb} />,
            },
            {
              title: say('对象', 'About'),
              render: (_: unknown, { key, place }) =>
                [key && named(key), place].filter(Boolean).join(' · ') || say('整个活动', 'the campaign'),
            },
            {
              title: say('新日期', 'New dates'),
              render: (_: unknown, { due, lock }) => [due, lock].filter(Boolean).join(' → '),
            },
            { title: say('原因', 'Reason'), dataIndex: 'reason' },
            { title: say('经办', 'By'), dataIndex: 'by', render: (by: string) => decider(by, say) },
          ]}
        />
      )}
    </Card>
  );
}
