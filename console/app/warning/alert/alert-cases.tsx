import { Table, Tag } from 'antd';
import type { ListedCase } from '../../types';
import { showTime } from '../../when';
import { useWords } from '../../words';

/** The cases from a warning's patrols, one for each person: no name, only a place and a number. */
export function AlertCases({ cases, zone }: { cases: ListedCase[]; zone: string }) {
  const { language, say } = useWords();
  const states = {
    waiting: say('待下次', 'Waiting'),
    asked: say('待回复', 'Asked'),
    closed: say('已了结', 'Closed'),
  } as const;
  return (
    <Table<ListedCase>
      rowKey="id"
      size="small"
      dataSource={cases}
      pagination={cases.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 700 }}
      columns={[
        {
          title: say('个案', 'Case'),
          render: (_, { kindName, number }) => (
            <>
              {kindName[language] ?? kindName['zh-CN']}
              {number !== null && <span className="soft"> {say(`第${number}人`, `person ${number}`)}</span>}
            </>
          ),
        },
        {
          title: say('单位', 'Place'),
          render: (_, { place, assignee }) => (
            <>
              {place}
              {assignee !== place && <span className="soft"> → {assignee}</span>}
            </>
          ),
        },
        {
          title: say('状态', 'State'),
          render: (_, { state }) => <Tag color={state === 'asked' ? 'processing' : 'default'}>{states[state]}</Tag>,
        },
        { title: say('第几次', 'Visits'), dataIndex: 'rounds', align: 'right' },
        {
          title: say('时限', 'Clock'),
          render: (_, { state, dueAt, closedAt }) => {
            if (closedAt) return showTime(closedAt, zone, language);
            if (!dueAt) return '—';
            const at = showTime(dueAt, zone, language);
            return state === 'asked' ? say(`${at}前回复`, `answer by ${at}`) : say(`${at}再问`, `asked again ${at}`);
          },
        },
        {
          title: say('结果', 'Outcome'),
          render: (_, { outcomeName: name }) => name && (name[language] ?? name['zh-CN']),
        },
      ]}
    />
  );
}
