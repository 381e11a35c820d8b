import { Button, Flex, Tag } from 'antd';
import { useState } from 'react';
import { needsRegion } from '../../../domain/account/roles';
import { ACCOUNTS } from '../../../domain/table/shapes/accounts';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { useMe } from '../session';
import { PageHead } from '../shell/page-head';
import { roleWord } from '../shell/state-words';
import { DataTable } from '../table/data-table';
import type { Account, AccountRow, Added, Invited } from '../types';
import { useWords } from '../words';
import { AccountDialog } from './account-dialog';
import { InviteSeveral } from './invite-several';
import { Links } from './links';

/** Accounts with role and region: found, added, changed, disabled and enabled; new ones get one-time links. */
export function Component() {
  const { say } = useWords();
  const { id: own } = useMe();
  const [read, setRead] = useState(0);
  const [edited, setEdited] = useState<Account | 'new' | null>(null);
  const [inviting, setInviting] = useState(false);
  const [links, setLinks] = useState<readonly Added[]>([]);
  const keep = (several: readonly Added[]) => {
    const ids = new Set(several.map(({ account }) => account.id));
    setLinks((before) => [...several, ...before.filter(({ account }) => !ids.has(account.id))]);
  };
  const readAgain = () => setRead((before) => before + 1);
  const acts = (account: Account, reload: () => void) =>
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
      <DataTable<AccountRow>
        key={read}
        shape={ACCOUNTS}
        rowKey="id"
        renders={{
          role: ({ role }) => roleWord(role, say),
          regionName: (account) => <RegionOf account={account} />,
          state: (account) => <State account={account} />,
        }}
        acts={(account, reload) => acts(account, reload)}
        bulk={[
          {
            label: say('新链接', 'New link'),
            sure: say(
              '给他们各做一个一次性链接，以前的链接失效；链接列在页面上方，请分别交给本人。',
              'Makes a one-time link for each; those before stop working. They are listed above: give each to its person.',
            ),
            fits: ({ id, disabledAt, hasSubject }) => id !== own && !disabledAt && !hasSubject,
            act: async (account) => {
              const { link } = await send<Invited>(`/api/accounts/${account.id}/invite`, {});
              keep([{ account, link }]);
            },
          },
          {
            label: say('停用', 'Disable'),
            danger: true,
            sure: say(
              '他们立即退出登录，不能再登录；以后可以重新启用。',
              'They are signed out at once and cannot sign in. They can be enabled again.',
            ),
            fits: ({ id, disabledAt }) => id !== own && !disabledAt,
            act: ({ id, role, region }) => send(`/api/accounts/${id}`, { role, region, disabled: true }),
          },
          {
            label: say('启用', 'Enable'),
            sure: say('他们可以重新登录。', 'They can sign in again.'),
            fits: ({ id, disabledAt }) => id !== own && disabledAt !== null,
            act: ({ id, role, region }) => send(`/api/accounts/${id}`, { role, region, disabled: false }),
          },
        ]}
      />
      {edited && (
        <AccountDialog
          account={edited === 'new' ? null : edited}
          added={(one) => {
            keep([one]);
            readAgain();
          }}
          onClose={(done) => {
            setEdited(null);
            if (done) readAgain();
          }}
        />
      )}
      {inviting && (
        <InviteSeveral
          added={(several) => {
            setInviting(false);
            keep(several);
            readAgain();
          }}
          onClose={() => setInviting(false)}
        />
      )}
    </>
  );
}

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
  const { message, modal } = useFeedback();
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
