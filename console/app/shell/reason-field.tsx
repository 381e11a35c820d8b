import { Form, Input } from 'antd';
import { useWords } from '../words';

const LONGEST = 200;

/** Why somebody does something, as the audit log keeps it; for a form that sends `reason`. */
export function ReasonField({ placeholder }: { placeholder?: string }) {
  const { say } = useWords();
  return (
    <Form.Item
      name="reason"
      label={say('原因（不要写姓名）', 'Why (no names)')}
      rules={[{ required: true, min: 2, whitespace: true, message: say('请写明原因', 'Say why') }]}
    >
      <Input maxLength={LONGEST} {...(placeholder !== undefined && { placeholder })} />
    </Form.Item>
  );
}
