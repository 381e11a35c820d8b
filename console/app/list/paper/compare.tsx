import { Button, Card, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { Refused } from '../../parts/refused';
import type { ListedPaper } from '../../types';
import { useWords } from '../../words';

/** A second person reads from the paper how many rows it has, and the last four characters of each number. */
export function Compare({ paper: { id }, reload }: { paper: ListedPaper; reload(): void }) {
  const { say } = useWords();
  const [refused, setRefused] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const compare = async ({ rows, tails }: { rows: number; tails: string }) => {
    setBusy(true);
    setRefused(null);
    const read = { rows, tails: tails.split(/[\s,，、;；]+/).filter(Boolean) };
    await send(`/api/papers/${id}/compare`, read).then(reload, setRefused);
    setBusy(false);
  };
  return (
    <Card
      size="small"
      className="section"
      title={say('核对（由没有录入的人办理）', 'Compare (by somebody who has not keyed it)')}
    >
      <p className="soft">
        {say(
          '拿着纸质名单，或请村里在电话中念：一共几行，每一行身份证号的末四位。没有身份证号的不写。',
          'With the paper at hand, or read by the village on the telephone: how many rows, and the last four characters of each ID number. Leave out those without one.',
        )}
      </p>
      <Form layout="vertical" onFinish={compare}>
        <Form.Item name="rows" label={say('纸上一共几行', 'Rows on the paper')} rules={[{ required: true }]}>
          <InputNumber min={0} max={500} precision={0} />
        </Form.Item>
        <Form.Item
          name="tails"
          label={say('末四位，用空格或逗号隔开', 'Last four characters, with spaces or commas between')}
          rules={[{ required: true }]}
        >
          <Input.TextArea rows={3} autoComplete="off" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {say('核对', 'Compare')}
        </Button>
      </Form>
      {refused && <Refused error={refused} />}
    </Card>
  );
}
