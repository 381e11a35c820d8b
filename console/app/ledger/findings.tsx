import { Button, Card, Empty, Flex } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { get } from '../api';
import { rowPage } from '../list/listing';
import { Loading } from '../shell/loading';
import { PlainTable } from '../table/plain-table';
import type { Evidence, EvidenceRow, Finding, Findings as Found } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { useWords } from '../words';
import { type InBooks, ledgerPath, useThings } from './books';

/** What an auditor would look at: each finding with its rows, masked. */
export function Findings({ campaign, books }: InBooks) {
  const { say } = useWords();
  const { data, error, reload } = useData<Found>(`${ledgerPath(campaign)}/findings`);
  if (!data) return <Loading error={error} reload={reload} />;
  return (
    <Card size="small" className="section" title={say('审计疑点', 'Findings')}>
      <p className="soft intro">
        {say('疑点是该去看的地方，不是结论。', 'A finding is a place to look, not a verdict.')}
      </p>
      <PlainTable<Finding>
        rowKey="finding"
        pagination={false}
        dataSource={data.findings}
        expandable={{
          rowExpandable: ({ rows }) => rows > 0,
          expandedRowRender: ({ finding }) => <Rows finding={finding} campaign={campaign} books={books} />,
        }}
        columns={[
          {
            title: say('疑点', 'Finding'),
            render: (_, { name, means }) => (
              <>
                <strong>{name}</strong>
                <div className="soft">{means}</div>
              </>
            ),
          },
          {
            title: say('行', 'Rows'),
            align: 'right',
            className: 'number',
            render: (_, { rows, more }) => (more ? `${rows}+` : rows),
          },
        ]}
      />
    </Card>
  );
}

/** The rows of a finding, a page after the other. */
function Rows({ finding, campaign, books }: InBooks & Pick<Finding, 'finding'>) {
  const { language, say } = useWords();
  const { amount } = useThings(books);
  const [rows, setRows] = useState<EvidenceRow[] | null>(null);
  const [next, setNext] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const read = useCallback(
    async (before: EvidenceRow[], after: number) => {
      setError(null);
      try {
        const page = await get<Evidence>(`${ledgerPath(campaign)}/findings/${finding}?after=${after}`);
        setRows([...before, ...page.rows]);
        setNext(page.next);
      } catch (failed) {
        setError(failed as Error);
      }
    },
    [campaign, finding],
  );
  useEffect(() => void read([], 0), [read]);
  if (!rows || error) return <Loading error={error} reload={() => void read(rows ?? [], next ?? 0)} />;
  if (rows.length === 0) return <Empty description={say('已经没有了。', 'There are none any more.')} />;
  const time = (at: string | null) => at && showTime(at, books.zone, language);
  const sum = ({ item, expected, found }: EvidenceRow) => {
    if (item === null || found === null) return null;
    return expected === null ? amount(item, found) : `${amount(item, expected)} → ${amount(item, found)}`;
  };
  const facts = (one: EvidenceRow) => [
    one.unitName,
    sum(one),
    [time(one.at), time(one.against)].filter(Boolean).join(' ← '),
    one.times !== null && say(`${one.times} 次`, `times: ${one.times}`),
    one.other !== null && say(`另一行 ${one.other}`, `other row ${one.other}`),
  ];
  return (
    <>
      <ul className="problems">
        {rows.map((one) => (
          <li key={JSON.stringify(one)}>
            <Link to={rowPage(campaign, one.list, one.row)}>{one.shown}</Link> {facts(one).filter(Boolean).join(' · ')}
          </li>
        ))}
      </ul>
      {next !== null && (
        <Flex justify="center">
          <Button onClick={() => void read(rows, next)}>{say('再看后面的', 'Show more')}</Button>
        </Flex>
      )}
    </>
  );
}
