import { Alert, Button, Flex, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import { send } from '../api';
import { TableDrop } from '../parts/table-drop';
import { useTried } from '../parts/use-tried';
import { roleWord } from '../shell/state-words';
import { PlainTable } from '../table/plain-table';
import type { AccountRows, Added, AddedSeveral } from '../types';
import { useWords } from '../words';

type Row = AccountRows['rows'][number];

/**
 * Invites many at once, such as a hundred townships: rows that are pasted, or a table.
 * @param added gets each new account with its one-time link
 */
export function InviteSeveral({ added, onClose }: { added(several: Added[]): void; onClose(): void }) {
  const { language, say } = useWords();
  const [pasted, setPasted] = useState('');
  const [rows, setRows] = useState<Row[] | null>(null);
  const { tried, busy, refused } = useTried();
  const read = (file: File) =>
    tried(async () => {
      const form = new FormData();
      form.append('file', file);
      setRows((await send<AccountRows>(`/api/accounts/read?lang=${language}`, form)).rows);
    });
  const good = (rows ?? []).filter(({ wrong }) => wrong === null);
  const invite = () =>
    tried(async () => {
      const accounts = good.map(({ name, login, role, region }) => ({ name, login, role, region }));
      added((await send<AddedSeveral>('/api/accounts/several', { accounts })).added);
    });
  return (
    <Modal
      open
      width={860}
      title={say('批量邀请', 'Invite several')}
      okText={say(`添加 ${good.length} 个账号`, `Add ${good.length} accounts`)}
      okButtonProps={{ disabled: good.length === 0, loading: busy }}
      onOk={invite}
      onCancel={onClose}
    >
      <p className="soft">
        {say(
          '从表格中复制（连同表头）粘贴到这里，或选择一个文件。列：姓名、登录名（或邮箱、手机）、角色、范围（乡镇的名称或编码）。不写角色的是乡镇经办人。',
          'Paste rows with their headings from a spreadsheet, or choose a file. Columns: name, login (or email), role, region (name or code). Without a role they are township officers.',
        )}
      </p>
      <Input.TextArea
        rows={5}
        value={pasted}
        onChange={({ target }) => setPasted(target.value)}
        aria-label={say('粘贴的表格', 'Pasted rows')}
        placeholder={say('姓名\t登录名\t角色\t范围\n李娜\tlina\t乡镇经办人\t锦屏镇', 'name\tlogin\trole\tregion')}
      />
      <Flex gap={12} align="center" wrap className="section">
        <Button
          disabled={pasted.trim() === ''}
          loading={busy}
          onClick={() => void read(new File([pasted], 'pasted.csv', { type: 'text/csv' }))}
        >
          {say('查看', 'Look at them')}
        </Button>
        <div style={{ flex: 1, minWidth: 220 }}>
          <TableDrop take={read} disabled={busy}>
            {say('或选择 Excel、CSV 文件', 'or choose a file, Excel or CSV')}
          </TableDrop>
        </div>
      </Flex>
      {refused && <Alert type="error" showIcon role="alert" className="section" title={refused.message} />}
      {rows && <Rows rows={rows} />}
    </Modal>
  );
}

function Rows({ rows }: { rows: Row[] }) {
  const { say } = useWords();
  return (
    <PlainTable<Row>
      rowKey="row"
      className="section"
      dataSource={rows}
      scroll={{ y: 320 }}
      pagination={false}
      columns={[
        { title: say('行', 'Row'), dataIndex: 'row', width: 56 },
        { title: say('姓名', 'Name'), dataIndex: 'name' },
        { title: say('登录名', 'Login'), dataIndex: 'login' },
        { title: say('角色', 'Role'), dataIndex: 'role', render: (role: Row['role']) => roleWord(role, say) },
        { title: say('范围', 'Region'), dataIndex: 'regionName', render: (name: string | null) => name ?? '—' },
        {
          title: say('结果', 'Result'),
          dataIndex: 'wrong',
          render: (wrong: string | null) => wrong ?? <Tag color="success">{say('可以添加', 'can be added')}</Tag>,
        },
      ]}
    />
  );
}
