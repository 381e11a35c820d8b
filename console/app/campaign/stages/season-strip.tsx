import type { Progress } from '../../types';
import { showShortDay, showTime } from '../../when';
import { textOf, useWords } from '../../words';

const DAY_MS = 86_400_000;
/** Steps of the axis in days, of which the first is taken that makes few marks. */
const STEPS = [1, 2, 7, 14, 30, 60, 120] as const;
const MOST_MARKS = 5;
/** Beyond it a day would run out of the strip on a phone. */
const LAST_MARK = 84;

/** The whole season to scale: a line for each stage with its name, and days below. The stages' dates say the same. */
export function SeasonStrip({ progress: { stages, now, zone } }: { progress: Progress }) {
  const { language, say } = useWords();
  const from = Math.min(...stages.map(({ opensAt }) => msOf(opensAt)));
  const to = Math.max(...stages.map(({ locksAt }) => msOf(locksAt)));
  const at = (ms: number) => Math.min(100, Math.max(0, ((ms - from) / (to - from || 1)) * 100));
  const part = (begins: string, ends: string) => ({
    insetInlineStart: `${at(msOf(begins))}%`,
    width: `${at(msOf(ends)) - at(msOf(begins))}%`,
  });
  const here = at(msOf(now));
  return (
    <div className="season" aria-hidden>
      {stages.map(({ id, name, opensAt, dueAt, locksAt }) => (
        <div className="season-stage" key={id}>
          <span className="season-name">{textOf(name, language)}</span>
          <span className="season-line">
            <span className="span" style={part(opensAt, dueAt)} />
            <span className="grace" style={part(dueAt, locksAt)} />
          </span>
        </div>
      ))}
      <div className="season-axis">
        {marksOf(from, to).map((ms) =>
          at(ms) > LAST_MARK ? null : (
            <span key={ms} style={{ insetInlineStart: `${at(ms)}%` }}>
              {showShortDay(ms, zone, language)}
            </span>
          ),
        )}
      </div>
      <div className="season-now">
        <span className={here > 50 ? 'now right' : 'now'} style={{ insetInlineStart: `${here}%` }}>
          <span>
            {say('现在', 'now')} {showTime(now, zone, language)}
          </span>
        </span>
      </div>
    </div>
  );
}

function marksOf(from: number, to: number): number[] {
  const days = (to - from) / DAY_MS;
  const step = STEPS.find((one) => days / one <= MOST_MARKS) ?? STEPS[STEPS.length - 1] ?? 1;
  return Array.from({ length: Math.floor(days / step) + 1 }, (_, nr) => from + nr * step * DAY_MS);
}

const msOf = (instant: string): number => Date.parse(instant);
