import { Button, Flex, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { picture } from '../../api';
import { useMe } from '../../session';
import { FormDialog } from '../../shell/form-dialog';
import type { ListedPaper } from '../../types';
import { useWords } from '../../words';

/** The photos of the sheets: each is shown for a reason, and every look is recorded. */
export function Sheets({ paper: { id, sheets } }: { paper: ListedPaper }) {
  const { say } = useWords();
  const { can } = useMe();
  const [asked, setAsked] = useState<number | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  if (!can('reveal-people') || sheets === 0) return null;
  const close = () => {
    if (shown) URL.revokeObjectURL(shown);
    setShown(null);
  };
  return (
    <Flex gap={8} wrap>
      {Array.from({ length: sheets }, (_, index) => index + 1).map((nr) => (
        <Button key={nr} size="small" onClick={() => setAsked(nr)}>
          {say(`看第 ${nr} 页照片`, `Photo of sheet ${nr}`)}
        </Button>
      ))}
      {asked !== null && (
        <FormDialog<{ reason: string }>
          title={say(`看第 ${asked} 页照片`, `Photo of sheet ${asked}`)}
          okText={say('查看', 'Show')}
          submit={async ({ reason }) => setShown(await picture(`/api/papers/${id}/sheets/${asked}`, { reason }))}
          onClose={() => setAsked(null)}
        >
          <Form.Item
            name="reason"
            label={say('原因（记入操作记录）', 'Why (for the audit log)')}
            rules={[{ required: true, min: 2, whitespace: true }]}
          >
            <Input maxLength={200} placeholder={say('例如：录入', 'For example: to key it')} />
          </Form.Item>
        </FormDialog>
      )}
      {shown && (
        <Modal open width={960} footer={null} onCancel={close}>
          <img src={shown} alt={say('名单的照片', 'The sheet')} style={{ width: '100%' }} />
        </Modal>
      )}
    </Flex>
  );
}
