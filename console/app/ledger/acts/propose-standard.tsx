import { Form, InputNumber, Radio } from 'antd';
import { send } from '../../api';
import { FormDialog } from '../../shell/form-dialog';
import type { LateStandard } from '../../types';
import { useWords } from '../../words';
import { type InBooks, ledgerPath, useThings } from '../books';
import { fenOf } from './things';

interface Values {
  how: 'all' | 'total' | 'each';
  yuan?: number;
}

/** Proposes what each gets: all that is there divided, a total divided, or an amount for each. */
export function ProposeStandard({
  campaign,
  books,
  standard: { purse, unit, there, heads, would },
  onClose,
}: InBooks & { standard: LateStandard; onClose(done: boolean): void }) {
  const { say } = useWords();
  const { yuan, purseName } = useThings(books);
  const [form] = Form.useForm<Values>();
  const how = Form.useWatch('how', form) ?? 'all';
  const propose = ({ how: by, yuan: typed = 0 }: Values) =>
    send(`${ledgerPath(campaign)}/standards`, {
      purse,
      ...(unit && { unit: unit.code }),
      ...(by !== 'all' && { [by]: fenOf(typed) }),
    });
  const what = [purseName(purse), unit?.name].filter(Boolean).join(' · ');
  return (
    <FormDialog<Values>
      title={say(`提出标准：${what}`, `Propose a standard: ${what}`)}
      okText={say('提出', 'Propose')}
      form={form}
      submit={propose}
      done={say('已提出', 'Proposed')}
      initialValues={{ how: 'all' }}
      onClose={onClose}
    >
      <p className="soft">
        {say(
          `可用 ${yuan(there)}，待审批 ${heads} 份。除不尽的，先审批的每份多一分，合计正好。`,
          `${yuan(there)} are there for ${heads}. What does not divide goes to the first that are approved, a fen each.`,
        )}
      </p>
      <Form.Item name="how" label={say('怎么定', 'How')}>
        <Radio.Group
          vertical
          options={[
            {
              value: 'all',
              label: say(`可用的全部平均：每份 ${yuan(would.each)}`, `All of it: ${yuan(would.each)} each`),
            },
            { value: 'total', label: say('拿出一个总额平均', 'A total of it, divided') },
            { value: 'each', label: say('写明每份多少', 'An amount for each') },
          ]}
        />
      </Form.Item>
      {how !== 'all' && (
        <Form.Item
          name="yuan"
          label={how === 'total' ? say('总额（元）', 'Total in yuan') : say('每份（元）', 'Each, in yuan')}
          rules={[{ required: true, message: say('请填写', 'Fill this in') }]}
        >
          <InputNumber min={0.01} max={1e9} precision={2} style={{ width: '100%' }} />
        </Form.Item>
      )}
    </FormDialog>
  );
}
