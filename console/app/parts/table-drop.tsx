import { InboxOutlined } from '@ant-design/icons';
import { Upload } from 'antd';
import type { ReactNode } from 'react';

/** A field on which a table is dropped, or by which it is chosen. */
export function TableDrop({
  take,
  disabled = false,
  children,
}: {
  take(file: File): Promise<void>;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Upload.Dragger
      accept=".csv,.xlsx,.xls"
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
