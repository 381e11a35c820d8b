import { Alert, App, Button, Card, Empty, Flex, Grid, Select, Table } from 'antd';
import { type Key, type ReactNode, useState } from 'react';
import { type Column, columnsFor, type Shape, shownColumns } from '../../../domain/table/shape';
import { download } from '../api';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { useWords } from '../words';
import { type BulkAct, BulkBar } from './bulk-bar';
import { useShownValue } from './cell';
import { ColumnsMenu } from './columns-menu';
import { type FilterField, FilterFields } from './filter-fields';
import { Pager } from './pager';
import { type Filters, useTableAddress } from './use-address';
import { usePages, ZONE } from './use-pages';
import { ViewsMenu } from './views-menu';

type Render<Row> = (row: Row) => ReactNode;

/** What a page adds to the declaration of a table. */
export interface DataTableProps<Row> {
  shape: Shape;
  rowKey: keyof Row & string;
  /** How a column is drawn; the others by their kind. */
  renders?: Readonly<Record<string, Render<Row>>>;
  /** Filters that the page draws itself. */
  filters?: Readonly<Record<string, (field: FilterField) => ReactNode>>;
  /** Filters that the page sets, and its reader cannot. */
  fixed?: Filters;
  /** What can be done with one row. */
  acts?: (row: Row, reload: () => void) => ReactNode;
  bulk?: readonly BulkAct<Row>[];
  /** What is said where there are no rows and no filters. */
  empty?: string;
  /** What opens below a row. */
  more?: (row: Row, reload: () => void) => ReactNode;
  /** Changes when the page knows of news: the rows are read again. */
  news?: number;
}

/** A table of the console: sorted and filtered by the server, kept as views, exported, its rows chosen for acts. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { shape, rowKey, filters: own = {}, fixed = {}, bulk = [], empty } = props;
  const { say } = useWords();
  const { can } = useMe();
  const address = useTableAddress(shape);
  const [limit, setLimit] = useState(50);
  const [chosen, setChosen] = useState<readonly Row[]>([]);
  const where = { ...address.filters, ...fixed };
  const pages = usePages<Row>({ name: shape.name, where, sort: address.sort, limit });
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const [filtering, setFiltering] = useState(false);
  const columns = columnsFor(shape, can);
  const showable = shownColumns(columns).filter(({ key }) => !(key in fixed));
  const isShown = ({ key, shown }: Column) => (address.chosen ? address.chosen.includes(key) : shown === undefined);
  const shown = showable.filter(isShown);
  const filtered = Object.keys(address.filters).length;
  const clear = () => {
    for (const column of columns) if (address.filters[column.key]) address.setFilter(column, null);
  };
  const fields = (
    <FilterFields
      columns={columns.filter(({ key }) => !(key in fixed))}
      filters={address.filters}
      own={own}
      onChange={(column, value) => {
        setChosen([]);
        address.setFilter(column, value);
      }}
      onClear={clear}
    />
  );
  if (pages.error && !pages.rows) return <Loading error={pages.error} reload={pages.reload} />;
  return (
    <Card size="small" className="section data-table">
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
        fields
      )}
      <Flex justify="space-between" align="center" gap={8} wrap className="table-tools">
        {chosen.length > 0 ? (
          <BulkBar
            rows={chosen}
            acts={bulk}
            done={(refused) => {
              setChosen(refused);
              pages.reload();
            }}
          />
        ) : (
          <Total total={pages.total} />
        )}
        <Flex gap={8} wrap>
          <ViewsMenu table={shape.name} query={address.query} show={address.show} />
          <ColumnsMenu columns={showable} shown={shown.map(({ key }) => key)} onChange={address.setChosen} />
          <ExportButton name={shape.name} where={where} sort={address.sort} columns={shown.map(({ key }) => key)} />
        </Flex>
      </Flex>
      {pages.error && <Alert type="error" showIcon role="alert" title={pages.error.message} className="section" />}
      {pages.rows?.length === 0 ? (
        <Empty
          className="empty"
          description={
            filtered > 0 ? say('没有符合筛选的行。', 'No rows fit the filters.') : (empty ?? say('没有。', 'None.'))
          }
        >
          {filtered > 0 && <Button onClick={clear}>{say('清除筛选', 'Clear filters')}</Button>}
        </Empty>
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
          reload={pages.reload}
          rowKey={rowKey}
        />
      )}
      <Pager pages={pages} limit={limit} setLimit={setLimit} turned={() => setChosen([])} />
    </Card>
  );
}

function Total({ total }: { total: number | null }) {
  const { language, say } = useWords();
  if (total === null) return <span />;
  const shown = new Intl.NumberFormat(language).format(Math.min(total, 10_000));
  return (
    <span className="soft" role="status">
      {total > 10_000 ? say(`${shown} 条以上`, `more than ${shown}`) : say(`共 ${shown} 条`, `${shown} in all`)}
    </span>
  );
}

function ExportButton({ name, ...asked }: { name: string; where: Filters; sort: string; columns: string[] }) {
  const { say } = useWords();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = () => {
    setBusy(true);
    download(`/api/tables/${name}/export`, { ...asked, zone: ZONE })
      .catch((error: Error) => void message.error(error.message, 6))
      .finally(() => setBusy(false));
  };
  return (
    <Button size="small" loading={busy} onClick={save}>
      {say('导出 Excel', 'Excel')}
    </Button>
  );
}

/** A narrow screen has no headings to press. */
function SortField({
  columns,
  sort,
  onChange,
}: {
  columns: readonly Column[];
  sort: string;
  onChange(sort: string): void;
}) {
  const { language, say } = useWords();
  const options = columns
    .filter(({ sorts }) => sorts)
    .flatMap(({ key, title }) => [
      { value: key, label: `${title[language]} ↑` },
      { value: `-${key}`, label: `${title[language]} ↓` },
    ]);
  if (options.length === 0) return null;
  return (
    <Select
      value={options.some(({ value }) => value === sort) ? sort : null}
      aria-label={say('排序', 'Sort')}
      placeholder={say('排序', 'Sort')}
      style={{ minWidth: 160 }}
      onChange={(value) => value && onChange(value)}
      options={options}
    />
  );
}

