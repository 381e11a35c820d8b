import { Flex, Input, InputNumber, Select } from 'antd';
import type { Anchor, Moment } from '../../../domain/definition/definition';
import { useWords } from '../words';

type Counted = Exclude<Moment, string>;

/** A day of the season, or so many days after another date of the stage. */
export function MomentInput({
  label,
  value,
  onChange,
  fixed = false,
}: {
  label: string;
  value: Moment;
  onChange(moment: Moment): void;
  fixed?: boolean;
}) {
  const { say } = useWords();
  const isDay = typeof value === 'string';
  return (
    <Flex gap={6} wrap>
      {!fixed && (
        <Select
          value={isDay ? 'day' : 'after'}
          aria-label={`${label}: ${say('写法', 'how')}`}
          popupMatchSelectWidth={false}
          onChange={(how) => onChange(how === 'day' ? '12-20' : { after: 'due', workingDays: 3, time: '18:00' })}
          options={[
            { value: 'day', label: say('某一天', 'a day') },
            { value: 'after', label: say('之后几天', 'days after') },
          ]}
        />
      )}
      {isDay ? (
        <Input
          value={value}
          aria-label={label}
          style={{ width: 170 }}
          placeholder="12-20 18:00"
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <After label={label} value={value} onChange={onChange} />
      )}
    </Flex>
  );
}

function After({ label, value, onChange }: { label: string; value: Counted; onChange(moment: Moment): void }) {
  const { say } = useWords();
  const unit = value.days !== undefined ? 'days' : 'workingDays';
  const { days, workingDays, ...rest } = value;
  return (
    <>
      <Select<Anchor>
        value={value.after}
        aria-label={`${label}: ${say('从哪天算', 'after')}`}
        onChange={(after) => onChange({ ...value, after })}
        popupMatchSelectWidth={false}
        options={[
          { value: 'opens', label: say('开始', 'opening') },
          { value: 'due', label: say('到期', 'due day') },
        ]}
      />
      <InputNumber
        value={days ?? workingDays ?? 0}
        aria-label={`${label}: ${say('几天', 'number of days')}`}
        style={{ width: 70 }}
        onChange={(count) => onChange({ ...rest, [unit]: count ?? 0 })}
      />
      <Select
        value={unit}
        aria-label={`${label}: ${say('怎么算', 'counted in')}`}
        popupMatchSelectWidth={false}
        onChange={(chosen: 'days' | 'workingDays') => onChange({ ...rest, [chosen]: days ?? workingDays ?? 0 })}
        options={[
          { value: 'workingDays', label: say('个工作日', 'working days') },
          { value: 'days', label: say('天', 'days') },
        ]}
      />
      <Input
        value={value.time ?? ''}
        aria-label={`${label}: ${say('几点', 'at')}`}
        style={{ width: 76 }}
        placeholder="18:00"
        onChange={({ target }) => {
          const { time: _, ...untimed } = value;
          onChange(target.value ? { ...untimed, time: target.value } : untimed);
        }}
      />
    </>
  );
}
