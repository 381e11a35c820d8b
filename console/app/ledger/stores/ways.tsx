import { Button, Card, Flex, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../session';
import { Loading } from '../../shell/loading';
import { PlainTable } from '../../table/plain-table';
import type { Ways as OpenWays, Way } from '../../types';
import { useLiveData } from '../../use-data';
import { showTime } from '../../when';
import { useWords } from '../../words';
import { Arrive } from '../acts/arrive';
import { type InBooks, ledgerPath, useThings } from '../books';

/** Dispatch notes that still carry something, the late ones marked; the receiver says what has come. */
export function Ways({ campaign, books, news, onDone }: InBooks & { news: number; onDone(): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const [arriving, setArriving] = useState<number | null>(null);
  const { thing, amount } = useThings(books);
  const { data, error, reload } = useLiveData<OpenWays>(`${ledgerPath(campaign)}/dispatches`, news);
  if (!data) return <Loading error={error} reload={reload} />;
  const { ways } = data;
  const linesOf = (note: number) => ways.filter(({ id }) => id === note);
  const isFirst = (way: Way) => linesOf(way.id)[0] === way;
  const [first, ...others] = linesOf(arriving ?? 0);
  return (
    <Card size="small" className="section" title={say('在途', 'On the way')}>
      <PlainTable<Way>
        rowKey={({ id, item, purse }) => `${id} ${item} ${purse}`}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={ways}
        locale={{
          emptyText: say(
            '没有在途的款物；“发运”以后显示在这里。',
            'Nothing is on the way. What is sent on shows here.',
          ),
        }}
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
          {
            title: say('办理', 'Do'),
            render: (_, way) =>
              isFirst(way) && (
                <Flex gap={8} wrap>
                  {can('keep-ledger') && way.closedAt === null && (
                    <Button size="small" onClick={() => setArriving(way.id)}>
                      {say('到货', 'It has come')}
                    </Button>
                  )}
                  <Button size="small" href={`${ledgerPath(campaign)}/dispatches/${way.id}/print`}>
                    {say('打印', 'Print')}
                  </Button>
                </Flex>
              ),
          },
        ]}
      />
      {first && (
        <Arrive
          campaign={campaign}
          books={books}
          lines={[first, ...others]}
          onClose={(done) => {
            setArriving(null);
            if (done) onDone();
          }}
        />
      )}
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
