import { Link } from 'react-router';
import { CONTACTS } from '../../../domain/table/shapes/register';
import { send } from '../api';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { PageHead } from '../shell/page-head';
import { DataTable } from '../table/data-table';
import type { ContactRow } from '../types';
import { useWords } from '../words';
import { dutyName } from './duty-words';

/** Everybody with a duty for a place, masked, and whether something reaches them. */
export function Component() {
  const { say } = useWords();
  const { can } = useMe();
  const of = ({ region, duty }: ContactRow) =>
    `/api/register/${encodeURIComponent(region)}/${encodeURIComponent(duty)}`;
  return (
    <>
      <PageHead
        title={say('联系人', 'Contacts')}
        about={say(
          '每个地方的联系人、代理人和其他职责；姓名和号码隐去。按完整姓名、手机号或邮箱查找。',
          'Who is told about each place, masked. Find by a whole name, number or address.',
        )}
        actions={
          <>
            <LinkButton to="/register">{say('回到名册', 'Back to the register')}</LinkButton>
            <LinkButton to="/register/gaps">{say('没有联系人的地区', 'Places without a contact')}</LinkButton>
          </>
        }
      />
      <DataTable<ContactRow>
        shape={CONTACTS}
        rowKey="id"
        renders={{
          place: ({ region, place }) => <Link to={`/register?place=${encodeURIComponent(region)}`}>{place}</Link>,
          duty: ({ duty }) => dutyName(duty, say),
        }}
        bulk={
          can('edit-register')
            ? [
                {
                  label: say('恢复短信', 'SMS again'),
                  sure: say(
                    '只在本人同意后使用：这些号码会重新收到短信。',
                    'Only when they agree: SMS go to these numbers again.',
                  ),
                  fits: ({ reach }) => reach === 'stopped',
                  reason: say('例如：本人同意恢复', 'e.g. they agree to get SMS again'),
                  act: (contact, { reason }) => send(`${of(contact)}/resume-sms`, { reason }),
                },
                {
                  label: say('停用填报链接', 'End their links'),
                  danger: true,
                  sure: say(
                    '发给他们的填报链接立即失效；下一条消息带新链接。',
                    'The links that were sent to them end at once; the next message has a new one.',
                  ),
                  fits: () => true,
                  reason: say('例如：更换手机', 'e.g. the phones were replaced'),
                  act: (contact, { reason }) => send(`${of(contact)}/revoke-links`, { reason }),
                },
              ]
            : []
        }
      />
    </>
  );
}
