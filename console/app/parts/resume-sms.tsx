import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { send } from '../api';
import { useWords } from '../words';
import { FormDialog } from './form-dialog';

/** Takes back that a contact's number wants no SMS, for a reason that is written down. */
export function ResumeSms({ code, role, done }: { code: string; role: 'contact' | 'deputy'; done(): void }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say('恢复短信', 'Send SMS again')}
      </Button>
      {open && (
        <FormDialog<{ reason: string }>
          title={say('恢复给这个号码发短信', 'Send SMS to this number again')}
          okText={say('恢复', 'Send again')}
          submit={({ reason }) => send(`/api/register/${encodeURIComponent(code)}/${role}/resume-sms`, { reason })}
          done={say('已恢复短信', 'SMS go there again')}
          onClose={(changed) => {
            setOpen(false);
            if (changed) done();
          }}
        >
          <Form.Item
            name="reason"
            label={say('原因（不要写姓名）', 'Why (no names)')}
            rules={[{ required: true, min: 2, message: say('请写明原因', 'Say why') }]}
          >
            <Input maxLength={200} placeholder={say('例如：本人电话要求恢复', 'e.g. asked for it by telephone')} />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
