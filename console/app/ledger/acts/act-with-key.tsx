import { Button } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { FormDialog } from '../../shell/form-dialog';
import { ReasonField } from '../../shell/reason-field';

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
          {why && <ReasonField />}
        </FormDialog>
      )}
    </>
  );
}
