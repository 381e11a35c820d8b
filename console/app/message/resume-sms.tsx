import type { DutyWord } from '../../../domain/people/duties';
import { ActWithReason } from '../shell/act-with-reason';
import { useWords } from '../words';

/** Cancels the stop of a contact's number, with a recorded reason. */
export function ResumeSms({ code, role, done }: { code: string; role: DutyWord; done(): void }) {
  const { say } = useWords();
  return (
    <ActWithReason
      path={`/api/register/${encodeURIComponent(code)}/${encodeURIComponent(role)}/resume-sms`}
      button={say('恢复短信', 'Send SMS again')}
      title={say('恢复给这个号码发短信', 'Send SMS to this number again')}
      okText={say('恢复', 'Send again')}
      placeholder={say('例如：本人电话要求恢复', 'e.g. asked for it by telephone')}
      said={say('已恢复短信', 'SMS go there again')}
      done={done}
    />
  );
}
