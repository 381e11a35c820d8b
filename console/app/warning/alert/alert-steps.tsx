import { Progress } from 'antd';
import { STEP_NAMES } from '../../../../domain/warning/alert/forms';
import type { WarningAlert } from '../../types';
import { useWords } from '../../words';
import { Countdown } from './countdown';

/** How many units have known, sent and done, each step with its countdown while units are silent. */
export function AlertSteps({ alert }: { alert: WarningAlert }) {
  const { language, say } = useWords();
  return (
    <ul className="alert-steps">
      {alert.steps.map(({ step, asked, answered, late, dueAt, state }) => {
        const silent = asked - answered;
        return (
          <li key={step}>
            <span className="step-name">{STEP_NAMES[step][language]}</span>
            <Progress
              percent={asked === 0 ? 0 : Math.round((answered / asked) * 100)}
              status={silent === 0 ? 'success' : late > 0 ? 'exception' : 'normal'}
              showInfo={false}
              aria-label={`${STEP_NAMES[step][language]} ${answered} / ${asked}`}
            />
            <span className="step-count">
              {answered} / {asked}
            </span>
            <span className="step-clock">
              {silent > 0 && state === 'open' && (
                <Countdown to={dueAt} now={alert.now} ticking={alert.mode === 'live'} />
              )}
              {silent === 0 && say('全部应答', 'all answered')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
