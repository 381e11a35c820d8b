import { Table, type TableProps } from 'antd';
import './plain-table.css';

/**
 * A table that is part of a page or of an act. On a narrow screen the values of a row stand below each other, each
 * under its name: nothing is reached only by scrolling sideways.
 */
export function PlainTable<Row extends object>({ columns = [], className = '', ...rest }: TableProps<Row>) {
  return (
    <Table<Row>
      className={`plain-table ${className}`}
      size="small"
      columns={columns.map((column) => ({
        ...column,
        onCell: () => ({ 'data-name': typeof column.title === 'string' ? column.title : '' }) as object,
      }))}
      {...rest}
    />
  );
}
