import { Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { send } from '../api';
import { DatePicker } from '../parts/date-picker';
import { instantIn, wallIn } from '../picked-time';
import { FormDialog } from '../shell/form-dialog';
import type { Chase } from '../types';
import { showDeadline } from '../when';
import { useWords } from '../words';

/** Snoozes a chase with a reason; never beyond the lock, which would be too late. */
export function SnoozeDialog({ chase, onClose }: { chase: Chase; onClose(done: boolean): void }) {
  const { language, say } = useWords();
  const snooze = ({ until, reason }: { until: Dayjs; reason: string }) =>
    send(`/api/chases/${chase.id}/snooze`, { until: instantIn(until, chase.zone), reason });
  return (
    <FormDialog title={say('暂缓', 'Put off')} okText={say('暂缓', 'Put off')} submit={snooze} onClose={onClose}>
      <Form.Item
        name="until"
        label={say('暂缓到', 'Until')}
        extra={say(
          `不能晚于锁定：${showDeadline(chase.locksAt, chase.zone, language)}`,
          `Before the lock: ${showDeadline(chase.locksAt, chase.zone, language)}`,
        )}
        rules={[{ required: true }]}
      >
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          defaultPickerValue={wallIn(chase.now, chase.zone)}
          minDate={wallIn(chase.now, chase.zone)}
          maxDate={wallIn(chase.locksAt, chase.zone)}
          style={{ width: '100%' }}
        />
      </Form.Item>
      <Form.Item name="reason" label={say('原因', 'Reason')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
