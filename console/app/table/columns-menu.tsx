import { Button, Checkbox, Flex, Popover } from 'antd';
import type { Column } from '../../../domain/table/shape';
import { useWords } from '../words';

/** Chooses the columns that are shown. */
export function ColumnsMenu({
  columns,
  shown,
  onChange,
}: {
  columns: readonly Column[];
  shown: readonly string[];
  onChange(keys: readonly string[] | null): void;
}) {
  const { language, say } = useWords();
  const put = (key: string, on: boolean) => {
    const wanted = columns.map((column) => column.key).filter((one) => (one === key ? on : shown.includes(one)));
    const first = columns.filter((column) => column.shown === undefined).map((column) => column.key);
    if (wanted.length > 0) onChange(wanted.join() === first.join() ? null : wanted);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Flex vertical gap={4}>
          {columns.map(({ key, title }) => (
            <Checkbox key={key} checked={shown.includes(key)} onChange={({ target }) => put(key, target.checked)}>
              {title[language]}
            </Checkbox>
          ))}
        </Flex>
      }
    >
      <Button size="small">{say('选列', 'Columns')}</Button>
    </Popover>
  );
}
