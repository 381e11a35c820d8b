import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { FormDialog } from '../../shell/form-dialog';
import { useWords } from '../../words';

/** A button that books something once by its key; with `why`, for a reason. */
export function ActWithKey({
  path,
  button,
  title,
  about,
  why = false,
  said,
  danger = false,
  done,
}: {
  path: string;
  button: string;
  title: string;
  about: string;
  why?: boolean;
  /** Message after success. */
  said: string;
  danger?: boolean;
  done(): void;
}) {
  const { say } = useWords();
  const [key, setKey] = useState<string | null>(null);
  return (
    <>
      <Button size="small" danger={danger} onClick={() => setKey(crypto.randomUUID())}>
        {button}
      </Button>
      {key && (
        <FormDialog<{ reason?: string }>
          title={title}
          okText={button}
          danger={danger}
          submit={({ reason }) => send(path, { key, ...(why && { reason }) })}
          done={said}
          onClose={(changed) => {
            setKey(null);
            if (changed) done();
          }}
        >
          <p className="soft">{about}</p>
          {why && (
            <Form.Item
              name="reason"
              label={say('原因（不要写姓名）', 'Why (no names)')}
              rules={[{ required: true, min: 2, message: say('请写明原因', 'Say why') }]}
            >
              <Input maxLength={200} />
            </Form.Item>
          )}
        </FormDialog>
      )}
    </>
  );
}
