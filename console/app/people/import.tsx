import { InboxOutlined } from '@ant-design/icons';
import { App, Button, Card, Flex, Table, Tag, Upload } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { send } from '../api';
import { Refused } from '../parts/refused';
import { PageHead } from '../shell/page-head';
import type { Checked, Imported } from '../types';
import { useWords } from '../words';
import { dutyName } from './duty-words';

/** Imports tables of regions and contacts: first shows the changes and every bad cell, then imports all or nothing. */
export function Component() {
  const { language, say } = useWords();
  const { message } = App.useApp();
  const go = useNavigate();
  const [files, setFiles] = useState<File[]>([]);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [refused, setRefused] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit<Answer>(chosen: File[], sent: (form: FormData) => Promise<Answer>): Promise<Answer | null> {
    const form = new FormData();
    for (const file of chosen) form.append('files', file);
    setBusy(true);
    setRefused(null);
    try {
      return await sent(form);
    } catch (error) {
      setRefused(error as Error);
      return null;
    } finally {
      setBusy(false);
    }
  }
  const take = async (chosen: File[]) => {
    setFiles(chosen);
    setChecked(await submit(chosen, (form) => send<Checked>(`/api/register/check?lang=${language}`, form)));
  };
  const store = async () => {
    const imported = await submit(files, (form) => send<Imported>(`/api/register/import?lang=${language}`, form));
    if (!imported) return;
    void message.success(
      say(
        `已导入 ${imported.regions} 个地区、${imported.contacts} 个联系人`,
        `Imported ${imported.regions} regions and ${imported.contacts} contacts`,
      ),
    );
    await go('/register');
  };

  return (
    <>
      <PageHead
        title={say('导入名册', 'Import the register')}
        about={say(
          'CSV 或 Excel；先看会改变什么，再导入。表中没有的行保持不变。',
          'CSV or Excel. See first what will change, then import. What the tables do not name stays.',
        )}
      />
      <Card>
        <Upload.Dragger
          accept=".csv,.xlsx,.xls"
          multiple
          maxCount={3}
          showUploadList={false}
          beforeUpload={(file, list) => {
            if (file === list[0]) void take(list);
            return false;
          }}
        >
          <InboxOutlined />{' '}
          {files.length > 0
            ? files.map(({ name }) => name).join(', ')
            : say('把一至三个文件拖到这里，或点击选择', 'Drop one to three files here, or choose them')}
        </Upload.Dragger>
        {refused && <Refused error={refused} />}
      </Card>
      {checked && (
        <>
          <Card className="section" loading={busy}>
            <Flex justify="space-between" align="center" wrap gap={12}>
              <div role="status">
                {checked.bad.length > 0
                  ? say(
                      `有 ${checked.bad.length + checked.moreBad} 处错误，改正后再导入。`,
                      `${checked.bad.length + checked.moreBad} bad cells: correct them, then import.`,
                    )
                  : say(
                      `${checked.changes.length + checked.more} 处改变，${checked.unchanged} 行不变。`,
                      `${checked.changes.length + checked.more} changes, ${checked.unchanged} rows stay.`,
                    )}
                {checked.leftOut.map(({ message }) => (
                  <div className="soft" key={message}>
                    {message}
                  </div>
                ))}
              </div>
              <Button type="primary" disabled={checked.bad.length > 0} loading={busy} onClick={store}>
                {say('导入', 'Import')}
              </Button>
            </Flex>
          </Card>
          {checked.bad.length > 0 ? <BadRows bad={checked.bad} /> : <Changes changes={checked.changes} />}
        </>
      )}
    </>
  );
}

function BadRows({ bad }: { bad: Checked['bad'] }) {
  const { say } = useWords();
  return (
    <Card className="section" size="small" title={say('错误', 'Bad cells')}>
      <Table
        rowKey={({ file, row, column, code }) => `${file} ${row} ${column} ${code}`}
        size="small"
        dataSource={bad}
        scroll={{ x: 640 }}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          { title: say('文件', 'File'), dataIndex: 'file' },
          { title: say('行', 'Row'), dataIndex: 'row' },
          { title: say('列', 'Column'), dataIndex: 'column' },
          { title: say('值', 'Value'), dataIndex: 'value' },
          { title: say('原因', 'Reason'), dataIndex: 'reason' },
        ]}
      />
    </Card>
  );
}

function Changes({ changes }: { changes: Checked['changes'] }) {
  const { say } = useWords();
  const words = {
    new: <Tag color="success">{say('新增', 'new')}</Tag>,
    changed: <Tag color="processing">{say('修改', 'changed')}</Tag>,
    'handed-over': <Tag color="warning">{say('换人', 'handed over')}</Tag>,
  };
  return (
    <Card className="section" size="small" title={say('会改变什么', 'What will change')}>
      <Table
        rowKey={({ what, region, role, name }) => `${what} ${region} ${role} ${name}`}
        size="small"
        dataSource={changes}
        scroll={{ x: 640 }}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          {
            title: say('改变', 'Change'),
            dataIndex: 'how',
            render: (how: Checked['changes'][number]['how']) => words[how],
          },
          {
            title: say('对象', 'What'),
            dataIndex: 'what',
            render: (_, { what, role }) =>
              what === 'kind' ? say('种类', 'kind') : role === undefined ? say('地区', 'region') : dutyName(role, say),
          },
          { title: say('代码', 'Code'), dataIndex: 'region' },
          { title: say('名称', 'Name'), dataIndex: 'name' },
          {
            title: say('内容', 'Fields'),
            dataIndex: 'fields',
            render: (fields: Checked['changes'][number]['fields']) =>
              fields.map(({ field, before, after }) => `${field}: ${before ?? '—'} → ${after ?? '—'}`).join('; '),
          },
        ]}
      />
    </Card>
  );
}
