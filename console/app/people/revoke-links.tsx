import type { DutyWord } from '../../../domain/people/duties';
import { ActWithReason } from '../shell/act-with-reason';
import { useWords } from '../words';

/** Revokes the links in a contact's messages, for example after a lost phone. */
export function RevokeLinks({ code, role }: { code: string; role: DutyWord }) {
  const { say } = useWords();
  return (
    <ActWithReason
      path={`/api/register/${encodeURIComponent(code)}/${encodeURIComponent(role)}/revoke-links`}
      button={say('停用填报链接', 'End the links')}
      title={say('停用以前发出的填报链接', 'End the links in the messages before')}
      okText={say('停用', 'End them')}
      placeholder={say('例如：手机丢失', 'e.g. the phone was lost')}
      said={say('已停用；下一条消息会带新的链接', 'They open nothing more; the next message brings a new one')}
      done={() => {}}
    />
  );
}
