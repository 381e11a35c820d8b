import { Table, type TableProps } from 'antd';
import type { Key, ReactNode } from 'react';
import type { Column } from '../../../domain/table/shape';
import { useWords } from '../words';
import { useShownValue } from './cell';
import type { DataTableProps } from './props';

/** A heading turns the order around: a third press without an order would show nothing new. */
const BOTH_WAYS: NonNullable<TableProps['sortDirections']> = ['ascend', 'descend', 'ascend'];

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

/** The rows of a table; on a narrow screen each below the other, with every value under its name. */
export function Rows<Row extends object>(props: RowsProps<Row>) {
  const { columns, narrow, rows, loading, sort, setSort, chosen, setChosen, reload, rowKey, renders = {} } = props;
  const { acts, inside, bulk = [], deciding, nameOf = (row: Row) => String(row[rowKey]) } = props;
  const isChosen = bulk.length > 0 || deciding !== undefined;
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
            <div className="soft">{column.title[language]}</div>
            <div>{value}</div>
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
    // Ant Design's own scrolling copies the headings, with their check box, into a hidden row.
    <Table<Row>
      className={narrow ? '' : 'wide'}
      rowKey={rowKey}
      size="small"
      loading={loading}
      pagination={false}
      showSorterTooltip={false}
      sortDirections={BOTH_WAYS}
      dataSource={rows ?? []}
      locale={{ emptyText: ' ' }}
      onChange={(_, __, sorter, { action }) => {
        if (action !== 'sort') return;
        const { columnKey, order: way } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter;
        setSort(way ? `${way === 'descend' ? '-' : ''}${String(columnKey)}` : null);
      }}
      {...(isChosen && {
        rowSelection: {
          selectedRowKeys: chosen.map((row) => row[rowKey] as Key),
          onChange: (_: unknown, some: Row[]) => setChosen(some),
          getCheckboxProps: (row: Row) => ({ 'aria-label': say(`选择 ${nameOf(row)}`, `Choose ${nameOf(row)}`) }),
        },
      })}
      {...(inside && { expandable: { expandedRowRender: (row: Row) => inside(row, reload) } })}
      showHeader={!narrow || isChosen}
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
