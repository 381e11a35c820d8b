import { Button } from 'antd';
import { STEP_NAMES } from '../../../../domain/warning/alert/forms';
import type { Step } from '../../../../domain/warning/alert/steps';
import { send } from '../../api';
import { useFeedback } from '../../feedback';
import { useMe } from '../../session';
import type { AlertUnit, WarningAlert } from '../../types';
import { showTimeSince } from '../../when';
import { useWords } from '../../words';

const AT = { known: 'knownAt', sent: 'sentAt', done: 'doneAt' } as const satisfies Record<Step, keyof AlertUnit>;

/** One step of a unit: a dot with its time, or that nobody has answered; and a button to answer for it. */
export function UnitStep({
  alert,
  unit,
  step,
  onDone,
}: {
  alert: WarningAlert;
  unit: AlertUnit;
  step: Step;
  onDone(): void;
}) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { message } = useFeedback();
  const at = unit[AT[step]];
  const asked = alert.steps.find((one) => one.step === step);
  if (at)
    return (
      <span className="unit-step answered">
        {say('已应答', 'answered')} {showTimeSince(at, alert.openedAt, alert.zone, language)}
      </span>
    );
  if (asked?.state !== 'open') return <span className="unit-step">—</span>;
  const late = alert.now >= asked.dueAt;
  const answer = () =>
    send(`/api/alerts/${alert.id}/acknowledge`, { units: [unit.code], step }).then(
      onDone,
      (error: Error) => void message.error(error.message),
    );
  return (
    <span className={`unit-step ${late ? 'late' : 'silent'}`}>
      {late ? say('超时未应答', 'late, silent') : say('未应答', 'silent')}
      {can('acknowledge-warning') && (
        <Button
          size="small"
          aria-label={say(
            `${unit.name}：代为确认${STEP_NAMES[step]['zh-CN']}`,
            `Answer for it: ${unit.name}, ${STEP_NAMES[step].en}`,
          )}
          onClick={() => void answer()}
        >
          {say('代为确认', 'Answer for it')}
        </Button>
      )}
    </span>
  );
}
