import { Form, Input } from 'antd';
import { useId } from 'react';
import type { Text } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';

interface Props<T> {
  label: string;
  value: T;
  onChange(text: T): void;
}

/** A text in both languages; the English one may be missing. */
export function TextFields({ required = true, label, value, onChange }: Props<Text> & { required?: boolean }) {
  const { say } = useWords();
  const id = useId();
  return (
    <div className="grid-2 tight wide">
      <Form.Item label={`${label}（中文）`} htmlFor={`${id}-zh`} required={required}>
        <Input
          id={`${id}-zh`}
          value={value['zh-CN']}
          onChange={({ target }) => onChange({ ...value, 'zh-CN': target.value })}
        />
      </Form.Item>
      <Form.Item label={`${label} (English)`} htmlFor={`${id}-en`}>
        <Input
          id={`${id}-en`}
          value={value.en ?? ''}
          placeholder={say('可不填', 'optional')}
          onChange={({ target }) => onChange({ 'zh-CN': value['zh-CN'], ...(target.value && { en: target.value }) })}
        />
      </Form.Item>
    </div>
  );
}

/** A text that may be left out completely. */
export function MaybeTextFields({ value, onChange, ...rest }: Props<Text | undefined>) {
  return (
    <TextFields
      {...rest}
      required={false}
      value={value ?? { 'zh-CN': '' }}
      onChange={(text) => onChange(text['zh-CN'] || text.en ? text : undefined)}
    />
  );
}

/** A text in one row with others: without visible labels, so it has labels for screen readers. */
export function TextRow({ label, value, onChange }: Props<Text>) {
  const { say } = useWords();
  return (
    <>
      <Input
        className="row-text"
        value={value['zh-CN']}
        aria-label={`${label}（中文）`}
        placeholder={say(`${label}（中文）`, `${label} (Chinese)`)}
        onChange={({ target }) => onChange({ ...value, 'zh-CN': target.value })}
      />
      <Input
        className="row-text"
        value={value.en ?? ''}
        aria-label={`${label} (English)`}
        placeholder={say('English（可不填）', 'English (optional)')}
        onChange={({ target }) => onChange({ 'zh-CN': value['zh-CN'], ...(target.value && { en: target.value }) })}
      />
    </>
  );
}
