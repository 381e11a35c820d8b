import { Button, Card, Form, Input } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { useFeedback } from '../../feedback';
import { Refused } from '../../parts/refused';
import { TableDrop } from '../../parts/table-drop';
import { useTried } from '../../parts/use-tried';
import type { Paired, PairsRead } from '../../types';
import { useWords } from '../../words';

/** Takes a table of pairs: shows how many it has, and writes them, all or nothing. */
export function TakePairs({ path, done }: { path: string; done(): void }) {
  const { language, say } = useWords();
  const { message } = useFeedback();
  const [read, setRead] = useState<PairsRead | null>(null);
  const { tried, busy, refused } = useTried();

  const look = (file: File) =>
    tried(async () => {
      setRead(null);
      const form = new FormData();
      form.append('file', file);
      setRead(await send<PairsRead>(`${path}/check?lang=${language}`, form));
    });
  const write = ({ reason }: { reason?: string }) =>
    tried(async () => {
      const body = { submission: crypto.randomUUID(), pairs: read?.pairs ?? [], ...(reason && { reason }) };
      const { rows, same, receipt } = await send<Paired>(path, body);
      void message.success(
        say(
          `${rows} 行已结对，${same} 行没有变化，回执号 ${receipt ?? '—'}`,
          `${rows} paired, ${same} as they were; receipt ${receipt ?? '—'}`,
        ),
      );
      done();
    });

  return (
    <Card size="small" className="section" title={say('导入结对表', 'Take a table of pairs')} loading={busy && !read}>
      <TableDrop take={look}>
        {say(
          '把表拖到这里，或点击选择：名单编号（或单位、姓名、身份证号）、帮扶单位、帮扶岗位',
          'Drop the table here, or choose it: row (or unit, name, ID number), helping unit, post',
        )}
      </TableDrop>
      {refused && <Refused error={refused} />}
      {read && (
        <Form layout="vertical" onFinish={write}>
          <p>{say(`表中有 ${read.pairs.length} 对。`, `The table has ${read.pairs.length} pairs.`)}</p>
          {read.notes.map((note) => (
            <p key={note} className="soft">
              {note}
            </p>
          ))}
          <Form.Item
            name="reason"
            label={say('原因（有更换时必填）', 'Why; needed where somebody gets another helper')}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy} disabled={read.pairs.length === 0}>
            {say('写入', 'Write')}
          </Button>
        </Form>
      )}
    </Card>
  );
}
