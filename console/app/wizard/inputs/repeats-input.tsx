import { Checkbox, Flex, Input, InputNumber } from 'antd';
import type { Stage } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';

type Repeats = Stage['repeats'];

/** Whether the stage comes again each month. */
export function RepeatsInput({ value, onChange }: { value: Repeats; onChange(repeats: Repeats): void }) {
  const { say } = useWords();
  return (
    <fieldset className="rows wide">
      <legend>{say('重复', 'Repeats')}</legend>
      <Checkbox
        checked={value !== undefined}
        onChange={({ target }) => onChange(target.checked ? { monthlyOn: 15, until: '03-15' } : undefined)}
      >
        {say('每月再来一轮', 'A round each month')}
      </Checkbox>
      {value && (
        <>
          <Flex gap={8} wrap align="center">
            <span>{say('每月', 'On day')}</span>
            <InputNumber
              value={value.monthlyOn}
              min={1}
              max={28}
              precision={0}
              aria-label={say('每月几日', 'Day of the month')}
              style={{ width: 70 }}
              onChange={(day) => day && onChange({ ...value, monthlyOn: day })}
            />
            <span>{say('日，直到', 'until')}</span>
            <Input
              className="row-day"
              value={value.until}
              aria-label={say('直到哪天', 'Until')}
              onChange={({ target }) => onChange({ ...value, until: target.value })}
            />
          </Flex>
          <span className="soft">
            {say('到期和截止要写成“之后几天”。', 'Due and lock then have to be written as “days after”.')}
          </span>
        </>
      )}
    </fieldset>
  );
}
