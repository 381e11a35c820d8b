import { Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { RegionPicker } from '../../people/region-picker';
import { FormDialog } from '../../shell/form-dialog';
import type { DispatchDraft } from '../../types';
import { useWords } from '../../words';
import { type InBooks, ledgerPath, useThings } from '../books';
import { typedOf, unitsOf } from './things';

interface Values {
  from: string;
  goods: Record<string, number | null>;
  docNo?: string;
}

/** An office says from which store a drafted dispatch goes, and how much of it. */
export function SendDraft({
  campaign,
  books,
  draft: { id, toName, purse, goods },
  onClose,
}: InBooks & { draft: DispatchDraft; onClose(done: boolean): void }) {
  const { say } = useWords();
  const { thing, amount } = useThings(books);
  // Made once: pressed twice, the act is the same.
  const [key] = useState(() => crypto.randomUUID());
  const required = { required: true, message: say('请填写', 'Fill this in') };
  const confirm = ({ from, goods: typed, docNo }: Values) => {
    const sent = goods.flatMap(({ item }) => {
      const quantity = unitsOf(item, typed[item] ?? 0);
      return quantity > 0 ? [{ item, quantity }] : [];
    });
    return send(`${ledgerPath(campaign)}/drafts/${id}/dispatch`, { key, from, goods: sent, ...(docNo && { docNo }) });
  };
  return (
    <FormDialog<Values>
      title={say(`发运给${toName}`, `Send to ${toName}`)}
      okText={say('发运', 'Send')}
      submit={confirm}
      done={say('已发运', 'It is on its way')}
      initialValues={{
        from: books.region.code,
        goods: Object.fromEntries(goods.map(({ item, quantity }) => [item, typedOf(item, quantity)])),
      }}
      onClose={onClose}
    >
      <p className="soft">
        {say(
          '确认后才出库，成为一张发运单；数量可以改少或改多。',
          'Only now it leaves the store, by a dispatch note. It may be less than the rule says, or more.',
        )}
      </p>
      <Form.Item name="from" label={say('从哪里的库', 'From the store of')} rules={[required]}>
        <RegionPicker />
      </Form.Item>
      {goods.map(({ item, quantity }) => (
        <Form.Item
          key={item}
          name={['goods', item]}
          label={thing({ item, purse })}
          extra={say(`规则要 ${amount(item, quantity)}`, `The rule wants ${amount(item, quantity)}`)}
        >
          <InputNumber min={0} max={1e9} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      ))}
      <Form.Item name="docNo" label={say('凭证号（可不填）', 'Number on the paper (optional)')}>
        <Input maxLength={60} />
      </Form.Item>
    </FormDialog>
  );
}
