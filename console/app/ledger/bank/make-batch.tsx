import { Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { RegionPicker } from '../../people/region-picker';
import { FormDialog } from '../../shell/form-dialog';
import type { BankMade } from '../../types';
import { textOf, useWords } from '../../words';
import { type InBooks, ledgerPath } from '../books';

interface Values {
  list: string;
  purse: string;
  store: string;
  region?: string;
  bank: string;
  leave: boolean;
  reason: string;
}

/** Freezes the rows that are still owed money for a bank. */
export function MakeBatch({ campaign, books, onClose }: InBooks & { onClose(made: BankMade | null): void }) {
  const { language, say } = useWords();
  const [key] = useState(() => crypto.randomUUID());
  const named = (all: InBooks['books']['purses']) =>
    all.map(({ id, name }) => ({ value: id, label: textOf(name, language) }));
  const only = (all: readonly { id: string }[]) => (all.length === 1 ? all[0]?.id : undefined);
  const required = [{ required: true, message: say('请选择', 'Choose one') }];
  const [list, purse, bank] = [only(books.lists), only(books.purses), only(books.banks)];
  return (
    <FormDialog<Values, BankMade>
      title={say('做一批银行代发', 'Make a batch for a bank')}
      okText={say('冻结并生成', 'Freeze and make it')}
      submit={(values) =>
        send<BankMade>(`${ledgerPath(campaign)}/bank/batches`, { key, ...values, region: values.region ?? null })
      }
      initialValues={{
        ...{ store: books.region.code, leave: true },
        ...(list && { list }),
        ...(purse && { purse }),
        ...(bank && { bank }),
      }}
      onClose={(_, made) => onClose(made ?? null)}
    >
      <Form.Item name="list" label={say('名单', 'List')} rules={required}>
        <Select options={named(books.lists)} />
      </Form.Item>
      <Form.Item name="purse" label={say('专款', 'Purse')} rules={required}>
        <Select options={named(books.purses)} />
      </Form.Item>
      <Form.Item name="store" label={say('从哪里的库付', 'Paid from the store of')} rules={required}>
        <RegionPicker />
      </Form.Item>
      <Form.Item name="region" label={say('只付哪里的户（可不选）', 'Only rows of (optional)')}>
        <RegionPicker all={say('全部', 'All of them')} />
      </Form.Item>
      <Form.Item name="bank" label={say('银行的格式', 'Format of the bank')} rules={required}>
        <Select options={named(books.banks)} />
      </Form.Item>
      <Form.Item
        name="leave"
        valuePropName="checked"
        extra={say(
          '不勾选时，有一户不行就整批不做，并列出是哪些户',
          'Without it, one such row stops the batch, and each is named',
        )}
      >
        <Checkbox>
          {say('缺账号或姓名写不进银行文件的户，先不放进来', 'Leave out rows that cannot stand in the file')}
        </Checkbox>
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('原因（记入操作记录，不要写姓名）', 'Why, for the audit log (no names)')}
        rules={[{ required: true, min: 2, message: say('请写明原因', 'Say why') }]}
      >
        <Input maxLength={200} placeholder={say('例如：第一批慰问金', 'For example: first payment')} />
      </Form.Item>
    </FormDialog>
  );
}
