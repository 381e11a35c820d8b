import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input, Popover, Space } from 'antd';
import { useId, useRef, useState } from 'react';
import { dayFromTyped, wordsOfPicked } from '../../../../domain/campaign/calendar/day-words';
import { lunarOf } from '../../../../domain/campaign/calendar/lunar';
import { lunarWords } from '../../../../domain/campaign/calendar/lunar-words';
import { NoSuchDay, readDay } from '../../../../domain/campaign/calendar/moments';
import { dayInWords } from '../../../../domain/campaign/calendar/shown-day';
import { PickDay } from '../../calendar/pick-day';
import { showDay } from '../../when';
import { type Say, useWords } from '../../words';
import { type DraftSeason, useSeason } from '../season';

interface Props {
  label: string;
  /** As definitions keep it; while it is typed, whatever is typed. */
  value: string;
  onChange(value: string): void;
  /** A day without a time. */
  dayOnly?: boolean;
}

/** A day of the season, typed in any usual form or picked; beside it the day that it is, or what is wrong with it. */
export function DayInput({ label, value, onChange, dayOnly = false }: Props) {
  const { language, say } = useWords();
  const season = useSeason();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const read = resolved(value, season, language, say);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span className="day-input">
      <Space.Compact>
        <Input
          value={typed ?? dayInWords(value, language)}
          aria-label={label}
          aria-describedby={id}
          aria-invalid={read.day === null}
          {...(read.day === null && { status: 'error' as const })}
          style={{ width: dayOnly ? 130 : 170 }}
          placeholder={dayOnly ? say('12月20日', '12-20') : say('12月20日 18:00', '12-20 18:00')}
          onChange={({ target }) => {
            setTyped(target.value);
            onChange(dayFromTyped(target.value) ?? target.value);
          }}
          onBlur={() => setTyped(null)}
        />
        <Popover
          trigger="click"
          open={open}
          onOpenChange={setOpen}
          destroyOnHidden
          content={
            <PickDay
              holidays={season.holidays}
              day={read.day ?? `${season.months.season}-12-20`}
              onPick={(day) => {
                setTyped(null);
                onChange(wordsOfPicked(season.months, day, value));
                close();
              }}
              onClose={close}
            />
          }
        >
          <Button
            ref={button}
            icon={<CalendarOutlined />}
            aria-label={say(`${label}：选日期`, `${label}: pick a day`)}
            aria-expanded={open}
          />
        </Popover>
      </Space.Compact>
      <span id={id} className={read.day === null ? 'wrong' : 'soft'}>
        {read.words}
      </span>
    </span>
  );
}

/** @returns the day with its weekday, and in the other calendar; or why it is no day */
function resolved(
  value: string,
  { months }: DraftSeason,
  language: 'zh-CN' | 'en',
  say: Say,
): { day: string | null; words: string } {
  try {
    const { day } = readDay(value, months);
    const solar = showDay(`${day}T00:00:00Z`, 'UTC', language);
    if (value.startsWith('lunar')) return { day, words: `= ${solar}` };
    return { day, words: `${solar}${language === 'en' ? '' : ` · ${lunarWords(lunarOf(day))}`}` };
  } catch (error) {
    if (!(error instanceof NoSuchDay)) throw error;
    const examples = say('：可写 12-20、12月20日、腊月初八', ': write 12-20, or lunar 12-08');
    return { day: null, words: `${error.say(language)}${error.code === 'not-a-day' ? examples : ''}` };
  }
}
