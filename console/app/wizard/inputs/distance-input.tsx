import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Distance } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';

type Unit = Exclude<keyof Distance, 'time'>;
type Counted = Unit | 'several';

const WORDS: Record<Unit, readonly [string, string]> = {
  workingDays: ['个工作日', 'working days'],
  days: ['天', 'days'],
  hours: ['小时', 'hours'],
  minutes: ['分钟', 'minutes'],
};
const UNITS = Object.keys(WORDS) as Unit[];

/** A distance in days or working days, with a time; negative means before, which is said in words where it is usual. */
export function DistanceInput({
  label,
  value,
  onChange,
  signed = false,
}: {
  label: string;
  value: Distance;
  /** Before or after is chosen in words. */
  signed?: boolean;
  onChange(distance: Distance): void;
}) {
  const { say } = useWords();
  const given = UNITS.filter((unit) => value[unit] !== undefined);
  const [counted, setCounted] = useState<Counted>(given.length > 1 ? 'several' : (given[0] ?? 'workingDays'));
  const single = counted === 'several' ? undefined : value[counted];
  const [before, setBefore] = useState((single ?? 0) < 0);
  const isBefore = single ? single < 0 : before;
  const turn = (toBefore: boolean) => {
    setBefore(toBefore);
    if (counted !== 'several' && single) onChange({ ...value, [counted]: Math.abs(single) * (toBefore ? -1 : 1) });
  };
  const inWords = signed && counted !== 'several';
  const recount = (next: Counted) => {
    const [only] = given;
    if (next !== 'several' && only && only !== next)
      onChange({ ...(value.time && { time: value.time }), [next]: value[only] });
    setCounted(next);
  };
  const number = (unit: Unit) => (
    <InputNumber
      key={unit}
      value={inWords ? Math.abs(value[unit] ?? 0) : (value[unit] ?? 0)}
      {...(inWords && { min: 0 })}
      aria-label={`${label}: ${say(...WORDS[unit])}`}
      style={{ width: counted === 'several' ? 128 : 58 }}
      {...(counted === 'several' && { suffix: <span className="unit">{say(...WORDS[unit])}</span> })}
      onChange={(count) => {
        const { [unit]: _, ...others } = value;
        const size = inWords && isBefore ? -(count ?? 0) : count;
        onChange({ ...others, ...(size && { [unit]: size }) });
      }}
    />
  );
  return (
    <>
      {inWords && (
        <Select<'before' | 'after'>
          value={isBefore ? 'before' : 'after'}
          aria-label={`${label}: ${say('提前还是推后', 'before or after')}`}
          popupMatchSelectWidth={false}
          onChange={(way) => turn(way === 'before')}
          options={[
            { value: 'before', label: say('提前', 'before') },
            { value: 'after', label: say('推后', 'after') },
          ]}
        />
      )}
      {counted === 'several' ? UNITS.map(number) : number(counted)}
      <Select<Counted>
        value={counted}
        aria-label={`${label}: ${say('怎么算', 'counted in')}`}
        popupMatchSelectWidth={false}
        onChange={recount}
        options={[
          ...UNITS.map((unit) => ({ value: unit, label: say(...WORDS[unit]) })),
          { value: 'several' as const, label: say('几种合计', 'several') },
        ]}
      />
      <Input
        value={value.time ?? ''}
        aria-label={`${label}: ${say('几点', 'at')}`}
        style={{ width: 76 }}
        placeholder="—"
        onChange={({ target }) => {
          const { time: _, ...untimed } = value;
          onChange(target.value ? { ...untimed, time: target.value } : untimed);
        }}
      />
    </>
  );
}
