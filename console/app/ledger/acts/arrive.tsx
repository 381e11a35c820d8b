import { Checkbox, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { MONEY } from '../../../../domain/ledger/items';
import { send } from '../../api';
import { FormDialog } from '../../shell/form-dialog';
import type { Way } from '../../types';
import { useWords } from '../../words';
import { type InBooks, ledgerPath, useThings } from '../books';
import { typedOf, unitsOf } from './things';

interface Values {
  came: Record<string, number | null>;
  damaged: Record<string, number | null>;
  last: boolean;
  reason?: string;
}

/** The receiver says what has come of a note, what of it is damaged, and whether more comes. */
export function Arrive({
  campaign,
  books,
  lines,
  onClose,
}: InBooks & {
  /** Of one note. */
  lines: readonly [Way, ...Way[]];
  onClose(done: boolean): void;
}) {
  const { say } = useWords();
  const { thing, amount } = useThings(books);
  const [form] = Form.useForm<Values>();
  // Made once: what was booked before a refusal is not booked again.
  const [keys] = useState(() => ({ arrival: crypto.randomUUID(), loss: crypto.randomUUID() }));
  const [{ id, to, toName, fromName, docNo }] = lines;
  const [{ purse }] = lines;
  const damaged = Form.useWatch('damaged', form);
  const isDamaged = Object.values(damaged ?? {}).some((one) => (one ?? 0) > 0);
  const units = (sums: Record<string, number | null>) =>
    lines.flatMap(({ item }) => {
      const quantity = unitsOf(item, sums[item] ?? 0);
      return quantity > 0 ? [{ item, quantity }] : [];
    });
  async function arrive({ came, damaged: broken, last, reason }: Values) {
    const path = ledgerPath(campaign);
    await send(`${path}/dispatches/${id}/arrivals`, { key: keys.arrival, things: units(came), last });
    const lost = units(broken);
    if (lost.length > 0)
      await send(`${path}/losses`, { key: keys.loss, where: { store: to }, purse, things: lost, reason });
  }
  return (
    <FormDialog<Values>
      title={say(
        `到货：${docNo ?? id}，${fromName} → ${toName}`,
        `Arrival of note ${docNo ?? id}: ${fromName} → ${toName}`,
      )}
      okText={say('登记到货', 'Take it in')}
      form={form}
      submit={arrive}
      done={say('已入库', 'It is in the store')}
      initialValues={{
        came: Object.fromEntries(lines.map(({ item, left }) => [item, typedOf(item, left)])),
        damaged: {},
        last: true,
      }}
      onClose={onClose}
    >
      {lines.map((line) => (
        <fieldset key={line.item} className="things">
          <legend>{thing(line)}</legend>
          <div className="thing">
            <Form.Item
              name={['came', line.item]}
              label={say('实收（含损坏）', 'What has come, damaged included')}
              extra={say(`在途 ${amount(line.item, line.left)}`, `On the way: ${amount(line.item, line.left)}`)}
            >
              <InputNumber
                min={0}
                max={typedOf(line.item, line.left)}
                precision={line.item === MONEY ? 2 : 0}
                style={{ width: '100%' }}
              />
            </Form.Item>
            {line.item !== MONEY && (
              <Form.Item name={['damaged', line.item]} label={say('其中损坏', 'Of these, damaged')}>
                <InputNumber min={0} max={line.left} precision={0} style={{ width: '100%' }} />
              </Form.Item>
            )}
          </div>
        </fieldset>
      ))}
      {isDamaged && (
        <Form.Item
          name="reason"
          label={say('损坏的情况', 'What is damaged, and how')}
          rules={[{ required: true, min: 2, message: say('请写明', 'Say it') }]}
        >
          <Input.TextArea maxLength={300} rows={2} />
        </Form.Item>
      )}
      <Form.Item
        name="last"
        valuePropName="checked"
        extra={say('少到的会开一个个案去问发出方', 'What is missing becomes a case that asks the sender')}
      >
        <Checkbox>{say('不再有了', 'No more of it comes')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
