import { Card, Flex, Select } from 'antd';
import type { Checked, RegisterLayout } from '../../types';
import { useWords } from '../../words';

const NOTHING = '-';

/** What each heading of the tables means, to be corrected; an import keeps it for the next tables. */
export function Mapping({
  tables,
  columns,
  busy,
  change,
}: {
  tables: Checked['tables'];
  columns: RegisterLayout['columns'];
  busy: boolean;
  change(mapped: Record<string, string>): void;
}) {
  const { say } = useWords();
  return (
    <Card
      size="small"
      className="section"
      title={say('各列的含义（可更正，以后记住）', 'What each column means (kept for the next tables)')}
    >
      {tables.map(({ file, noun, headingRow, headings }) => (
        <section key={`${file} ${noun}`} aria-label={file} style={{ marginBottom: 12 }}>
          <p className="soft">{say(`${file}：表头在第 ${headingRow} 行`, `${file}: headings in row ${headingRow}`)}</p>
          <Flex gap={12} wrap>
            {headings.map(({ heading, column }) => (
              <ColumnOf
                key={heading}
                heading={heading}
                column={column}
                columns={columns.filter((one) => one.noun === noun)}
                busy={busy}
                change={(key) => change({ [heading]: key })}
              />
            ))}
          </Flex>
        </section>
      ))}
    </Card>
  );
}

/** One heading, and the column that it stands for. */
export function ColumnOf({
  heading,
  column,
  columns,
  busy,
  change,
}: {
  heading: string;
  column: string | null;
  columns: RegisterLayout['columns'];
  busy: boolean;
  change(column: string): void;
}) {
  const { language, say } = useWords();
  return (
    <div>
      <div>{heading}</div>
      <Select<string>
        size="small"
        style={{ width: 150 }}
        value={column ?? NOTHING}
        disabled={busy}
        onChange={change}
        aria-label={say(`“${heading}”的含义`, `What ${heading} means`)}
        options={[
          { value: NOTHING, label: say('不导入', 'left out') },
          ...columns.map((one) => ({ value: one.key, label: one[language] })),
        ]}
      />
    </div>
  );
}
