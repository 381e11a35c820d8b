import { Card, Empty, Table, Typography } from 'antd';
import { StateTag } from '../shell/state-tag';
import type { Progress } from '../types';
import { showTime } from '../when';
import { useWords } from '../words';

/** The administrators' decisions about this campaign, with reasons. */
export function Decisions({ progress: { decisions, zone } }: { progress: Progress }) {
  const { language, say } = useWords();
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
        <Table
          rowKey={({ at, verb, key }) => `${at} ${verb} ${key}`}
          size="small"
          pagination={false}
          scroll={{ x: 560 }}
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
                [key, place].filter(Boolean).join(' · ') || say('整个活动', 'the campaign'),
            },
            {
              title: say('新日期', 'New dates'),
              render: (_: unknown, { due, lock }) => [due, lock].filter(Boolean).join(' → '),
            },
            { title: say('原因', 'Reason'), dataIndex: 'reason' },
          ]}
        />
      )}
    </Card>
  );
}
