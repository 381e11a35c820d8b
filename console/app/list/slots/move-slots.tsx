import { Form, Input, InputNumber } from 'antd';
import { send } from '../../api';
import { RegionPicker } from '../../people/region-picker';
import { FormDialog } from '../../shell/form-dialog';
import type { QuotaRow } from '../../types';
import { useWords } from '../../words';
import { categoryName, type Listing } from '../listing';

interface Values {
  to: string;
  slots: number;
  reason: string;
}

/** Moves free slots of a unit to another one, with the reason. */
export function MoveSlots({
  list,
  path,
  from,
  close,
}: Listing & { path: string; from: QuotaRow; close(done: boolean): void }) {
  const { language, say } = useWords();
  const { unit, unitName: name, category, free } = from;
  const named = categoryName(list, category, language);
  return (
    <FormDialog<Values>
      title={say(`从${name}调出名额：${named}`, `Move slots from ${name}: ${named}`)}
      okText={say('调剂', 'Move')}
      initialValues={{ slots: 1 }}
      submit={(values) => send(`${path}/move`, { from: unit, category, ...values })}
      done={say('已调剂', 'Moved')}
      onClose={close}
    >
      <Form.Item name="to" label={say('调给', 'To')} rules={[{ required: true }]}>
        <RegionPicker />
      </Form.Item>
      <Form.Item
        name="slots"
        label={say(`几个名额（最多 ${free}）`, `How many slots (at most ${free})`)}
        rules={[{ required: true }]}
      >
        <InputNumber min={1} max={free} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('原因（记入操作记录）', 'Why (for the audit log)')}
        rules={[{ required: true, min: 2, whitespace: true }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
