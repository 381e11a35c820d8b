import type { WarningAlert } from '../../types';
import { showTime } from '../../when';
import { type Say, useWords } from '../../words';

const RUNGS: Readonly<Record<string, (say: Say) => string>> = {
  warning: (say) => say('单位', 'unit'),
  deputy: (say) => say('B 角', 'deputy'),
  township: (say) => say('乡镇', 'township'),
  county: (say) => say('县', 'county'),
  calls: (say) => say('电话清单', 'call list'),
};

/** The climbed rungs because of silent units, and the next rung with its time. */
export function AlertLadder({ ladder, zone, state }: Pick<WarningAlert, 'ladder' | 'zone' | 'state'>) {
  const { language, say } = useWords();
  const shown = ladder.filter(({ climbedAt }) => state === 'open' || climbedAt !== null);
  if (shown.length === 0) return null;
  const next = state === 'open' ? ladder.find(({ climbedAt }) => climbedAt === null) : undefined;
  return (
    <ol className="ladder" aria-label={say('叫应升级', 'Escalation')}>
      {shown.map((rung) => {
        const { rung: id, at, climbedAt, silent } = rung;
        const passed = climbedAt !== null;
        return (
          <li key={id} className={passed ? (silent ? 'reached' : 'quiet') : rung === next ? 'next' : 'to-come'}>
            <span className="rung">{RUNGS[id]?.(say) ?? id}</span>
            <span className="soft">
              {passed
                ? silent
                  ? say(
                      `${showTime(climbedAt, zone, language)} 时 ${silent} 个未应答`,
                      `${silent} silent ${showTime(climbedAt, zone, language)}`,
                    )
                  : say('不用', 'not needed')
                : showTime(at, zone, language)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
