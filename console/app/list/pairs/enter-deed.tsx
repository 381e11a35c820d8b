import { Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { PAIR_DEED_NAMES, type PairDeed, pairDeedKind } from '../../../../domain/list/pairs/deed-kinds';
import { send } from '../../api';
import { DayField } from '../../calendar/day-field';
import { FormDialog } from '../../shell/form-dialog';
import type { Pair } from '../../types';
import { textOf, useWords } from '../../words';

interface Values {
  kind: PairDeed;
  way?: string;
  times?: number;
  cash?: number;
  goods?: number;
  what?: string;
  on?: string;
}

/** What a helper has done, entered after a call for the helper's unit. */
export function EnterDeed({ path, pair, onClose }: { path: string; pair: Pair; onClose(done: boolean): void }) {
  const { language, say } = useWords();
  const [form] = Form.useForm<Values>();
  const [deed] = useState(() => crypto.randomUUID());
  const kind = Form.useWatch('kind', form) ?? 'contact';
  const { ways, what, money } = pairDeedKind(kind);
  const yuan = (name: 'cash' | 'goods', label: string) => (
    <Form.Item name={name} label={label}>
      <InputNumber min={0} max={1_000_000} precision={2} style={{ width: '100%' }} />
    </Form.Item>
  );
  return (
    <FormDialog<Values>
      title={say(`录入帮扶：${pair.shown}`, `What was done: ${pair.shown}`)}
      okText={say('录入', 'Enter')}
      form={form}
      initialValues={{ kind: 'contact' }}
      submit={({ kind: done, on, ...answers }) =>
        send(`${path}/${pair.id}/deeds`, { deed, kind: done, answers: { ...answers, ...(on && { on }) } })
      }
      done={say('已录入', 'Entered')}
      onClose={onClose}
    >
      <Form.Item name="kind" label={say('做了什么', 'What')} rules={[{ required: true }]}>
        <Select
          options={PAIR_DEED_NAMES.map((value) => ({ value, label: textOf(pairDeedKind(value).name, language) }))}
        />
      </Form.Item>
      {ways && (
        <>
          <Form.Item name="way" label={say('方式', 'How')} rules={[{ required: true }]}>
            <Select options={Object.entries(ways).map(([value, name]) => ({ value, label: textOf(name, language) }))} />
          </Form.Item>
          <Form.Item name="times" label={say('次数', 'How often')}>
            <InputNumber min={1} max={31} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </>
      )}
      {money && yuan('cash', say('资金（元）', 'Cash (yuan)'))}
      {money && yuan('goods', say('物资折价（元）', 'Value of goods (yuan)'))}
      <Form.Item
        name="what"
        label={what ? textOf(what, language) : say('说明', 'Note')}
        rules={[{ required: what !== undefined, whitespace: true }]}
      >
        <Input.TextArea maxLength={500} rows={2} />
      </Form.Item>
      <Form.Item name="on" label={say('日期（不填为今天）', 'Day (today when left out)')}>
        <DayField />
      </Form.Item>
    </FormDialog>
  );
}
