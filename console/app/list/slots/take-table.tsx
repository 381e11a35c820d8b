import { Alert, Button, Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { useFeedback } from '../../feedback';
import { Refused } from '../../parts/refused';
import { TableDrop } from '../../parts/table-drop';
import { useTried } from '../../parts/use-tried';
import { PlainTable } from '../../table/plain-table';
import type { QuotasGiven, QuotasLooked } from '../../types';
import { useWords } from '../../words';
import { categoryName, type Listing } from '../listing';

/** Takes a table of slots (分配表): shows what it changes, and writes it with a reason, all or nothing. */
export function TakeTable({ path, done, ...listing }: Listing & { path: string; done(): void }) {
  const { language, say } = useWords();
  const { message } = useFeedback();
  const [looked, setLooked] = useState<QuotasLooked | null>(null);
  const { tried, busy, refused } = useTried();
  const [name, setName] = useState<string | null>(null);

  const look = (file: File) =>
    tried(async () => {
      setName(file.name);
      setLooked(null);
      const form = new FormData();
      form.append('file', file);
      setLooked(await send<QuotasLooked>(`${path}/check?lang=${language}`, form));
    });
  const write = ({ reason }: { reason: string }) =>
    tried(async () => {
      const { changed, receipt } = await send<QuotasGiven>(path, { quotas: looked?.wanted, reason });
      void message.success(
        say(`已写入 ${changed} 处，回执号 ${receipt ?? '—'}`, `${changed} written; receipt ${receipt ?? '—'}`),
      );
      done();
    });

  return (
    <Card size="small" className="section" title={say('导入分配表', 'Take a table of slots')} loading={busy && !looked}>
      <TableDrop take={look}>
        {name ??
          say(
            '把分配表拖到这里，或点击选择：每类一列，或每行一类',
            'Drop the table here, or choose it: a column for each category, or a line for each',
          )}
      </TableDrop>
      {refused && <Refused error={refused} />}
      {looked && (
        <>
          <Looked {...listing} looked={looked} />
          {looked.changed.length > 0 && looked.below.length === 0 && (
            <Form layout="vertical" onFinish={write} className="section">
              <Form.Item
                name="reason"
                label={say('依据或原因（记入操作记录）', 'Why (for the audit log)')}
                rules={[{ required: true, min: 2, whitespace: true }]}
              >
                <Input maxLength={200} placeholder={say('例如：按县里的分配表', 'For example: the county’s table')} />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={busy}>
                {say('写入', 'Write')}
              </Button>
            </Form>
          )}
        </>
      )}
    </Card>
  );
}

function Looked({ looked, list }: Pick<Listing, 'list'> & { looked: QuotasLooked }) {
  const { language, say } = useWords();
  const { changed, same, unnamed, below, notes } = looked;
  const belowMarks = new Set(below.map(({ unit, category }) => `${unit} ${category}`));
  return (
    <div className="section">
      <Flex vertical gap={4} role="status">
        {say(
          `将改动 ${changed.length} 处，${same} 处不变，表中没有写的 ${unnamed.length} 处保留。`,
          `${changed.length} change, ${same} stay, ${unnamed.length} that the table does not name stay.`,
        )}
        {notes.map((note) => (
          <span key={note} className="soft">
            {note}
          </span>
        ))}
      </Flex>
      {below.length > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="section"
          title={say(
            `没有写入：${below.length} 处少于已用的名额（标红的行）。先删减这些单位的行，或改表。`,
            `Nothing can be written: ${below.length} are below the slots in use (in red). Remove rows there, or correct the table.`,
          )}
        />
      )}
      <PlainTable<QuotasLooked['changed'][number]>
        rowKey={({ unit, category }) => `${unit} ${category}`}
        className="section"
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={changed}
        locale={{ emptyText: say('没有变化。', 'Nothing changes.') }}
        columns={[
          { title: say('单位', 'Unit'), render: (_, { unit, name }) => `${name}（${unit}）` },
          { title: say('类别', 'Category'), render: (_, { category }) => categoryName(list, category, language) },
          { title: say('原有', 'Before'), dataIndex: 'before', align: 'right' },
          {
            title: say('改为', 'After'),
            align: 'right',
            render: (_, { unit, category, slots }) =>
              belowMarks.has(`${unit} ${category}`) ? <Typography.Text type="danger">{slots}</Typography.Text> : slots,
          },
          { title: say('已用', 'Used'), dataIndex: 'used', align: 'right' },
        ]}
      />
    </div>
  );
}
