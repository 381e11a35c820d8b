import { useEffect, useState } from 'react';
import { useWords } from '../../words';

const SECOND_MS = 1000;

const clock = (ms: number): string => {
  const seconds = Math.floor(Math.abs(ms) / SECOND_MS);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};

/**
 * The time until an instant, or since it.
 * @param now of the campaign when the data came: the reader's own clock may be wrong
 * @param ticking the clock of a rehearsal stands still between its steps
 */
export function Countdown({ to, now, ticking }: { to: string; now: string; ticking: boolean }) {
  const { say } = useWords();
  const left = Date.parse(to) - useNow(now, ticking);
  return (
    <span className={left < 0 ? 'clock overdue' : 'clock'} role="timer">
      {left < 0 ? say('已超 ', 'over by ') : say('还剩 ', '')}
      {clock(left)}
      {left >= 0 && say('', ' left')}
    </span>
  );
}

/** @returns the campaign's time in milliseconds; it advances every second until new data comes. */
function useNow(told: string, ticking: boolean): number {
  const [now, setNow] = useState(() => Date.parse(told));
  useEffect(() => {
    const [begin, came] = [Date.parse(told), Date.now()];
    setNow(begin);
    if (!ticking) return;
    const timer = setInterval(() => setNow(begin + Date.now() - came), SECOND_MS);
    return () => clearInterval(timer);
  }, [told, ticking]);
  return now;
}
