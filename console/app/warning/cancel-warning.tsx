import { Alert, Form, Input } from 'antd';
import { send } from '../api';
import { FormDialog } from '../shell/form-dialog';
import type { WarningEvent } from '../types';
import { useWords } from '../words';

/** Ends a warning of any feed, with a reason. */
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
  const end = ({ reason }: { reason: string }) =>
    send(`/api/warnings/${event.event}/cancel`, { reason: reason.trim(), ...(campaign && { campaign }) });
  return (
    <FormDialog
      title={say('解除预警', 'End the warning')}
      okText={say('解除', 'End it')}
      danger
      submit={end}
      done={say('预警已解除', 'The warning has ended')}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
