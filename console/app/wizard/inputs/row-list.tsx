import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../words';

/** A list of short values, each edited in one row. */
export function RowList<Row>({
  title,
  rows,
  make,
  addWord,
  onChange,
  children,
}: {
  title: string;
  rows: readonly Row[];
  make(): Row;
  addWord: string;
  onChange(rows: Row[]): void;
  /** @param name distinguishes the row, for labels */
  children(row: Row, set: (changed: Row) => void, name: string): ReactNode;
}) {
  const { say } = useWords();
  return (
    <fieldset className="rows wide">
      <legend>{title}</legend>
      {rows.map((row, index) => {
        const name = `${title} ${index + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else that tells them apart while they are written
          <Flex key={index} gap={8} wrap align="center">
            {children(row, (changed) => onChange(rows.map((one, nr) => (nr === index ? changed : one))), name)}
            <Button
              type="text"
              danger
              icon={<DeleteOutlined />}
              aria-label={say(`删去${name}`, `Remove ${name}`)}
              onClick={() => onChange(rows.filter((_, nr) => nr !== index))}
            />
          </Flex>
        );
      })}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...rows, make()])}>
        {addWord}
      </Button>
    </fieldset>
  );
}
