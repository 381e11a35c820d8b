import { Button } from 'antd';
import { useState } from 'react';
import { send } from '../api';
import { FormDialog } from './form-dialog';
import { ReasonField } from './reason-field';

interface Act {
  /** Path of the request, below the server's root. */
  path: string;
  /** What is sent besides the reason. */
  body?: object;
  button: string;
  /** As a row of a table needs it; beside a page's title it is as large as the others. */
  size?: 'small' | 'middle';
  title: string;
  okText: string;
  placeholder: string;
  /** Message after success. */
  said: string;
  done(): void;
}

/** A button that asks for the reason, which the server records, and sends the request. */
export function ActWithReason({
  path,
  body = {},
  button,
  size = 'small',
  title,
  okText,
  placeholder,
  said,
  done,
}: Act) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={size} onClick={() => setOpen(true)}>
        {button}
      </Button>
      {open && (
        <FormDialog<{ reason: string }>
          title={title}
          okText={okText}
          submit={({ reason }) => send(path, { ...body, reason })}
          done={said}
          onClose={(changed) => {
            setOpen(false);
            if (changed) done();
          }}
        >
          <ReasonField placeholder={placeholder} />
        </FormDialog>
      )}
    </>
  );
}
