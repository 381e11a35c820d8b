import { Alert, Button, Card, Flex, Radio } from 'antd';
import { useState } from 'react';
import type { FirstRows, RegisterLayout } from '../../types';
import { useWords } from '../../words';
import { ColumnOf } from './mapping';

type Table = FirstRows['tables'][number];

/** Asks which row has the headings, and what they mean, where no known heading was found. */
export function FindHeadings({
  found: { tables },
  columns,
  busy,
  done,
}: {
  found: FirstRows;
  columns: RegisterLayout['columns'];
  busy: boolean;
  done(mapped: Record<string, string>): void;
}) {
  const { say } = useWords();
  const [mapped, setMapped] = useState<Record<string, string>>({});
  return (
    <Card size="small" className="section" title={say('指明表头', 'Say where the headings are')}>
      <Alert
        type="info"
        title={say(
          '没有认出列名。请选表头所在的行，再指明姓名、手机和地名是哪一列。',
          'No heading is known. Choose the row with the headings, and say which are the name, the telephone and the place.',
        )}
      />
      {tables.map((table) => (
        <RowOfHeadings
          key={table.file}
          table={table}
          columns={columns.filter(({ noun }) => noun === 'contacts')}
          busy={busy}
          mapped={mapped}
          change={(one) => setMapped((before) => ({ ...before, ...one }))}
        />
      ))}
      <Button type="primary" className="section" loading={busy} onClick={() => done(mapped)}>
        {say('按此读取', 'Read it like this')}
      </Button>
    </Card>
  );
}

function RowOfHeadings({
  table: { file, rows },
  columns,
  busy,
  mapped,
  change,
}: {
  table: Table;
  columns: RegisterLayout['columns'];
  busy: boolean;
  mapped: Readonly<Record<string, string>>;
  change(mapped: Record<string, string>): void;
}) {
  const { say } = useWords();
  const [row, setRow] = useState<number | null>(null);
  const headings = (rows.find((one) => one.row === row)?.cells ?? []).filter((cell) => cell !== '');
  return (
    <section aria-label={file} className="section">
      <p className="soft">{file}</p>
      <Radio.Group value={row} onChange={({ target }) => setRow(Number(target.value))}>
        {rows.map((one) => (
          <div key={one.row}>
            <Radio value={one.row}>
              {say(`第 ${one.row} 行`, `row ${one.row}`)}：{one.cells.filter(Boolean).join(' | ').slice(0, 120)}
            </Radio>
          </div>
        ))}
      </Radio.Group>
      <Flex gap={12} wrap className="section">
        {headings.map((heading) => (
          <ColumnOf
            key={heading}
            heading={heading}
            column={mapped[heading] ?? null}
            columns={columns}
            busy={busy}
            change={(key) => change({ [heading]: key })}
          />
        ))}
      </Flex>
    </section>
  );
}
