import { Button, Card, Flex, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { shownColumns } from '../../../domain/table/shape';
import { ROWS } from '../../../domain/table/shapes/lists';
import { RegionFilter } from '../people/region-filter';
import { useMe } from '../session';
import { DataTable } from '../table/data-table';
import { Rows } from '../table/rows';
import type { FoundRows, RosterRow } from '../types';
import { textOf, useWords } from '../words';
import { Decide } from './decide';
import { Find } from './find';
import { categoryName, type Listing, pathOf, rowPage } from './listing';
import { State } from './standing';

/** The rows of a list, with what can be decided about them; or those of somebody who was searched for. */
export function Roster(listing: Listing) {
  const { campaign, list, reload: recount } = listing;
  const { language, say } = useWords();
  const { can } = useMe();
  const [found, setFound] = useState<FoundRows | null>(null);
  const path = pathOf(campaign, list.id);
  const drawn = {
    shape: ROWS,
    rowKey: 'id' as const,
    nameOf: ({ id, unitName }: RosterRow) => say(`${unitName}第${id}行`, `row ${id} of ${unitName}`),
    renders: {
      shown: ({ id, shown }: RosterRow) => <Link to={rowPage(campaign, list.id, id)}>{shown}</Link>,
      category: ({ category }: RosterRow) => categoryName(list, category, language),
      state: (row: RosterRow) => <State row={row} />,
    },
    ...(can('decide-rows') && {
      deciding: (rows: readonly RosterRow[], done: () => void) => (
        <Decide {...listing} path={path} rows={rows} onDone={done} />
      ),
    }),
  };
  return (
    <>
      <Flex gap={8} wrap className="filters">
        {/* Another key empties it: a number that was searched for does not stay on the screen. */}
        <Find key={found ? 'found' : 'all'} path={path} onFound={setFound} />
        {found && <Button onClick={() => setFound(null)}>{say('回到花名册', 'Back to the roster')}</Button>}
      </Flex>
      {found ? (
        <FoundOnes {...drawn} rows={found.rows} left={() => setFound(null)} recount={recount} />
      ) : (
        <DataTable<RosterRow>
          {...drawn}
          fixed={{ campaign, list: list.id }}
          filters={{
            units: (field) => <RegionFilter {...field} all={say('全部单位', 'All units')} />,
            category: ({ value, onChange }) => (
              <Select
                allowClear
                style={{ minWidth: 140 }}
                aria-label={say('类别', 'Category')}
                placeholder={say('全部类别', 'All categories')}
                value={value}
                onChange={(chosen?: string) => onChange(chosen ?? null)}
                options={list.categories.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))}
              />
            ),
          }}
          empty={say('还没有申报。', 'Nothing was proposed yet.')}
          changed={recount}
        />
      )}
    </>
  );
}

type Drawn = Pick<Parameters<typeof Rows<RosterRow>>[0], 'shape' | 'rowKey' | 'nameOf' | 'renders' | 'deciding'>;

/** Few, and of one search: nothing to sort or to filter. */
function FoundOnes({ rows, left, recount, ...drawn }: Drawn & { rows: RosterRow[]; left(): void; recount(): void }) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<readonly RosterRow[]>([]);
  const done = () => {
    left();
    recount();
  };
  return (
    <Card size="small" className="section" title={say(`找到 ${rows.length} 行`, `${rows.length} found`)}>
      {chosen.length > 0 && drawn.deciding?.(chosen, done)}
      <Rows<RosterRow>
        {...drawn}
        columns={shownColumns(ROWS.columns).filter(({ shown }) => shown === undefined)}
        narrow={false}
        rows={rows}
        loading={false}
        sort={ROWS.sort}
        setSort={() => {}}
        chosen={chosen}
        setChosen={setChosen}
        reload={recount}
      />
    </Card>
  );
}
