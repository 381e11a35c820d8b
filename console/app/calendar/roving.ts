import { type KeyboardEvent, useRef, useState } from 'react';
import { firstDay, lastDay, monthAfter, moved } from './months';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const MONTHS: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };

/** @returns the day that a key leads to; null for a key that leads nowhere */
function dayBy(key: string, day: string): string | null {
  const days = STEPS[key];
  if (days !== undefined) return moved(day, days);
  const months = MONTHS[key];
  if (months === undefined) return null;
  const month = monthAfter(day.slice(0, 7), months);
  const same = `${month}-${day.slice(8)}`;
  return same > lastDay(month) ? lastDay(month) : same;
}

export interface Roving {
  /** The day that Tab reaches; the arrows lead to the others. */
  stop: string;
  /** Of the element around the days. */
  frame: { ref: React.RefObject<HTMLDivElement | null>; onKeyDown(event: KeyboardEvent): void };
}

/**
 * Makes many days one tab stop: arrows go by days and weeks, Page Up and Page Down by months.
 * @param onBeyond is told of a day that is not shown
 */
export function useRoving(
  first: string,
  { from, to, onBeyond }: { from: string; to: string; onBeyond?(day: string): void },
): Roving {
  const [chosen, setStop] = useState(first);
  const ref = useRef<HTMLDivElement>(null);
  const isShown = (day: string) => firstDay(from) <= day && day <= lastDay(to);
  const stop = isShown(chosen) ? chosen : firstDay(from);
  const onKeyDown = (event: KeyboardEvent) => {
    const day = dayBy(event.key, stop);
    if (day === null) return;
    event.preventDefault();
    if (!isShown(day) && !onBeyond) return;
    setStop(day);
    if (!isShown(day)) onBeyond?.(day);
    // The new month is drawn first.
    requestAnimationFrame(() => ref.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus());
  };
  return { stop, frame: { ref, onKeyDown } };
}
