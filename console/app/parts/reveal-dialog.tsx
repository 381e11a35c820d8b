import { Alert, Form, Input } from 'antd';
import { FormDialog } from '../shell/form-dialog';
import { useWords } from '../words';

/** Asks for what people are to be shown. */
export default function RevealDialog({
  show,
  onClose,
}: {
  show(reason: string): Promise<void>;
  onClose(done: boolean): void;
}) {
  const { say } = useWords();
  return (
    <FormDialog<{ reason: string }>
      title={say('显示姓名和号码', 'Show names and numbers')}
      okText={say('显示', 'Show')}
      submit={({ reason }) => show(reason)}
      onClose={onClose}
    >
      <Alert
        type="info"
        className="section"
        title={say(
          '谁看了哪些人、为什么看，会记入操作记录；同一用途在离开本页面前只问一次。',
          'Who was shown to whom, and why, is written down. The reason is asked for once for each purpose.',
        )}
      />
      <Form.Item
        name="reason"
        label={say('为什么要看', 'What for')}
        rules={[{ required: true, whitespace: true, min: 2 }]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
