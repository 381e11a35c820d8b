import { Button, Card, Flex, Table } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import type { FoundRows, Roster as Page, RosterRow } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { useWords } from '../words';
import { Decide } from './decide';
import { categoryName, type Listing, pathOf, rowPage } from './listing';
import { Find, type RosterFilter, RosterFilters } from './roster-filters';
import { Standing } from './standing';

/** What a printed sheet or a report links to: its units, category, step and state. */
const filterIn = (address: URLSearchParams): RosterFilter =>
  Object.fromEntries([...address].filter(([name]) => ['units', 'category', 'step', 'state'].includes(name)));

/** Where a page lies in the roster. */
type At = { after: string } | { before: string } | { last: 'true' } | null;

/** The rows of a list, page by page, with what can be decided about them. */
export function Roster(listing: Listing) {
  const { campaign, list, zone, reload: recount } = listing;
  const { language, say } = useWords();
  const { can } = useMe();
  const [address] = useSearchParams();
  const [filter, setFilter] = useState<RosterFilter>(() => filterIn(address));
  const [at, setAt] = useState<At>(null);
  const [found, setFound] = useState<FoundRows | null>(null);
  const [chosen, setChosen] = useState<readonly RosterRow[]>([]);
  const path = pathOf(campaign, list.id);
  const query = new URLSearchParams({ ...filter, ...at });
  const { data, error, reload } = useData<Page>(found ? null : `${path}/rows?${query}`);
  const page = found ?? data;
  const more = data?.more ?? { before: false, after: false };
  const go = (to: At) => {
    setAt(to);
    setChosen([]);
  };
  const done = () => {
    setChosen([]);
    setFound(null);
    reload();
    recount();
  };
  const [first] = page?.rows ?? [];
  const final = page?.rows.at(-1);
  return (
    <Card size="small" className="section">
      <Flex gap={8} wrap className="filters">
        <RosterFilters
          list={list}
          filter={filter}
          onChange={(wanted) => {
            setFilter(wanted);
            setFound(null);
            go(null);
          }}
        />
        {/* Another key empties it: a number that was searched for does not stay on the screen. */}
        <Find key={found ? 'found' : 'all'} path={path} onFound={setFound} />
      </Flex>
      {can('decide-rows') && chosen.length > 0 && <Decide {...listing} path={path} rows={chosen} onDone={done} />}
      {!page ? (
        <Loading error={error} reload={reload} />
      ) : (
        <>
          <Table<RosterRow>
            rowKey="id"
            size="small"
            dataSource={page.rows}
            pagination={false}
            locale={{ emptyText: say('没有这样的行。', 'No such rows.') }}
            {...(can('decide-rows') && {
              rowSelection: {
                selectedRowKeys: chosen.map(({ id }) => id),
                onChange: (_: unknown, rows: RosterRow[]) => setChosen(rows),
                getCheckboxProps: (row: RosterRow) => ({
                  'aria-label': say(`选择${row.unitName}第${row.id}行`, `Choose row ${row.id} of ${row.unitName}`),
                }),
              },
            })}
            columns={[
              { title: say('单位', 'Unit'), dataIndex: 'unitName' },
              {
                title: say('姓名', 'Name'),
                render: (_, { id, shown }) => <Link to={rowPage(campaign, list.id, id)}>{shown}</Link>,
              },
              {
                title: say('类别', 'Category'),
                responsive: ['sm'],
                render: (_, { category }) => categoryName(list, category, language),
              },
              { title: say('人数', 'Persons'), dataIndex: 'heads', align: 'right', responsive: ['md'] },
              { title: say('进度', 'Step'), render: (_, row) => <Standing row={row} /> },
              {
                title: say('最近变动', 'Last change'),
                responsive: ['lg'],
                render: (_, { changedAt }) => showTime(changedAt, zone, language),
              },
            ]}
          />
          {found ? (
            <Button onClick={() => setFound(null)}>{say('回到花名册', 'Back to the roster')}</Button>
          ) : (
            <Flex gap={8} style={{ marginTop: 12 }}>
              <Button disabled={!more.before} onClick={() => go(null)}>
                {say('首页', 'First')}
              </Button>
              <Button disabled={!first || !more.before} onClick={() => first && go({ before: String(first.id) })}>
                {say('上一页', 'Back')}
              </Button>
              <Button disabled={!final || !more.after} onClick={() => final && go({ after: String(final.id) })}>
                {say('下一页', 'On')}
              </Button>
              <Button disabled={!more.after} onClick={() => go({ last: 'true' })}>
                {say('末页', 'Last')}
              </Button>
            </Flex>
          )}
        </>
      )}
    </Card>
  );
}
