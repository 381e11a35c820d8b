import { Alert, Form, type FormInstance, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFeedback } from '../feedback';

/** A dialog with a form. It closes after success; after a refusal it shows the reason and keeps the input. */
export function FormDialog<Values extends object, Answer = unknown>({
  title,
  okText,
  cancelText,
  danger = false,
  width,
  form: given,
  initialValues,
  focused,
  submit,
  done,
  onClose,
  children,
}: {
  title: string;
  okText: string;
  /** Of the button that closes the dialog, where the usual word would mean two things. */
  cancelText?: string;
  danger?: boolean;
  width?: number;
  /** For a caller that needs the input before the submission. */
  form?: FormInstance<Values>;
  initialValues?: Partial<Values>;
  /** Name of the field that gets the focus once the dialog is open. */
  focused?: string;
  /** @throws Error with the refusal */
  submit(values: Values): Promise<Answer>;
  /** Message after success; of another tone where the answer asks for it. */
  done?: string | ((answer: Answer) => { type: 'success' | 'warning'; content: string });
  /** @param answer of the submission, when it was done */
  onClose(done: boolean, answer?: Answer): void;
  children: ReactNode;
}) {
  const { message } = useFeedback();
  const [form] = Form.useForm<Values>(given);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  async function finish(values: Values) {
    setBusy(true);
    setRefused(null);
    try {
      const answer = await submit(values);
      if (done) void message.open(typeof done === 'string' ? { type: 'success', content: done } : done(answer));
      onClose(true, answer);
    } catch (error) {
      setRefused((error as Error).message);
      setBusy(false);
    }
  }

  return (
    <Modal
      open
      title={title}
      okText={okText}
      {...(cancelText && { cancelText })}
      okButtonProps={{ danger, loading: busy }}
      onOk={() => form.submit()}
      onCancel={() => onClose(false)}
      afterOpenChange={(open) => open && focused && document.getElementById(focused)?.focus()}
      {...(width && { width })}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={finish}
        {...(initialValues && { initialValues: initialValues as Values })}
      >
        {children}
        {refused && <Alert type="error" showIcon role="alert" title={refused} className="section" />}
      </Form>
    </Modal>
  );
}
