import type { DutyWord } from '../../../domain/people/duties';
import { ActWithReason } from '../shell/act-with-reason';
import { useWords } from '../words';

/** Removes a duty that nobody is to have any more, for example a deputy's. */
export function RemoveDuty({ code, role, done }: { code: string; role: DutyWord; done(): void }) {
  const { say } = useWords();
  return (
    <ActWithReason
      path={`/api/register/${encodeURIComponent(code)}/${encodeURIComponent(role)}/remove`}
      button={say('撤销职责', 'Remove the duty')}
      title={say('撤销这项职责', 'Remove this duty')}
      okText={say('撤销', 'Remove it')}
      placeholder={say('例如：不再设B角', 'e.g. there is no deputy any more')}
      said={say('已撤销', 'Removed')}
      done={done}
    />
  );
}
