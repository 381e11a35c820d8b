import { App, Button, Card, Flex, Grid, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { needsRegion, type Role } from '../../../domain/account/roles';
import { send } from '../api';
import { useMe } from '../session';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { roleWord } from '../shell/state-words';
import type { Account, Added, Invited } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { type Say, useWords } from '../words';
import { AccountDialog } from './account-dialog';
import { InviteSeveral } from './invite-several';
import { Links } from './links';

/** Accounts with role and region: found, added, changed, disabled and enabled; new ones get one-time links. */
export function Component() {
  const { language, say } = useWords();
  const { id: own } = useMe();
  // On a phone all about an account stands below each other, and no button lies beyond the edge.
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const { data, error, reload } = useData<Account[]>('/api/accounts');
  const [words, setWords] = useState('');
  const [edited, setEdited] = useState<Account | 'new' | null>(null);
  const [inviting, setInviting] = useState(false);
  const [links, setLinks] = useState<readonly Added[]>([]);
  if (!data) return <Loading error={error} reload={reload} />;
  const keep = (several: readonly Added[]) => {
    const ids = new Set(several.map(({ account }) => account.id));
    setLinks((before) => [...several, ...before.filter(({ account }) => !ids.has(account.id))]);
    reload();
  };
  const acts = (account: Account) =>
    account.id === own ? (
      <span className="soft">{say('您自己', 'yourself')}</span>
    ) : (
      <Acts account={account} edit={() => setEdited(account)} keep={keep} reload={reload} />
    );
  return (
    <>
      <PageHead
        title={say('账号', 'Accounts')}
        actions={
          <Flex gap={8} wrap>
            <Button onClick={() => setInviting(true)}>{say('批量邀请', 'Invite several')}</Button>
            <Button type="primary" onClick={() => setEdited('new')}>
              {say('添加账号', 'Add an account')}
            </Button>
          </Flex>
        }
      />
      {links.length > 0 && <Links links={links} onClose={() => setLinks([])} />}
      <Card size="small" className="section">
        <Input.Search
          allowClear
          value={words}
          onChange={({ target }) => setWords(target.value)}
          placeholder={say('按姓名、登录名、角色或范围查找', 'Find by name, login, role or region')}
          aria-label={say('查找账号', 'Find accounts')}
          style={{ maxWidth: 360 }}
        />
        <Table<Account>
          rowKey="id"
          size="small"
          className="section"
          pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
          {...(!narrow && { scroll: { x: 860 } })}
          dataSource={data.filter((account) => holds(account, words, say))}
          columns={
            narrow
              ? [
                  {
                    title: say('账号', 'Account'),
                    render: (_, account) => (
                      <>
                        <div>
                          {account.name} <span className="soft">{account.login}</span> <State account={account} />
                        </div>
                        <div>
                          {roleWord(account.role, say)} · <RegionOf account={account} />
                        </div>
                        {acts(account)}
                      </>
                    ),
                  },
                ]
              : [
                  {
                    title: say('姓名', 'Name'),
                    dataIndex: 'name',
                    sorter: (a, b) => a.name.localeCompare(b.name, language),
                  },
                  {
                    title: say('登录名', 'Login'),
                    dataIndex: 'login',
                    sorter: (a, b) => a.login.localeCompare(b.login),
                  },
                  { title: say('角色', 'Role'), dataIndex: 'role', render: (role: Role) => roleWord(role, say) },
                  { title: say('范围', 'Region'), render: (_, account) => <RegionOf account={account} /> },
                  { title: say('状态', 'State'), render: (_, account) => <State account={account} /> },
                  {
                    title: say('最近登录', 'Last sign-in'),
                    dataIndex: 'lastSignInAt',
                    sorter: (a, b) => (a.lastSignInAt ?? '').localeCompare(b.lastSignInAt ?? ''),
                    render: (at: string | null) => (at ? showTime(at, null, language) : '—'),
                  },
                  {
                    title: say('操作', 'Actions'),
                    render: (_, account) => acts(account),
                  },
                ]
          }
        />
      </Card>
      {edited && (
        <AccountDialog
          account={edited === 'new' ? null : edited}
          added={(one) => keep([one])}
          onClose={(done) => {
            setEdited(null);
            if (done) reload();
          }}
        />
      )}
      {inviting && (
        <InviteSeveral
          added={(several) => {
            setInviting(false);
            keep(several);
          }}
          onClose={() => setInviting(false)}
        />
      )}
    </>
  );
}

const holds = ({ name, login, role, regionName, region }: Account, words: string, say: Say): boolean =>
  [name, login, roleWord(role, say), regionName, region].some((text) =>
    text?.toLowerCase().includes(words.trim().toLowerCase()),
  );

function RegionOf({ account: { role, region, regionName } }: { account: Account }) {
  const { say } = useWords();
  if (region !== null) return <span title={region}>{regionName ?? region}</span>;
  if (needsRegion(role)) return <Tag color="warning">{say('全部，请补范围', 'everything: give a region')}</Tag>;
  return <>{say('全部', 'everything')}</>;
}

function State({ account: { disabledAt, hasPassword, hasSubject } }: { account: Account }) {
  const { say } = useWords();
  if (disabledAt) return <Tag color="error">{say('已停用', 'disabled')}</Tag>;
  if (hasPassword || hasSubject) return <Tag color="success">{say('可用', 'active')}</Tag>;
  return <Tag>{say('等待首次登录', 'invited')}</Tag>;
}

/** What can be done with one account. */
function Acts({
  account,
  edit,
  keep,
  reload,
}: {
  account: Account;
  edit(): void;
  keep(several: readonly Added[]): void;
  reload(): void;
}) {
  const { say } = useWords();
  const { message, modal } = App.useApp();
  const { id, name, role, region, disabledAt, hasFactor, hasSubject } = account;
  const attempt = (work: Promise<unknown>) => work.then(reload, (error: Error) => void message.error(error.message));
  const change = (disabled: boolean) => attempt(send(`/api/accounts/${id}`, { role, region, disabled }));
  const invite = () =>
    attempt(
      send<Invited>(`/api/accounts/${id}/invite`, {}).then(({ link }) => {
        keep([{ account, link }]);
      }),
    );
  const disable = () =>
    modal.confirm({
      title: say(`停用${name}的账号？`, `Disable the account of ${name}?`),
      content: say(
        '对方立即退出登录，不能再登录；以后可以重新启用。操作记录保留。',
        'They are signed out at once and cannot sign in. It can be enabled again; what they did stays in the log.',
      ),
      okText: say('停用', 'Disable'),
      okButtonProps: { danger: true },
      onOk: () => change(true),
    });
  const removeFactor = () =>
    modal.confirm({
      title: say(`取消${name}的两步验证？`, `Remove the second factor of ${name}?`),
      content: say(
        '只在手机和恢复码都丢失、并已当面核实本人后使用。对方的登录全部失效。',
        'Only when telephone and recovery codes are lost, and you have made sure who asks. The sessions end.',
      ),
      okText: say('取消两步验证', 'Remove'),
      okButtonProps: { danger: true },
      onOk: () => attempt(send(`/api/accounts/${id}/second-factor/remove`, {})),
    });
  if (disabledAt)
    return (
      <Button size="small" onClick={() => void change(false)} aria-label={say(`启用 ${name}`, `Enable ${name}`)}>
        {say('启用', 'Enable')}
      </Button>
    );
  return (
    <Flex gap={6} wrap>
      <Button size="small" onClick={edit} aria-label={say(`修改 ${name}`, `Change ${name}`)}>
        {say('修改', 'Change')}
      </Button>
      {!hasSubject && (
        <Button size="small" onClick={() => void invite()}>
          {say('新链接', 'New link')}
        </Button>
      )}
      {hasFactor && (
        <Button size="small" onClick={removeFactor}>
          {say('取消两步验证', 'Remove second factor')}
        </Button>
      )}
      <Button size="small" danger onClick={disable} aria-label={say(`停用 ${name}`, `Disable ${name}`)}>
        {say('停用', 'Disable')}
      </Button>
    </Flex>
  );
}
