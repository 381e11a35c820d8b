import { Alert, Button, Card, Checkbox, Empty, Flex, Grid } from 'antd';
import { type PropsWithChildren, useMemo, useState } from 'react';
import { useLocation } from 'react-router';
import { type Column, columnsFor, shownColumns } from '../../../domain/table/shape';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { useWords } from '../words';
import { BulkBar } from './bulk-bar';
import { ColumnsMenu } from './columns-menu';
import { FilterFields } from './filter-fields';
import { Pager, SHORTEST } from './pager';
import type { DataTableProps } from './props';
import { Rows } from './rows';
import { ExportButton, SortField, Total } from './tools';
import { useTableAddress } from './use-address';
import { usePages } from './use-pages';
import { ViewsMenu } from './views-menu';

/** A table of the console: sorted and filtered by the server, kept as views, exported, its rows chosen for acts. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    shape,
    rowKey,
    filters: own = {},
    fixed = {},
    bulk = [],
    deciding,
    empty,
    card,
    above,
    changed,
    news = 0,
  } = props;
  const { say } = useWords();
  const { can, may } = useMe();
  const { search } = useLocation();
  const address = useTableAddress(shape, Object.keys(fixed));
  const [limit, setLimit] = useState(SHORTEST);
  const [chosen, setChosen] = useState<readonly Row[]>([]);
  const where = { ...address.filters, ...fixed };
  const pages = usePages<Row>({ name: shape.name, where, sort: address.sort, limit, news });
  const reload = () => {
    pages.reload();
    changed?.();
  };
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const [filtering, setFiltering] = useState(false);
  const columns = columnsFor(shape, can);
  const showable = shownColumns(columns).filter(({ key }) => !(key in fixed));
  // What the page itself says stands on no paper else.
  const said = shownColumns(columns).filter(({ key }) => key in fixed);
  const isShown = ({ key, shown }: Column) => (address.chosen ? address.chosen.includes(key) : shown === undefined);
  const shown = showable.filter(isShown);
  // What few filter by is offered once its column is chosen, or an address has it.
  const isOffered = (column: Column) =>
    !(column.key in fixed) &&
    (column.shown !== 'chosen' || column.key in own || column.key in address.filters || isShown(column));
  const isSet = (key: string) => (address.filters[key] ?? '') !== (shape.first?.[key] ?? '');
  const filtered = Object.keys(address.filters).filter(isSet).length;
  // Kept while rows come: to draw nine filters anew takes as long as the rows. A filter is set beside what else the
  // address says, so another address makes them anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what else they need follows from these
  const fields = useMemo(
    () => (
      <FilterFields
        columns={columns.filter(isOffered)}
        filters={address.filters}
        clearable={filtered > 0}
        own={own}
        onChange={(column, value) => {
          setChosen([]);
          address.setFilter(column, value);
        }}
        onClear={address.clear}
      />
    ),
    [shape, may, props.filters, props.fixed, address.filters, search],
  );
  if (pages.error && !pages.rows) return <Loading error={pages.error} reload={pages.reload} />;
  return (
    <Frame bare={card !== undefined}>
      {narrow ? (
        <>
          <Button size="small" aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
            {say('筛选和排序', 'Filter and sort')} {filtered > 0 && `(${filtered})`}
          </Button>
          {filtering && (
            <>
              {fields}
              <SortField columns={showable} sort={address.sort} onChange={address.setSort} />
            </>
          )}
        </>
      ) : (
        <>
          {fields}
          {card && <SortField columns={showable} sort={address.sort} onChange={address.setSort} />}
        </>
      )}
      <Flex justify="space-between" align="center" gap={8} wrap className="table-tools">
        {chosen.length > 0 && deciding ? (
          deciding(chosen, () => {
            setChosen([]);
            reload();
          })
        ) : chosen.length > 0 ? (
          <BulkBar
            rows={chosen}
            acts={bulk}
            done={(refused) => {
              setChosen(refused);
              reload();
            }}
          />
        ) : (
          <Total total={pages.total} />
        )}
        <Flex gap={8} wrap>
          <ViewsMenu table={shape.name} query={address.query} show={address.show} />
          <ColumnsMenu columns={showable} shown={shown.map(({ key }) => key)} onChange={address.setChosen} />
          <ExportButton
            name={shape.name}
            where={where}
            sort={address.sort}
            columns={[...said, ...shown].map(({ key }) => key)}
          />
        </Flex>
      </Flex>
      {pages.error && <Alert type="error" showIcon role="alert" title={pages.error.message} className="section" />}
      {pages.rows && pages.rows.length > 0 && above?.(pages.rows)}
      {pages.rows?.length === 0 ? (
        <Empty
          className="empty"
          description={
            filtered > 0 ? say('没有符合筛选的行。', 'No rows fit the filters.') : (empty ?? say('没有。', 'None.'))
          }
        >
          {filtered > 0 && <Button onClick={address.clear}>{say('清除筛选', 'Clear filters')}</Button>}
        </Empty>
      ) : card && pages.rows ? (
        <div className="cards" aria-busy={pages.loading}>
          {pages.rows.map((row) => (
            <div key={String(row[rowKey])}>
              {bulk.length > 0 && (
                <Checkbox
                  checked={chosen.includes(row)}
                  aria-label={say(`选择 ${row[rowKey]}`, `Choose ${row[rowKey]}`)}
                  onChange={({ target }) =>
                    setChosen(target.checked ? [...chosen, row] : chosen.filter((one) => one !== row))
                  }
                >
                  {say('选择', 'Choose')}
                </Checkbox>
              )}
              {card(row, reload)}
            </div>
          ))}
        </div>
      ) : (
        <Rows
          {...props}
          columns={shown}
          narrow={narrow}
          rows={pages.rows}
          loading={pages.loading}
          sort={address.sort}
          setSort={address.setSort}
          chosen={chosen}
          setChosen={setChosen}
          reload={reload}
          rowKey={rowKey}
        />
      )}
      <Pager pages={pages} limit={limit} setLimit={setLimit} turned={() => setChosen([])} />
    </Frame>
  );
}

/** Rows that are cards do not stand in another. */
function Frame({ bare, children }: PropsWithChildren<{ bare: boolean }>) {
  if (bare) return <section className="section data-table">{children}</section>;
  return (
    <Card size="small" className="section data-table">
      {children}
    </Card>
  );
}
