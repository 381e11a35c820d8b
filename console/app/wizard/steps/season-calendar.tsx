import { Month } from '../../calendar/month';
import { firstDay, lastDay, monthsBetween } from '../../calendar/months';
import { useRoving } from '../../calendar/roving';
import type { Span } from '../../calendar/span';
import type { DaysOff } from '../../types';
import { useData } from '../../use-data';
import { useWords } from '../../words';
import { useSeason } from '../season';

/** The months of the season, with each stage as a coloured line below its days: one tab stop with arrows. */
export function SeasonCalendar({ spans, onPick }: { spans: Span[]; onPick(day: string): void }) {
  const { say } = useWords();
  const { holidays } = useSeason();
  const first = spans.map(({ opens }) => opens).sort()[0] ?? new Date().toISOString().slice(0, 10);
  const last =
    spans
      .map(({ lock }) => lock)
      .sort()
      .at(-1) ?? first;
  const [from, to] = [first.slice(0, 7), last.slice(0, 7)];
  const { data } = useData<DaysOff>(`/api/calendar?from=${firstDay(from)}&to=${lastDay(to)}&holidays=${holidays}`);
  const { stop, frame } = useRoving(first, { from, to });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a set of inputs
    <div
      className="calendar-months"
      role="group"
      aria-label={say(
        '日历：方向键换日，翻页键换月，回车选定',
        'Calendar: arrows for days, Page keys for months, Enter picks',
      )}
      {...frame}
    >
      {monthsBetween(first, last).map((month) => (
        <Month key={month} month={month} spans={spans} stop={stop} daysOff={data} onPick={onPick} />
      ))}
    </div>
  );
}
