import { Button, Flex, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { PERIOD_NAMES } from '../../../../domain/list/list-names';
import { pairDeedKind } from '../../../../domain/list/pairs/deed-kinds';
import { lacking } from '../../../../domain/list/pairs/minima';
import { wordIn } from '../../../../domain/table/shape';
import { PAIRS } from '../../../../domain/table/shapes/lists';
import { RegionFilter } from '../../people/region-filter';
import { useMe } from '../../session';
import { Loading } from '../../shell/loading';
import { DataTable } from '../../table/data-table';
import { Presets } from '../../table/presets';
import type { Pairs as Page, Pair } from '../../types';
import { useLiveData } from '../../use-data';
import { textOf, useWords } from '../../words';
import { type Listing, pathOf, rowPage } from '../listing';
import { EnterDeed } from './enter-deed';
import { GiveHelper } from './give-helper';
import { SupportPlan } from './support-plan';
import { TakePairs } from './take-pairs';

/** What is open beside the table. */
type Beside = 'table' | { deed: Pair } | { plan: Pair } | null;

/** Who helps whom (结对), and what each pair has of the minima. */
export function Pairs(listing: Listing) {
  const { campaign, list } = listing;
  const { say } = useWords();
  const { can } = useMe();
  const [beside, setBeside] = useState<Beside>(null);
  const [giving, setGiving] = useState<{ rows: readonly Pair[]; done(): void } | null>(null);
  const [acts, setActs] = useState(0);
  const path = `${pathOf(campaign, list.id)}/pairs`;
  const changed = () => setActs((before) => before + 1);
  const close = (done: boolean) => {
    setBeside(null);
    if (done) changed();
  };
  return (
    <>
      <Flex justify="space-between" align="center" gap={12} wrap className="section">
        <Counted path={path} news={acts} />
        {can('decide-rows') && (
          <Button onClick={() => setBeside(beside === 'table' ? null : 'table')}>
            {say('导入结对表', 'Take a table')}
          </Button>
        )}
      </Flex>
      <Presets
        shape={PAIRS}
        presets={[
          { label: say('全部', 'All'), query: '' },
          { label: say('未达到下限', 'Below a minimum'), query: 'standing=below' },
          { label: say('没有帮扶干部', 'Without a helper'), query: 'standing=without' },
          { label: say('没有一人一策', 'Without a plan'), query: 'planned=no' },
        ]}
      />
      {beside === 'table' && <TakePairs path={path} done={() => close(true)} />}
      {beside !== null && typeof beside === 'object' && 'deed' in beside && (
        <EnterDeed path={path} pair={beside.deed} onClose={close} />
      )}
      {beside !== null && typeof beside === 'object' && 'plan' in beside && (
        <SupportPlan path={path} pair={beside.plan} onClose={close} />
      )}
      {giving && (
        <GiveHelper
          path={path}
          rows={giving.rows}
          onClose={(done) => {
            setGiving(null);
            if (done) giving.done();
          }}
        />
      )}
      <DataTable<Pair>
        shape={PAIRS}
        rowKey="id"
        nameOf={({ id, unitName }) => say(`${unitName}第${id}行`, `row ${id} of ${unitName}`)}
        news={acts}
        fixed={{ campaign, list: list.id }}
        filters={{ units: (field) => <RegionFilter {...field} all={say('全部单位', 'All units')} /> }}
        renders={{
          shown: ({ id, shown }) => <Link to={rowPage(campaign, list.id, id)}>{shown}</Link>,
          standing: ({ standing }) => <Standing standing={standing} />,
          times: (row) => <Minima row={row} />,
          planOn: (row) =>
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
        }}
        {...(can('edit-lists') && {
          acts: (row: Pair) =>
            row.helper && (
              <Button
                size="small"
                aria-label={say(`录入第${row.id}行的帮扶`, `Enter a deed for row ${row.id}`)}
                onClick={() => setBeside({ deed: row })}
              >
                {say('录入', 'Enter')}
              </Button>
            ),
        })}
        {...(can('decide-rows') && {
          deciding: (rows: readonly Pair[], done: () => void) => (
            <Button type="primary" size="small" onClick={() => setGiving({ rows, done })}>
              {say(`结对或更换（${rows.length}）`, `Give a helper (${rows.length})`)}
            </Button>
          ),
        })}
        changed={changed}
        empty={say('没有这样的行。', 'No such rows.')}
      />
    </>
  );
}

/** How the whole list stands. */
function Counted({ path, news }: { path: string; news: number }) {
  const { say } = useWords();
  const { data, error, reload } = useLiveData<Page>(path, news);
  if (!data) return <Loading error={error} reload={reload} />;
  const { counts } = data;
  return (
    <span>
      {say(
        `${counts.rows} 行，已结对 ${counts.paired}，帮扶岗位 ${counts.helpers} 个，未达到次数下限 ${counts.below} 对，有一人一策 ${counts.planned} 行`,
        `${counts.rows} rows, ${counts.paired} paired with ${counts.helpers} posts, ${counts.below} below a minimum, ${counts.planned} with a plan`,
      )}
    </span>
  );
}

function Standing({ standing }: Pick<Pair, 'standing'>) {
  const { language } = useWords();
  const words = PAIRS.columns.find(({ key }) => key === 'standing') ?? {};
  const colour = { without: 'warning', below: 'default', met: 'success' }[standing];
  return <Tag color={colour}>{wordIn(words, standing, language)}</Tag>;
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
