import { Button, Card, Flex, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { PERIOD_NAMES } from '../../../../domain/list/list-names';
import { pairDeedKind } from '../../../../domain/list/pairs/deed-kinds';
import { lacking } from '../../../../domain/list/pairs/minima';
import { useMe } from '../../session';
import { Loading } from '../../shell/loading';
import { PlainTable } from '../../table/plain-table';
import type { Pairs as Page, Pair } from '../../types';
import { useData } from '../../use-data';
import { textOf, useWords } from '../../words';
import { type Listing, pathOf, rowPage } from '../listing';
import { EnterDeed } from './enter-deed';
import { GiveHelper } from './give-helper';
import { SupportPlan } from './support-plan';
import { TakePairs } from './take-pairs';

/** Which pairs are shown. */
type Shown = 'all' | 'below' | 'without' | 'unplanned';

/** What is open beside the table. */
type Beside = 'table' | { give: readonly Pair[] } | { deed: Pair } | { plan: Pair } | null;

/** Who helps whom (结对), and what each pair has of the minima. */
export function Pairs(listing: Listing) {
  const { campaign, list } = listing;
  const { say } = useWords();
  const { can } = useMe();
  const [shown, setShown] = useState<Shown>('all');
  const [at, setAt] = useState<Record<string, string>>({});
  const [chosen, setChosen] = useState<readonly Pair[]>([]);
  const [beside, setBeside] = useState<Beside>(null);
  const path = `${pathOf(campaign, list.id)}/pairs`;
  const query = new URLSearchParams({ ...(shown !== 'all' && { [shown]: 'true' }), ...at });
  const { data, error, reload } = useData<Page>(`${path}?${query}`);
  const close = (done: boolean) => {
    setBeside(null);
    if (!done) return;
    setChosen([]);
    reload();
  };
  const go = (to: Record<string, string>) => {
    setAt(to);
    setChosen([]);
  };
  if (!data) return <Loading error={error} reload={reload} />;
  const { rows, more, counts } = data;
  return (
    <Card size="small" className="section">
      <p>
        {say(
          `${counts.rows} 行，已结对 ${counts.paired}，帮扶岗位 ${counts.helpers} 个，未达到次数下限 ${counts.below} 对，有一人一策 ${counts.planned} 行`,
          `${counts.rows} rows, ${counts.paired} paired with ${counts.helpers} posts, ${counts.below} below a minimum, ${counts.planned} with a plan`,
        )}
      </p>
      <Flex gap={8} wrap className="filters">
        <Segmented<Shown>
          value={shown}
          onChange={(wanted) => {
            setShown(wanted);
            go({});
          }}
          options={[
            { value: 'all', label: say('全部', 'All') },
            { value: 'below', label: say('未达到下限', 'Below a minimum') },
            { value: 'without', label: say('没有帮扶干部', 'Without a helper') },
            { value: 'unplanned', label: say('没有一人一策', 'Without a plan') },
          ]}
        />
        {can('decide-rows') && (
          <>
            <Button disabled={chosen.length === 0} onClick={() => setBeside({ give: chosen })}>
              {say(`结对或更换（${chosen.length}）`, `Give a helper (${chosen.length})`)}
            </Button>
            <Button onClick={() => setBeside(beside === 'table' ? null : 'table')}>
              {say('导入结对表', 'Take a table')}
            </Button>
          </>
        )}
      </Flex>
      {beside === 'table' && <TakePairs path={path} done={() => close(true)} />}
      {beside !== null && typeof beside === 'object' && 'give' in beside && (
        <GiveHelper path={path} rows={beside.give} onClose={close} />
      )}
      {beside !== null && typeof beside === 'object' && 'deed' in beside && (
        <EnterDeed path={path} pair={beside.deed} onClose={close} />
      )}
      {beside !== null && typeof beside === 'object' && 'plan' in beside && (
        <SupportPlan path={path} pair={beside.plan} onClose={close} />
      )}
      <PlainTable<Pair>
        rowKey="id"
        dataSource={rows}
        pagination={false}
        locale={{ emptyText: say('没有这样的行。', 'No such rows.') }}
        {...(can('decide-rows') && {
          rowSelection: {
            selectedRowKeys: chosen.map(({ id }) => id),
            onChange: (_: unknown, picked: Pair[]) => setChosen(picked),
            getCheckboxProps: (row: Pair) => ({
              'aria-label': say(`选择${row.unitName}第${row.id}行`, `Choose row ${row.id} of ${row.unitName}`),
            }),
          },
        })}
        columns={[
          { title: say('单位', 'Unit'), dataIndex: 'unitName' },
          {
            title: say('姓名', 'Name'),
            render: (_, { id, shown: name }) => <Link to={rowPage(campaign, list.id, id)}>{name}</Link>,
          },
          { title: say('帮扶单位、岗位', 'Helping unit and post'), render: (_, row) => <HelperOf row={row} /> },
          { title: say('次数', 'Minima'), render: (_, row) => <Minima row={row} /> },
          { title: say('最近一次', 'Last deed'), dataIndex: 'lastOn' },
          {
            title: say('一人一策', 'Plan'),
            render: (_, row) =>
              can(row.plan ? 'reveal-people' : 'edit-lists') ? (
                <Button
                  size="small"
                  type={row.plan ? 'link' : 'default'}
                  aria-label={say(`第${row.id}行的一人一策`, `The plan of row ${row.id}`)}
                  onClick={() => setBeside({ plan: row })}
                >
                  {row.plan?.on ?? say('写', 'Write')}
                </Button>
              ) : (
                row.plan?.on
              ),
          },
          ...(can('edit-lists')
            ? [
                {
                  title: '',
                  render: (_: unknown, row: Pair) =>
                    row.helper && (
                      <Button
                        size="small"
                        aria-label={say(`录入第${row.id}行的帮扶`, `Enter a deed for row ${row.id}`)}
                        onClick={() => setBeside({ deed: row })}
                      >
                        {say('录入', 'Enter')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      <Flex gap={8} style={{ marginTop: 12 }}>
        <Button disabled={!more.before} onClick={() => go({})}>
          {say('首页', 'First')}
        </Button>
        <Button disabled={!more.before} onClick={() => go({ before: String(rows[0]?.id ?? 0) })}>
          {say('上一页', 'Back')}
        </Button>
        <Button disabled={!more.after} onClick={() => go({ after: String(rows.at(-1)?.id ?? 0) })}>
          {say('下一页', 'On')}
        </Button>
      </Flex>
    </Card>
  );
}

function HelperOf({ row: { helper } }: { row: Pair }) {
  const { say } = useWords();
  if (!helper) return <Tag color="warning">{say('没有帮扶干部', 'no helper')}</Tag>;
  return (
    <>
      {helper.unitName} {helper.post} <span className="soft">{helper.holder}</span>
    </>
  );
}

/** 本年联系 3/4 */
function Minima({ row: { minima } }: { row: Pair }) {
  const { language } = useWords();
  return (
    <Flex gap={4} wrap>
      {minima.map((one) => (
        <Tag
          key={`${one.deed} ${one.per}`}
          color={lacking(one) > 0 ? 'default' : 'success'}
          style={{ marginInlineEnd: 0 }}
        >
          {textOf(PERIOD_NAMES[one.per], language)} {textOf(pairDeedKind(one.deed).figure.label, language)} {one.done}/
          {one.times}
        </Tag>
      ))}
    </Flex>
  );
}
