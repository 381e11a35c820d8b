import { useMemo } from 'react';
import type { DaysOff } from '../../types';
import { useData } from '../../use-data';
import { useWords } from '../../words';

export interface Span {
  id: string;
  name: string;
  colour: string;
  /** Days, first and last. */
  opens: string;
  due: string;
  lock: string;
}

interface Shown {
  spans: Span[];
  holidays: string;
  onPick(day: string): void;
}

const DAY_MS = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * The months of the season: days off are grey, holidays and make-up days named, each stage a coloured line below its
 * days.
 */
export function SeasonCalendar({ spans, holidays, onPick }: Shown) {
  const { language } = useWords();
  const first = spans.map(({ opens }) => opens).sort()[0] ?? iso(Date.now());
  const last =
    spans
      .map(({ lock }) => lock)
      .sort()
      .at(-1) ?? first;
  const from = `${first.slice(0, 7)}-01`;
  const to = iso(Date.parse(`${last.slice(0, 7)}-01`) + 31 * DAY_MS);
  const { data } = useData<DaysOff>(`/api/calendar?from=${from}&to=${to}&holidays=${holidays}`);
  const off = useMemo(() => new Set(data?.off), [data]);
  const madeUp = useMemo(() => new Set(data?.madeUp), [data]);
  return (
    <div className="calendar-months">
      {monthsBetween(first, last).map((month) => (
        <Month key={month} month={month} spans={spans} off={off} madeUp={madeUp} language={language} onPick={onPick} />
      ))}
    </div>
  );
}

interface MonthShown {
  month: string;
  spans: Span[];
  off: ReadonlySet<string>;
  madeUp: ReadonlySet<string>;
  language: string;
  onPick(day: string): void;
}

function Month({ month, spans, off, madeUp, language, onPick }: MonthShown) {
  const { say } = useWords();
  const start = Date.parse(`${month}-01T00:00:00Z`);
  const title = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(start);
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((date) => ({
    date,
    name: new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' }).format(Date.UTC(2024, 0, date)),
  }));
  return (
    <div className="month">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {weekdays.map(({ date, name }) => (
              <th key={date} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(start).map((week) => (
            <tr key={week.join()}>
              {week.map((day, column) => {
                if (day.slice(0, 7) !== month) return <td key={day} />;
                const works = column < 5 ? !off.has(day) : madeUp.has(day);
                const note = off.has(day) ? say('休', 'off') : madeUp.has(day) ? say('班', 'work') : null;
                return (
                  <td key={day} className={works ? '' : 'off'}>
                    <button
                      type="button"
                      className="day"
                      onClick={() => onPick(day)}
                      aria-label={spoken(day, title, spans, note)}
                    >
                      {Number(day.slice(8))}
                    </button>
                    {note && <span className="note">{note}</span>}
                    <Marks day={day} spans={spans} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Marks({ day, spans }: { day: string; spans: Span[] }) {
  const here = spans.filter(({ opens, lock }) => opens <= day && day <= lock);
  return (
    <span className="marks" aria-hidden>
      {here.map(({ id, colour, due }) => (
        <i key={id} style={{ background: colour, opacity: day <= due ? 1 : 0.4 }} />
      ))}
    </span>
  );
}

/** @returns the text of a day for a screen reader. */
const spoken = (day: string, month: string, spans: Span[], note: string | null): string =>
  [
    Number(day.slice(8)),
    month,
    note,
    ...spans.filter(({ opens, lock }) => opens <= day && day <= lock).map(({ name }) => name),
  ]
    .filter(Boolean)
    .join(', ');

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (
    let at = Date.parse(`${first.slice(0, 7)}-01`);
    iso(at).slice(0, 7) <= last.slice(0, 7);
    at = Date.parse(`${iso(at + 32 * DAY_MS).slice(0, 7)}-01`)
  )
    months.push(iso(at).slice(0, 7));
  return months;
}

/** Weeks begin on Monday. */
function weeksOf(start: number): string[][] {
  const lead = (new Date(start).getUTCDay() + 6) % 7;
  const next = Date.parse(`${iso(start + 32 * DAY_MS).slice(0, 7)}-01`);
  const weeks = Math.ceil((lead + (next - start) / DAY_MS) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => iso(start + (week * 7 + day - lead) * DAY_MS)),
  );
}