interface RowsProps<Row> extends DataTableProps<Row> {
  columns: readonly Column[];
  narrow: boolean;
  rows: Row[] | null;
  loading: boolean;
  sort: string;
  setSort(sort: string | null): void;
  chosen: readonly Row[];
  setChosen(rows: readonly Row[]): void;
  reload(): void;
}

function Rows<Row extends object>(props: RowsProps<Row>) {
  const { columns, narrow, rows, loading, sort, setSort, chosen, setChosen, reload, rowKey, renders = {} } = props;
  const { acts, more, bulk = [] } = props;
  const { language, say } = useWords();
  const shownValue = useShownValue();
  const drawn = (column: Column, row: Row): ReactNode => renders[column.key]?.(row) ?? shownValue(column, row);
  const order = (key: string) =>
    sort === key ? ('ascend' as const) : sort === `-${key}` ? ('descend' as const) : null;
  const stacked = (row: Row) => (
    <div className="stacked">
      {columns.map((column) => {
        const value = drawn(column, row);
        if (value === null || value === '') return null;
        return (
          <div key={column.key}>
            <span className="soft">{column.title[language]}</span> {value}
          </div>
        );
      })}
      {acts?.(row, reload)}
    </div>
  );
  const actsColumn = acts
    ? [{ key: 'acts', title: say('操作', 'Actions'), render: (_: unknown, row: Row) => acts(row, reload) }]
    : [];
  return (
    <Table<Row>
      rowKey={rowKey}
      size="small"
      loading={loading}
      pagination={false}
      showSorterTooltip={false}
      {...(!narrow && { scroll: { x: 'max-content' } })}
      dataSource={rows ?? []}
      locale={{ emptyText: ' ' }}
      onChange={(_, __, sorter, { action }) => {
        if (action !== 'sort') return;
        const { columnKey, order: way } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter;
        setSort(way ? `${way === 'descend' ? '-' : ''}${String(columnKey)}` : null);
      }}
      {...(bulk.length > 0 && {
        rowSelection: {
          selectedRowKeys: chosen.map((row) => row[rowKey] as Key),
          onChange: (_: unknown, some: Row[]) => setChosen(some),
          getCheckboxProps: (row: Row) => ({ 'aria-label': say(`选择 ${row[rowKey]}`, `Choose ${row[rowKey]}`) }),
        },
      })}
      {...(more && { expandable: { expandedRowRender: (row: Row) => more(row, reload) } })}
      showHeader={!narrow || bulk.length > 0}
      columns={
        narrow
          ? [{ key: 'row', render: (_, row) => stacked(row) }]
          : [
              ...columns.map((column) => ({
                key: column.key,
                title: column.title[language],
                ...(column.sorts && { sorter: true, sortOrder: order(column.key) }),
                ...((column.kind === 'number' || column.kind === 'fen') && { align: 'right' as const }),
                render: (_: unknown, row: Row) => drawn(column, row),
              })),
              ...actsColumn,
            ]
      }
    />
  );
}
