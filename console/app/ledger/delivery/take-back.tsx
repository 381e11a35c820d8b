import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { ReturnReason } from '../../../../domain/ledger/delivery';
import { send } from '../../api';
import { RegionPicker } from '../../people/region-picker';
import { FormDialog } from '../../shell/form-dialog';
import type { DeliveryRow } from '../../types';
import { useWords } from '../../words';
import { type ThingInput, thingsOf } from '../acts/things';
import { ThingsInput } from '../acts/things-input';
import { type InBooks, ledgerPath, useThings } from '../books';
import { RETURN_NAMES, returnWord } from './delivery-words';

interface Values {
  to: string;
  because: ReturnReason;
  part: 'all' | 'part';
  things?: ThingInput[];
  reason: string;
}

/** Takes something back from a row into a store, by another hand than handed it over. */
export function TakeBack({
  campaign,
  books,
  delivery: { entry, shown, place, things },
  onClose,
}: InBooks & { delivery: Pick<DeliveryRow, 'entry' | 'shown' | 'place' | 'things'>; onClose(done: boolean): void }) {
  const { say } = useWords();
  const { amount } = useThings(books);
  const [key] = useState(() => crypto.randomUUID());
  const [form] = Form.useForm<Values>();
  const part = Form.useWatch('part', form);
  const given = things.map(({ item, quantity }) => amount(item, quantity)).join(' + ');
  return (
    <FormDialog<Values>
      title={say(`退回：${shown}（${place}）`, `Take back from ${shown}, ${place}`)}
      okText={say('登记退回', 'Take back')}
      form={form}
      submit={({ to, because, part: how, things: some, reason }) =>
        send(`${ledgerPath(campaign)}/rows/${entry}/returns`, {
          ...{ key, to, because, reason },
          ...(how === 'part' && { things: thingsOf(some) }),
        })
      }
      done={say('已退回入库', 'It is back in the store')}
      initialValues={{ to: books.region.code, part: 'all', things: [{}] }}
      onClose={onClose}
    >
      <p className="soft">
        {say(
          `领过：${given}。由另一人登记；签收记录保留。`,
          `Was given: ${given}. Another hand takes it back; the signature stays on record.`,
        )}
      </p>
      <Form.Item name="because" label={say('为什么退', 'Why')} rules={[{ required: true }]}>
        <Select options={RETURN_NAMES.map((value) => ({ value, label: returnWord(value, say) }))} />
      </Form.Item>
      <Form.Item name="to" label={say('退到哪里的库', 'Into the store of')} rules={[{ required: true }]}>
        <RegionPicker />
      </Form.Item>
      <Form.Item name="part" label={say('退多少', 'How much')}>
        <Select
          options={[
            { value: 'all', label: say('全部退回', 'All that lies with the row') },
            { value: 'part', label: say('退一部分', 'A part of it') },
          ]}
        />
      </Form.Item>
      {part === 'part' && <ThingsInput books={books} />}
      <Form.Item
        name="reason"
        label={say('说明（不要写姓名）', 'What happened (no names)')}
        rules={[{ required: true, min: 2, message: say('请写明', 'Say it') }]}
      >
        <Input.TextArea maxLength={300} rows={2} />
      </Form.Item>
    </FormDialog>
  );
}
