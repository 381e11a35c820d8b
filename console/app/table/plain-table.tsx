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
      columns={columns.map(({ align, className: own = '', ...column }) => ({
        ...column,
        // By a class: what an attribute of style aligns, no style sheet can align otherwise on a narrow screen.
        className: align === 'right' ? `number ${own}` : own,
        onCell: () => ({ 'data-name': typeof column.title === 'string' ? column.title : '' }) as object,
      }))}
      {...rest}
    />
  );
}
