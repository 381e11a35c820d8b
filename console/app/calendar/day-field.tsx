import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Space } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { wholeDay } from '../../../domain/campaign/calendar/whole-day';
import { useWords } from '../words';

/** The calendar is read when somebody opens it. */
const DayDrop = lazy(() => import('./day-drop'));

interface Props {
  /** `2026-12-20`; empty: none. A form gives it, and the next two. */
  value?: string;
  onChange?(day: string): void;
  id?: string;
  /** Where no label of a form stands before it. */
  label?: string;
  /** It is a day, but not one that can be taken; whoever shows the field says why. */
  isRefused?: boolean;
}

/**
 * A day as offices write it, 2026-12-20; typed in any usual form or picked. The browser's own field writes it in the
 * order of its own language.
 */
export function DayField({ value = '', onChange, id, label, isRefused = false }: Props) {
  const { say } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const input = useRef<InputRef>(null);
  const text = typed ?? value;
  const isWrong = text.trim() !== '' && wholeDay(text) === null;
  const type = (next: string) => {
    setTyped(next);
    const day = wholeDay(next);
    if (day !== null || next.trim() === '') onChange?.(day ?? '');
  };
  const close = () => {
    setOpen(false);
    input.current?.focus();
  };
  const name = label ?? say('日期', 'Day');
  return (
    <Space.Compact className="day-field">
      <Input
        ref={input}
        {...(id && { id })}
        {...(label && { 'aria-label': label })}
        {...((isWrong || isRefused) && { status: 'error' as const, 'aria-invalid': true })}
        value={text}
        placeholder={say('年-月-日', 'YYYY-MM-DD')}
        autoComplete="off"
        onChange={({ target }) => type(target.value)}
        onBlur={() => !isWrong && setTyped(null)}
      />
      <Button
        icon={<CalendarOutlined />}
        aria-label={say(`${name}：选日期`, `${name}: pick a day`)}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <Suspense>
          <DayDrop
            day={wholeDay(text)}
            onPick={(day) => {
              type(day);
              setTyped(null);
              close();
            }}
            onClose={close}
          />
        </Suspense>
      )}
    </Space.Compact>
  );
}
