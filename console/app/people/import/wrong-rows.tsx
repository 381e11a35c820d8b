import { Button, Card, Flex, Grid, Input } from 'antd';
import { useState } from 'react';
import { PlainTable } from '../../table/plain-table';
import type { Checked } from '../../types';
import { useWords } from '../../words';

type Bad = Checked['bad'][number];
/** A corrected cell. */
interface Fix {
  file: string;
  row: number;
  at: number;
  value: string;
}
/** By cell. */
export type Fixes = Readonly<Record<string, Fix>>;

const keyOf = ({ file, row, at }: Pick<Fix, 'file' | 'row' | 'at'>): string => `${file} ${row} ${at}`;

/** Every bad cell with what to do, each to be corrected in place. */
export function WrongRows({ bad, busy, correct }: { bad: Bad[]; busy: boolean; correct(fixes: Fixes): void }) {
  const { say } = useWords();
  const [typed, setTyped] = useState<Fixes>({});
  const type = (cell: Fix) => setTyped((before) => ({ ...before, [keyOf(cell)]: cell }));
  const count = Object.keys(typed).length;
  // On a phone all of a cell stands below each other, and nothing lies beyond the edge.
  const narrow = !(Grid.useBreakpoint().md ?? true);
  return (
    <Card
      className="section"
      size="small"
      title={say('错误（可直接改）', 'Bad cells (to be corrected here)')}
      extra={
        <Button
          type="primary"
          size="small"
          disabled={count === 0}
          loading={busy}
          onClick={() => {
            correct(typed);
            setTyped({});
          }}
        >
          {say(`改好这 ${count} 处，再查`, `Take these ${count} corrections`)}
        </Button>
      }
    >
      <PlainTable<Bad>
        rowKey={({ file, row, column, code }) => `${file} ${row} ${column} ${code}`}
        dataSource={bad}
        {...(!narrow && { scroll: { x: 720 } })}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        columns={
          narrow
            ? [{ title: say('错误', 'Bad cell'), render: (_, cell) => <Below cell={cell} typed={typed} type={type} /> }]
            : [
                { title: say('文件', 'File'), dataIndex: 'file' },
                { title: say('行', 'Row'), dataIndex: 'row', width: 64 },
                { title: say('列', 'Column'), dataIndex: 'column' },
                { title: say('值', 'Value'), render: (_, cell) => <Correct cell={cell} typed={typed} type={type} /> },
                { title: say('问题和办法', 'What is wrong, and what to do'), dataIndex: 'reason' },
              ]
        }
      />
    </Card>
  );
}

interface Correcting {
  cell: Bad;
  typed: Fixes;
  type(fix: Fix): void;
}

function Below({ cell, typed, type }: Correcting) {
  const { say } = useWords();
  return (
    <>
      <div className="soft">
        {cell.file} {say(`第 ${cell.row} 行`, `row ${cell.row}`)} {cell.column}
      </div>
      <Correct cell={cell} typed={typed} type={type} />
      {cell.reason}
    </>
  );
}

function Correct({ cell, typed, type }: Correcting) {
  const { say } = useWords();
  const { file, row, at, column, value } = cell;
  if (at === null) return <>{value}</>;
  const given = typed[keyOf({ file, row, at })]?.value ?? value;
  return (
    <Flex>
      <Input
        size="small"
        value={given}
        maxLength={200}
        autoComplete="off"
        status={given === value ? 'error' : ''}
        aria-label={say(`第 ${row} 行 ${column}`, `Row ${row}, ${column}`)}
        onChange={({ target }) => type({ file, row, at, value: target.value })}
      />
    </Flex>
  );
}
