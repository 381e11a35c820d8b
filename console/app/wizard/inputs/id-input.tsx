import { Form, Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../../words';

const ID = /^[a-z][a-z0-9-]{0,39}$/;
export const FIELD_ID = /^[a-z][a-zA-Z0-9]{0,39}$/;

/**
 * The id of a part, which other parts use. A change takes effect when the field is left, not letter by letter: a
 * half-typed id may be the id of another part, and all references must follow the change.
 */
export function IdInput({
  value,
  taken,
  onRename,
  shape = ID,
  label,
}: {
  value: string;
  /** Ids of other parts. */
  taken: readonly string[];
  onRename(id: string): void;
  shape?: RegExp;
  label?: string;
}) {
  const { say } = useWords();
  const id = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const isTaken = typed !== value && taken.includes(typed);
  const isWrong = isTaken || !shape.test(typed);
  const leave = () => {
    if (!isWrong && typed !== value) onRename(typed);
  };
  const rule =
    shape === FIELD_ID
      ? say('小写字母开头，字母和数字', 'Letters and digits, a lower-case letter first')
      : say('小写字母、数字、连字符', 'Lower-case letters, digits and hyphens');
  const complaint = isTaken
    ? say(`“${typed}”已经有了，仍是“${value}”`, `There is a "${typed}" already; it is still "${value}"`)
    : say(`${rule}；仍是“${value}”`, `${rule}; it is still "${value}"`);
  return (
    <Form.Item
      label={label ?? say('编号', 'Id')}
      htmlFor={id}
      {...(isWrong ? { validateStatus: 'error' as const, help: complaint } : { extra: rule })}
    >
      <Input
        id={id}
        className="code"
        value={typed}
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={isWrong}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={leave}
        onPressEnter={leave}
      />
    </Form.Item>
  );
}
