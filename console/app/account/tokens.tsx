import { Button, Card, Tag } from 'antd';
import { useState } from 'react';
import type { Permission } from '../../../domain/account/roles';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { ShownOnce } from '../parts/shown-once';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { PlainTable } from '../table/plain-table';
import type { Token } from '../types';
import { useData } from '../use-data';
import { showDate, showTime } from '../when';
import { useWords } from '../words';
import { TokenDialog } from './token-dialog';
import { verbLabel } from './verb-labels';

/** Tokens of programs: permissions, region and validity; a new token is shown once. */
export function Component() {
  const { say, language } = useWords();
  const { message, modal } = useFeedback();
  const { data, error, reload } = useData<Token[]>('/api/tokens');
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  if (!data) return <Loading error={error} reload={reload} />;
  const isOver = ({ revokedAt, expiresAt }: Token) => revokedAt !== null || new Date(expiresAt) <= new Date();
  const revoke = ({ id, name }: Token) =>
    modal.confirm({
      title: say(`停用令牌“${name}”？`, `Revoke the token "${name}"?`),
      content: say(
        '使用它的程序立即不能再访问，也不能恢复。',
        'The program that uses it is refused at once, for ever.',
      ),
      okText: say('停用', 'Revoke'),
      okButtonProps: { danger: true },
      onOk: () =>
        send(`/api/tokens/${id}/revoke`, {}).then(reload, (refused: Error) => void message.error(refused.message)),
    });
  return (
    <>
      <PageHead
        title={say('程序令牌', 'Tokens of programs')}
        actions={
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('新建令牌', 'Make a token')}
          </Button>
        }
      />
      {made && (
        <ShownOnce
          title={say('请把令牌交给使用它的程序（只显示这一次）：', 'Give this token to the program (shown this once):')}
          secret={made}
          onClose={() => setMade(null)}
        />
      )}
      <Card size="small" className="section">
        <PlainTable<Token>
          rowKey="id"
          pagination={false}
          dataSource={data}
          columns={[
            { title: say('名称', 'Name'), dataIndex: 'name' },
            {
              title: say('可以做什么', 'May do'),
              dataIndex: 'verbs',
              render: (verbs: Permission[]) => verbs.map((verb) => <Tag key={verb}>{verbLabel(verb, say)}</Tag>),
            },
            {
              title: say('范围', 'Region'),
              className: 'whole',
              dataIndex: 'region',
              render: (region: string | null) => region ?? say('全部', 'everything'),
            },
            {
              title: say('有效期至', 'Until'),
              className: 'whole',
              render: (_, { expiresAt }) => showDate(expiresAt, language),
            },
            {
              title: say('最近使用', 'Last used'),
              className: 'whole',
              render: (_, { lastUsedAt }) => (lastUsedAt ? showTime(lastUsedAt, null, language) : say('从未', 'never')),
            },
            {
              title: say('操作', 'Actions'),
              render: (_, token) =>
                isOver(token) ? (
                  <Tag>{token.revokedAt ? say('已停用', 'revoked') : say('已过期', 'over')}</Tag>
                ) : (
                  <Button size="small" danger onClick={() => revoke(token)}>
                    {say('停用', 'Revoke')}
                  </Button>
                ),
            },
          ]}
        />
      </Card>
      {adding && (
        <TokenDialog
          onClose={(token) => {
            setAdding(false);
            if (token) setMade(token);
            reload();
          }}
        />
      )}
    </>
  );
}
