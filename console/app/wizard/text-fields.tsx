import { Form, Input } from 'antd';
import type { Text } from '../../../domain/definition/definition';
import { useWords } from '../words';

/** A text in both languages; the English one may be missing. */
export function TextFields({
  label,
  value,
  onChange,
  id,
}: {
  label: string;
  value: Text;
  onChange(text: Text): void;
  id: string;
}) {
  const { say } = useWords();
  return (
    <div className="grid-2 tight">
      <Form.Item label={`${label}（中文）`} htmlFor={`${id}-zh`} required>
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
