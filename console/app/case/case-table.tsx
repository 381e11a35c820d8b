import { Tag, Typography } from 'antd';
import { Link } from 'react-router';
import { PlaceLink } from '../place/place-link';
import { PlainTable } from '../table/plain-table';
import type { ListedCase } from '../types';
import { showTime } from '../when';
import { textOf, useWords } from '../words';

/** Cases: no name, only places, numbers and clocks. */
export function CaseTable({ cases }: { cases: ListedCase[] }) {
  const { language, say } = useWords();
  const states = {
    waiting: say('待下次', 'Waiting'),
    asked: say('待回复', 'Asked'),
    closed: say('已了结', 'Closed'),
  } as const;
  return (
    <PlainTable<ListedCase>
      rowKey="id"
      dataSource={cases}
      pagination={cases.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        {
          title: say('个案', 'Case'),
          render: (_, { id, kindName, number, place }) => (
            <>
              <Link to={`/cases/${id}`}>{textOf(kindName, language)}</Link>
              <span className="soft">
                {number === null ? say(` ${id}号`, ` no. ${id}`) : say(` 第${number}人`, ` person ${number}`)}
              </span>
              <div className="only-narrow">{place}</div>
            </>
          ),
        },
        {
          title: say('单位', 'Place'),
          responsive: ['sm'],
          render: (_, { region, place, assignee, campaign }) => (
            <>
              <PlaceLink code={region} name={place} campaign={campaign} />
              {assignee !== place && <span className="soft"> → {assignee}</span>}
            </>
          ),
        },
        {
          title: say('状态', 'State'),
          render: (_, { state }) => <Tag color={state === 'asked' ? 'processing' : 'default'}>{states[state]}</Tag>,
        },
        { title: say('第几次', 'Visits'), dataIndex: 'rounds', align: 'right', responsive: ['md'] },
        {
          title: say('时限', 'Clock'),
          render: (_, { state, dueAt, closedAt, zone, now }) => {
            if (closedAt) return showTime(closedAt, zone, language);
            if (!dueAt) return '—';
            const at = showTime(dueAt, zone, language);
            if (state !== 'asked') return say(`${at}再问`, `asked ${at}`);
            return dueAt < now ? (
              <Typography.Text type="danger">{say(`已超时：${at}`, `overdue since ${at}`)}</Typography.Text>
            ) : (
              say(`${at}前回复`, `answer by ${at}`)
            );
          },
        },
        {
          title: say('结果', 'Outcome'),
          responsive: ['sm'],
          render: (_, { outcomeName: name }) => name && textOf(name, language),
        },
      ]}
    />
  );
}
