import { Input } from 'antd';
import { freeName } from '../../../../domain/campaign/definition/renaming';
import type { Text } from '../../../../domain/campaign/definition/words';
import { useWords } from '../../words';
import { RowList } from './row-list';
import { TextRow } from './text-fields';

/** A choice: what is stored, and what is read. */
interface Choice {
  value: string;
  label: Text;
}

/** Choices of a field, or ways of helping of a list: the id and the words of each. */
export function ChoiceRows({
  title,
  rows,
  addWord,
  onChange,
}: {
  title: string;
  rows: readonly Choice[];
  addWord: string;
  onChange(rows: Choice[]): void;
}) {
  const { say } = useWords();
  return (
    <RowList<Choice>
      title={title}
      rows={rows}
      addWord={addWord}
      make={() => {
        const taken = rows.map(({ value }) => value);
        return { value: freeName('choice-1', taken), label: { 'zh-CN': '' } };
      }}
      onChange={onChange}
    >
      {(choice, change, name) => (
        <>
          <TextRow label={name} value={choice.label} onChange={(label) => change({ ...choice, label })} />
          <Input
            className="row-day code"
            value={choice.value}
            aria-label={`${name}: ${say('编号', 'id')}`}
            onChange={({ target }) => change({ ...choice, value: target.value })}
          />
        </>
      )}
    </RowList>
  );
}
