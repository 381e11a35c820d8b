import { Alert, App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { send } from '../api';
import type { WarningEvent } from '../types';
import { useWords } from '../words';

/** Ends a warning, whichever feed it came from, for a reason. */
export function CancelWarning({
  event,
  campaign,
  onClose,
}: {
  event: WarningEvent;
  campaign: string | null;
  onClose(done: boolean): void;
}) {
  const { say } = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  async function end({ reason }: { reason: string }) {
    setBusy(true);
    try {
      await send(`/api/warnings/${event.event}/cancel`, { reason: reason.trim(), ...(campaign && { campaign }) });
      void message.success(say('预警已解除', 'The warning has ended'));
      onClose(true);
    } catch (error) {
      setRefused((error as Error).message);
      setBusy(false);
    }
  }

  return (
    <Modal
      open
      title={say('解除预警', 'End the warning')}
      okText={say('解除', 'End it')}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={() => form.submit()}
      onCancel={() => onClose(false)}
    >
      <Form form={form} layout="vertical" onFinish={end}>
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={say(
            '叫应结束，进行中的巡查照常上报；叫应过的单位会在白天收到解除通知。',
            'Nobody is asked any more, patrols under way are still reported, and everybody who was asked is told by day.',
          )}
        />
        <Form.Item name="reason" label={say('原因', 'Reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea maxLength={500} rows={2} showCount />
        </Form.Item>
        {refused && <Alert type="error" showIcon title={refused} role="alert" />}
      </Form>
    </Modal>
  );
}
