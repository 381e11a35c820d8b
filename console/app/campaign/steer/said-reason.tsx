import { Form, Input } from 'antd';
import { useWords } from '../../words';

/** The reason of a decision, which goes to the people concerned. */
export function SaidReason({ required }: { required: boolean }) {
  const { say } = useWords();
  return (
    <Form.Item
      name="reason"
      label={say('原因（有关的人会看到）', 'Reason (the people concerned will see it)')}
      rules={[{ required, whitespace: true, message: say('请写明原因', 'Say why') }]}
    >
      <Input.TextArea maxLength={500} rows={2} showCount />
    </Form.Item>
  );
}
