import { Form, Input, Radio, Select } from 'antd';
import { DayField } from '../calendar/day-field';
import { fieldLabel } from '../parts/field-label';
import type { AskedForm } from '../types';
import { textOf, useWords } from '../words';

/** One question of a form: what was typed goes to the server as it is, which checks it as it checks the village's. */
export function ReportField({ field }: { field: AskedForm['fields'][number] }) {
  const { language } = useWords();
  const { id, hint, required } = field;
  return (
    <Form.Item
      name={['figures', id]}
      label={fieldLabel(field, language)}
      required={required}
      {...(hint && { extra: textOf(hint, language) })}
    >
      <Control field={field} />
    </Form.Item>
  );
}

/** Takes value, change and id from its item, as every control of a form does. */
function Control({ field, ...control }: { field: AskedForm['fields'][number]; id?: string }) {
  const { language, say } = useWords();
  const { type, choices = [], maxLength } = field;
  if (type === 'yes-no')
    return (
      <Radio.Group
        {...control}
        options={[
          { value: true, label: say('是', 'Yes') },
          { value: false, label: say('否', 'No') },
        ]}
      />
    );
  if (type === 'choice')
    return (
      <Select
        {...control}
        allowClear
        options={choices.map(({ value, label }) => ({ value, label: textOf(label, language) }))}
      />
    );
  if (type === 'date') return <DayField {...control} />;
  if (type === 'month') return <Input {...control} placeholder={say('年-月', 'YYYY-MM')} autoComplete="off" />;
  if (type === 'integer' || type === 'money')
    return <Input {...control} inputMode={type === 'integer' ? 'numeric' : 'decimal'} autoComplete="off" />;
  return <Input.TextArea {...control} rows={2} {...(maxLength !== undefined && { maxLength, showCount: true })} />;
}
