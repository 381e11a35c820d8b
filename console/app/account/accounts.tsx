import { Alert, App, Button, Card, Flex, Form, Input, Modal, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import { ROLES, type Role } from '../../../domain/account/roles';
import { send } from '../api';
import { ShownOnce } from '../parts/shown-once';
import { RegionPicker } from '../people/region-picker';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { roleWord } from '../shell/state-words';
import type { Account, Added, Invited } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';

/** Accounts with role and region; a new account gets a one-time link. */
export function Component() {
  const { say } = useWords();
  const { message, modal } = App.useApp();
  const { data, error, reload } = useData<Account[]>('/api/accounts');
  const [adding, setAdding] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  if (!data) return <Loading error={error} reload={reload} />;
  const attempt = (work: Promise<{ link?: string } | null>) =>
    work.then(
      (answer) => {
        if (answer?.link) setLink(answer.link);
        reload();
      },
      (refused: Error) => void message.error(refused.message),
    );
  const change = ({ id, role, region }: Account, disabled: boolean) =>
    attempt(send(`/api/accounts/${id}`, { role, region, disabled }).then(() => null));
  const removeFactor = ({ id, name }: Account) =>
    modal.confirm({
      title: say(`取消${name}的两步验证？`, `Remove the second factor of ${name}?`),
      content: say(
        '只在手机和恢复码都丢失、并已当面核实本人后使用。对方的登录全部失效。',
        'Only when telephone and recovery codes are lost, and you have made sure who asks. The sessions end.',
      ),
      okText: say('取消两步验证', 'Remove'),
      okButtonProps: { danger: true },
      onOk: () => attempt(send(`/api/accounts/${id}/second-factor/remove`, {}).then(() => null)),
    });
  return (
    <>
      <PageHead
        title={say('账号', 'Accounts')}
        actions={
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('添加账号', 'Add an account')}
          </Button>
        }
      />
      {link && (
        <ShownOnce
          title={say(
            '请把这个一次性链接交给对方（24 小时内有效，只显示这一次）：',
            'Hand over this one-time link (for 24 hours; shown this once):',
          )}
          secret={link}
          onClose={() => setLink(null)}
        />
      )}
      <Card size="small" className="section">
        <Table<Account>
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 720 }}
          dataSource={data}
          columns={[
            { title: say('姓名', 'Name'), dataIndex: 'name' },
            { title: say('登录名', 'Login'), dataIndex: 'login' },
            { title: say('角色', 'Role'), dataIndex: 'role', render: (role: Role) => roleWord(role, say) },
            {
              title: say('范围', 'Region'),
              dataIndex: 'region',
              render: (region: string | null) => region ?? say('全部', 'everything'),
            },
            {
              title: say('状态', 'State'),
              render: (_, { disabledAt, hasPassword, hasSubject }) =>
                disabledAt ? (
                  <Tag color="error">{say('已停用', 'disabled')}</Tag>
                ) : hasPassword || hasSubject ? (
                  <Tag color="success">{say('可用', 'active')}</Tag>
                ) : (
                  <Tag>{say('等待首次登录', 'invited')}</Tag>
                ),
            },
            {
              title: say('操作', 'Actions'),
              render: (_, account) => (
                <Flex gap={6}>
                  <Button size="small" onClick={() => attempt(send<Invited>(`/api/accounts/${account.id}/invite`, {}))}>
                    {say('新链接', 'New link')}
                  </Button>
                  {account.hasFactor && (
                    <Button size="small" onClick={() => removeFactor(account)}>
                      {say('取消两步验证', 'Remove second factor')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    danger={!account.disabledAt}
                    onClick={() => change(account, !account.disabledAt)}
                  >
                    {account.disabledAt ? say('启用', 'Enable') : say('停用', 'Disable')}
                  </Button>
                </Flex>
              ),
            },
          ]}
        />
      </Card>
      {adding && (
        <AddDialog
          onClose={(added) => {
            setAdding(false);
            if (added) void attempt(Promise.resolve(added));
          }}
        />
      )}
    </>
  );
}

interface Given {
  login: string;
  name: string;
  role: Role;
  region?: string;
}

function AddDialog({ onClose }: { onClose(added: { link: string } | null): void }) {
  const { say } = useWords();
  const [form] = Form.useForm<Given>();
  const [refused, setRefused] = useState<string | null>(null);
  const add = ({ region, ...given }: Given) =>
    send<Added>('/api/accounts', { ...given, region: region ?? null }).then(onClose, (error: Error) =>
      setRefused(error.message),
    );
  return (
    <Modal
      open
      title={say('添加账号', 'Add an account')}
      okText={say('添加', 'Add')}
      onOk={() => form.submit()}
      onCancel={() => onClose(null)}
    >
      <Form form={form} layout="vertical" onFinish={add} initialValues={{ role: 'county-officer' }}>
        <Form.Item name="name" label={say('姓名', 'Name')} rules={[{ required: true, whitespace: true }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="login"
          label={say('登录名或邮箱', 'Login or e-mail')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={say('角色', 'Role')}>
          <Select options={ROLES.map((role) => ({ value: role, label: roleWord(role, say) }))} />
        </Form.Item>
        <Form.Item name="region" label={say('范围', 'Region')} extra={say('不填就是全部', 'Left empty, everything')}>
          <RegionPicker />
        </Form.Item>
        {refused && <Alert type="error" showIcon role="alert" title={refused} />}
      </Form>
    </Modal>
  );
}
