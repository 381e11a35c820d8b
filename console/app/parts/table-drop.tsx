import { InboxOutlined } from '@ant-design/icons';
import { Upload } from 'antd';
import type { ReactNode } from 'react';

/** A field on which a file is dropped, or by which it is chosen; a table, if nothing else is said. */
export function TableDrop({
  take,
  disabled = false,
  accept = '.csv,.xlsx,.xls',
  children,
}: {
  take(file: File): Promise<void>;
  disabled?: boolean;
  /** Endings of the files that the browser offers. */
  accept?: string;
  children: ReactNode;
}) {
  return (
    <Upload.Dragger
      accept={accept}
      maxCount={1}
      showUploadList={false}
      disabled={disabled}
      beforeUpload={(file) => {
        void take(file);
        // The page sends it itself.
        return false;
      }}
    >
      <InboxOutlined /> {children}
    </Upload.Dragger>
  );
}
