import { Alert, Button, Card, Flex, Grid } from 'antd';
import { useFeedback } from '../feedback';
import { PlainTable } from '../table/plain-table';
import type { Added } from '../types';
import { useWords } from '../words';

/** The one-time links of new accounts, all of them until the page is left: they cannot be shown again. */
export function Links({ links, onClose }: { links: readonly Added[]; onClose(): void }) {
  const { say } = useWords();
  const { message } = useFeedback();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const textFor = ({ account, link }: Added) =>
    say(
      `${account.name}：请打开链接设置密码并登录暖冬（登录名 ${account.login}，24 小时内有效，只能用一次）：${link}`,
      `${account.name}: set your password for Nuandong by this link (login ${account.login}; for 24 hours, once): ${link}`,
    );
  const copy = async (texts: readonly string[]) => {
    await navigator.clipboard.writeText(texts.join('\n'));
    void message.success(say('已复制', 'Copied'));
  };
  return (
    <Card
      size="small"
      className="section"
      title={say(`一次性链接（${links.length} 个）`, `One-time links (${links.length})`)}
      extra={
        <Flex gap={8} wrap>
          <Button size="small" onClick={() => void copy(links.map(textFor))}>
            {say('全部复制', 'Copy all')}
          </Button>
          <Button size="small" onClick={onClose}>
            {say('收起', 'Put away')}
          </Button>
        </Flex>
      }
    >
      <Alert
        type="success"
        showIcon
        role="status"
        title={say(
          '请把链接交给本人：24 小时内有效，只能用一次，只显示这一次。短信和邮件从您自己的手机、邮箱发出。',
          'Hand the links over: for 24 hours, once each, shown this once. SMS and e-mail go out from your own phone and mailbox.',
        )}
      />
      <PlainTable<Added>
        rowKey={({ account }) => account.id}
        className="section"
        dataSource={[...links]}
        pagination={{ pageSize: 100, showSizeChanger: false, hideOnSinglePage: true }}
        {...(!narrow && { scroll: { x: 720 } })}
        columns={[
          { title: say('姓名', 'Name'), render: (_, { account }) => account.name },
          { title: say('登录名', 'Login'), render: (_, { account }) => account.login },
          ...(narrow
            ? []
            : [
                { title: say('范围', 'Region'), render: (_: unknown, { account }: Added) => account.regionName ?? '—' },
                { title: say('链接', 'Link'), dataIndex: 'link', className: 'code' },
              ]),
          {
            title: say('操作', 'Actions'),
            render: (_, one) => (
              <Flex gap={8} wrap>
                <Button size="small" onClick={() => void copy([textFor(one)])}>
                  {say('复制', 'Copy')}
                </Button>
                <SendLink login={one.account.login} text={textFor(one)} />
              </Flex>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** Opens the administrator's own mail or SMS program where the login is an address or a number. */
function SendLink({ login, text }: { login: string; text: string }) {
  const { say } = useWords();
  if (/^1\d{10}$/.test(login))
    return <a href={`sms:${login}?body=${encodeURIComponent(text)}`}>{say('短信', 'SMS')}</a>;
  if (!login.includes('@')) return null;
  const subject = encodeURIComponent(say('暖冬账号', 'Your account'));
  return <a href={`mailto:${login}?subject=${subject}&body=${encodeURIComponent(text)}`}>{say('邮件', 'E-mail')}</a>;
}
