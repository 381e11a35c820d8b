import { Flex, InputNumber, Select } from 'antd';
import type { Repeat } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';
import { daysOff, weekdays } from '../definition-words';
import { DayInput } from './day-input';

type Rhythm = Exclude<keyof Repeat, 'until' | 'daysOff'>;
type Way = 'none' | Rhythm;

/** Initial values of a chosen rhythm. */
const BEGINNINGS: { [R in Rhythm]: Required<Pick<Repeat, R>> } = {
  dailyAt: { dailyAt: ['09:00'] },
  weeklyOn: { weeklyOn: ['monday'] },
  monthlyOn: { monthlyOn: 15 },
  everyMonths: { everyMonths: 3 },
};
const RHYTHMS = Object.keys(BEGINNINGS) as Rhythm[];

const LAST_DATE = 31;
const MOST_MONTHS = 12;

/** Whether rounds repeat: each day, week or month, or every few months, until a day. */
export function RepeatInput({
  value,
  onChange,
  otherwise,
}: {
  value: Repeat | undefined;
  onChange(repeat: Repeat | undefined): void;
  /** The default without a rhythm. */
  otherwise: string;
}) {
  const { say } = useWords();
  const words: Record<Rhythm, string> = {
    dailyAt: say('每天', 'each day'),
    weeklyOn: say('每周', 'each week'),
    monthlyOn: say('每月', 'each month'),
    everyMonths: say('每几个月', 'each so many months'),
  };
  const choose = (way: Way) =>
    onChange(
      way === 'none'
        ? undefined
        : { ...BEGINNINGS[way], until: value?.until ?? '03-15', daysOff: value?.daysOff ?? 'keep' },
    );
  return (
    <fieldset className="rows wide">
      <legend>{say('重复', 'Repeats')}</legend>
      <Flex gap={8} wrap align="center">
        <Select<Way>
          value={RHYTHMS.find((rhythm) => value?.[rhythm] !== undefined) ?? 'none'}
          aria-label={say('多久一轮', 'Rhythm')}
          popupMatchSelectWidth={false}
          onChange={choose}
          options={[
            { value: 'none' as const, label: otherwise },
            ...RHYTHMS.map((rhythm) => ({ value: rhythm, label: words[rhythm] })),
          ]}
        />
        {value && <RhythmInput value={value} onChange={onChange} />}
        {value && <LimitsInput value={value} onChange={onChange} />}
      </Flex>
      {value && (
        <span className="soft">
          {say('到期和锁定要写成“之后几天”。', 'Due and lock then have to be written as “days after”.')}
        </span>
      )}
    </fieldset>
  );
}

interface Props {
  value: Repeat;
  onChange(repeat: Repeat): void;
}

/** The days or times of the rhythm. */
function RhythmInput({ value, onChange }: Props) {
  const { say } = useWords();
  if (value.dailyAt)
    return (
      <Select<string[]>
        value={value.dailyAt}
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[' ', ',', '，']}
        aria-label={say('每天几点', 'Times of the day')}
        style={{ minWidth: 160 }}
        onChange={(dailyAt) => onChange({ ...value, dailyAt })}
      />
    );
  if (value.weeklyOn)
    return (
      <Select
        value={value.weeklyOn}
        mode="multiple"
        aria-label={say('每周星期几', 'Days of the week')}
        style={{ minWidth: 160 }}
        options={weekdays(say)}
        onChange={(weeklyOn) => onChange({ ...value, weeklyOn })}
      />
    );
  const [key, label, most] =
    value.monthlyOn === undefined
      ? (['everyMonths', say('每几个月', 'Months between them'), MOST_MONTHS] as const)
      : (['monthlyOn', say('每月几日', 'Day of the month'), LAST_DATE] as const);
  return (
    <InputNumber
      value={value[key] ?? null}
      min={1}
      max={most}
      precision={0}
      aria-label={label}
      style={{ width: 70 }}
      onChange={(number) => number && onChange({ ...value, [key]: number })}
    />
  );
}

/** The end of the rhythm, and the rule for days off. */
function LimitsInput({ value, onChange }: Props) {
  const { say } = useWords();
  return (
    <>
      <span>{say('直到', 'until')}</span>
      <DayInput
        dayOnly
        value={value.until}
        label={say('直到哪天', 'Until')}
        onChange={(until) => onChange({ ...value, until })}
      />
      <Select
        value={value.daysOff}
        aria-label={say('遇休息日', 'On days off')}
        popupMatchSelectWidth={false}
        options={daysOff(say)}
        onChange={(chosen) => onChange({ ...value, daysOff: chosen })}
      />
    </>
  );
}
