import { Card, Table, Tag } from 'antd';
import { Link } from 'react-router';
import { Loading } from '../shell/loading';
import type { Ways as OpenWays, Way } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { useWords } from '../words';
import { type InBooks, ledgerPath, useThings } from './books';

/** Dispatch notes that still carry something, the late ones marked. */
export function Ways({ campaign, books }: InBooks) {
  const { language, say } = useWords();
  const { thing, amount } = useThings(books);
  const { data, error, reload } = useData<OpenWays>(`${ledgerPath(campaign)}/dispatches`);
  if (!data) return <Loading error={error} reload={reload} />;
  return (
    <Card size="small" className="section" title={say('在途', 'On the way')}>
      <Table<Way>
        rowKey={({ id, item, purse }) => `${id} ${item} ${purse}`}
        size="small"
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={data.ways}
        locale={{ emptyText: say('没有在途的款物。', 'Nothing is on the way.') }}
        columns={[
          {
            title: say('发运单', 'Note'),
            render: (_, { id, docNo, fromName, toName, ...one }) => (
              <>
                {docNo ?? id} · {fromName} → {toName}
                <div className="only-narrow">{thing(one)}</div>
              </>
            ),
          },
          { title: say('款物', 'Item'), responsive: ['sm'], render: (_, one) => thing(one) },
          {
            title: say('在途 / 发出', 'On the way / sent'),
            align: 'right',
            className: 'number',
            responsive: ['sm'],
            render: (_, { item, left, sent }) => `${amount(item, left)} / ${amount(item, sent)}`,
          },
          {
            title: say('应到', 'Due'),
            render: (_, way) => (
              <>
                <div className="only-narrow">
                  {amount(way.item, way.left)} / {amount(way.item, way.sent)}
                </div>
                {showTime(way.dueAt, books.zone, language)} <WayTags way={way} now={books.now} />
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

function WayTags({ way: { closedAt, dueAt, case: asked }, now }: { way: Way; now: string }) {
  const { say } = useWords();
  const isLate = closedAt === null && Date.parse(dueAt) < Date.parse(now);
  return (
    <>
      {isLate && <Tag color="error">{say('逾期', 'late')}</Tag>}
      {closedAt !== null && <Tag color="warning">{say('对方说不再有了', 'no more comes')}</Tag>}
      {asked !== null && <Link to={`/cases/${asked}`}>{say(`个案 ${asked}`, `case ${asked}`)}</Link>}
    </>
  );
}
