import { Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { send } from '../api';
import { DatePicker } from '../parts/date-picker';
import { FormDialog } from '../shell/form-dialog';
import type { Person } from '../types';
import { useWords } from '../words';
import { dutyName } from './duty-words';

interface Typed extends Pick<Person, 'name' | 'phone' | 'email' | 'language'> {
  leaveFrom?: Dayjs | null;
  leaveUntil?: Dayjs | null;
}

const DAY = 'YYYY-MM-DD';

/** Changes the person of a post; checked like a row of an imported table. */
export function PersonDialog({
  code,
  role,
  person,
  onClose,
}: {
  code: string;
  role: Person['role'];
  person: Person | null;
  onClose(done: boolean): void;
}) {
  const { say } = useWords();
  const store = ({ leaveFrom, leaveUntil, ...typed }: Typed) =>
    send(
      `/api/register/${encodeURIComponent(code)}/${encodeURIComponent(role)}`,
      {
        name: typed.name,
        language: typed.language,
        phone: typed.phone?.trim() || null,
        email: typed.email?.trim() || null,
        leaveFrom: leaveFrom?.format(DAY) ?? null,
        leaveUntil: leaveUntil?.format(DAY) ?? null,
      },
      'PUT',
    );
  return (
    <FormDialog<Typed>
      title={dutyName(role, say)}
      okText={say('保存', 'Save')}
      initialValues={{
        language: 'zh-CN',
        ...person,
        leaveFrom: person?.leaveFrom ? dayjs(person.leaveFrom) : null,
        leaveUntil: person?.leaveUntil ? dayjs(person.leaveUntil) : null,
      }}
      submit={store}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={say('姓名', 'Name')}
        rules={[{ required: true, whitespace: true }]}
        extra={
          person &&
          say('换了人：发给前任的链接随即失效。', 'Another name is another person: links sent before stop working.')
        }
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="phone"
        label={say('手机', 'Phone')}
        extra={person && say('对此人的全部职责有效。', 'Holds for all duties of this person.')}
      >
        <Input autoComplete="off" inputMode="tel" />
      </Form.Item>
      <Form.Item name="email" label={say('邮箱', 'E-mail')}>
        <Input autoComplete="off" inputMode="email" />
      </Form.Item>
      <Form.Item name="language" label={say('语言', 'Language')}>
        <Select
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
      <div className="grid-2 tight">
        <Form.Item name="leaveFrom" label={say('请假从', 'On leave from')}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="leaveUntil" label={say('到', 'until')}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </div>
    </FormDialog>
  );
}
