import { Alert, Card, Flex } from 'antd';
import type { ReactNode } from 'react';
import { PlainTable } from '../../table/plain-table';
import type { TableDifference } from '../../types';
import { textOf, useWords } from '../../words';

const PAGES = { pageSize: 50, showSizeChanger: false, hideOnSinglePage: true } as const;

/** What a table would change, with masked names; with a flaw it cannot be imported. */
export function Difference({
  difference,
  counts,
  act,
}: {
  difference: TableDifference;
  counts: string;
  act: ReactNode;
}) {
  const { say } = useWords();
  const { flaws, notes, gone, refused } = difference;
  return (
    <>
      <Card size="small" className="section">
        <Flex justify="space-between" align="center" wrap gap={12}>
          <div role="status">
            {flaws > 0
              ? say(
                  `有 ${flaws} 处不能导入，改好后再选这个文件。什么也没有写入。`,
                  `${flaws} problems: correct them, and choose the file again. Nothing was written.`,
                )
              : counts}
            {gone > 0 && (
              <div className="soft">
                {say(
                  `名单上有、表中没有的 ${gone} 行：导入不会删除。`,
                  `${gone} rows of the list are not in the table: an import removes none.`,
                )}
              </div>
            )}
            {notes.map((note) => (
              <div className="soft" key={note}>
                {note}
              </div>
            ))}
          </div>
          {act}
        </Flex>
      </Card>
      {refused.length > 0 && <RefusedRows difference={difference} />}
      {flaws === 0 && <Changed changes={difference.changes} />}
      <Kept rows={difference.keptRows} />
      <Gone rows={difference.goneRows} />
    </>
  );
}

function useWhere() {
  const { say } = useWords();
  return [
    { title: say('工作表', 'Sheet'), dataIndex: 'file' },
    { title: say('行', 'Row'), dataIndex: 'row', align: 'right' as const },
  ];
}

function RefusedRows({ difference: { refused, flaws } }: { difference: TableDifference }) {
  const { say } = useWords();
  const where = useWhere();
  return (
    <Card size="small" className="section" title={say('不能导入的行', 'Rows that cannot be taken')}>
      {flaws > refused.length && (
        <Alert
          type="info"
          className="section"
          title={say(`这里只列出前 ${refused.length} 处。`, `The first ${refused.length} are shown.`)}
        />
      )}
      <PlainTable<TableDifference['refused'][number]>
        rowKey={({ file, row, column, code }) => `${file} ${row} ${column} ${code}`}
        dataSource={refused}
        pagination={PAGES}
        columns={[
          ...where,
          { title: say('列', 'Column'), dataIndex: 'column' },
          { title: say('问题和办法', 'What is wrong, and what to do'), dataIndex: 'message' },
        ]}
      />
    </Card>
  );
}

function Changed({ changes }: { changes: TableDifference['changes'] }) {
  const { language, say } = useWords();
  const where = useWhere();
  if (changes.length === 0) return null;
  return (
    <Card size="small" className="section" title={say('会改变的行（前二百行）', 'Rows that change (the first 200)')}>
      <PlainTable<TableDifference['changes'][number]>
        rowKey={({ file, row }) => `${file} ${row}`}
        dataSource={changes}
        pagination={PAGES}
        columns={[
          ...where,
          { title: say('名单编号', 'Number on the list'), dataIndex: 'entry' },
          {
            title: say('改变', 'Change'),
            render: (_, { fields }) =>
              fields.map(({ field, label, before, after }) => (
                <div key={field}>{`${textOf(label, language)}：${before ?? '—'} → ${after ?? '—'}`}</div>
              )),
          },
        ]}
      />
    </Card>
  );
}

function Kept({ rows }: { rows: TableDifference['keptRows'] }) {
  const { say } = useWords();
  const where = useWhere();
  if (rows.length === 0) return null;
  return (
    <Card size="small" className="section" title={say('不再改动的行', 'Rows that are not touched any more')}>
      <PlainTable<TableDifference['keptRows'][number]>
        rowKey={({ file, row }) => `${file} ${row}`}
        dataSource={rows}
        pagination={PAGES}
        columns={[
          ...where,
          { title: say('名单编号', 'Number on the list'), dataIndex: 'entry' },
          { title: say('原因', 'Why'), dataIndex: 'message' },
        ]}
      />
    </Card>
  );
}

function Gone({ rows }: { rows: TableDifference['goneRows'] }) {
  const { say } = useWords();
  if (rows.length === 0) return null;
  return (
    <Card size="small" className="section" title={say('表中没有的行（保留）', 'Rows that the table lacks (they stay)')}>
      <PlainTable<TableDifference['goneRows'][number]>
        rowKey="entry"
        dataSource={rows}
        pagination={PAGES}
        columns={[
          { title: say('名单编号', 'Number on the list'), dataIndex: 'entry' },
          { title: say('单位', 'Unit'), dataIndex: 'unit' },
          { title: say('姓名', 'Name'), dataIndex: 'shown' },
        ]}
      />
    </Card>
  );
}
