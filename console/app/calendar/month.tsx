import { useMemo } from 'react';
import { lunarOf } from '../../../domain/campaign/calendar/lunar';
import { lunarDateWord, lunarMonthWord } from '../../../domain/campaign/calendar/lunar-words';
import type { DaysOff } from '../types';
import { useWords } from '../words';
import { weeksOf } from './months';
import type { Span } from './span';
import './calendar.css';

/** One month with solar and lunar days: days off are grey, holidays and make-up days named, stages coloured lines. */
export function Month({
  month,
  spans = [],
  chosen = null,
  stop,
  daysOff,
  onPick,
}: {
  month: string;
  spans?: readonly Span[];
  chosen?: string | null;
  /** The day that Tab reaches. */
  stop: string;
  daysOff: DaysOff | null;
  onPick(day: string): void;
}) {
  const { language, say } = useWords();
  const off = useMemo(() => new Set(daysOff?.off), [daysOff]);
  const madeUp = useMemo(() => new Set(daysOff?.madeUp), [daysOff]);
  const start = Date.parse(`${month}-01T00:00:00Z`);
  const title = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(start);
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((date) => ({
    date,
    name: new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' }).format(Date.UTC(2024, 0, date)),
  }));
  const cell = (day: string, column: number) => {
    if (day.slice(0, 7) !== month) return <td key={day} />;
    const works = column < 5 ? !off.has(day) : madeUp.has(day);
    const note = off.has(day) ? say('休', 'off') : madeUp.has(day) ? say('班', 'work') : null;
    const moon = lunarOf(day);
    return (
      <td key={day} className={works ? '' : 'off'}>
        <button
          type="button"
          className="day"
          data-day={day}
          tabIndex={day === stop ? 0 : -1}
          aria-pressed={chosen === null ? undefined : day === chosen}
          onClick={() => onPick(day)}
        >
          {Number(day.slice(8))}
          <small lang="zh-CN">{moon.date === 1 ? lunarMonthWord(moon.month) : lunarDateWord(moon.date)}</small>
          <span className="only-spoken">{spoken({ day, title, note, spans, moon: lunarMonthWord(moon.month) })}</span>
        </button>
        {note && <span className="note">{note}</span>}
        <Marks day={day} spans={spans} />
      </td>
    );
  };
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
          {weeksOf(month).map((week) => (
            <tr key={week.join()}>{week.map(cell)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const spansOn = (day: string, spans: readonly Span[]) => spans.filter(({ opens, lock }) => opens <= day && day <= lock);

function Marks({ day, spans }: { day: string; spans: readonly Span[] }) {
  return (
    <span className="marks" aria-hidden>
      {spansOn(day, spans).map(({ id, colour, due }) => (
        <i key={id} style={{ background: colour, opacity: day <= due ? 1 : 0.4 }} />
      ))}
    </span>
  );
}

interface Spoken {
  day: string;
  title: string;
  moon: string;
  note: string | null;
  spans: readonly Span[];
}

/** @returns what a screen reader says after the numbers of a day. */
const spoken = ({ day, title, moon, note, spans }: Spoken): string =>
  [title, moon, note, ...spansOn(day, spans).map(({ name }) => name)].filter(Boolean).join(', ');
