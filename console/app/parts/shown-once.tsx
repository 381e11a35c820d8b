import { Alert, Typography } from 'antd';

/** Shows a new secret for copying; it cannot be shown again. */
export function ShownOnce({ title, secret, onClose }: { title: string; secret: string; onClose(): void }) {
  return (
    <Alert
      type="success"
      showIcon
      closable={{ onClose }}
      title={title}
      description={
        <Typography.Text copyable code>
          {secret}
        </Typography.Text>
      }
    />
  );
}
