import type { Field, Standard } from '../../../../domain/campaign/definition/definition';
import { kindOf } from '../../../../domain/report/field-kinds';
import { textOf, useWords } from '../../words';
import { counted } from '../definition-words';
import { ChoiceInput, MaybeChoiceInput } from '../inputs/inputs';

/** The category of the standards that a figure counts, and what it counts. */
export function CountsInput({
  type,
  value,
  standards,
  onChange,
}: {
  type: Field['type'];
  value: Field['counts'];
  standards: readonly Standard[];
  onChange(counts: Field['counts']): void;
}) {
  const { language, say } = useWords();
  const able = kindOf(type).counts;
  const [first] = able;
  if (!first) return null;
  return (
    <>
      <MaybeChoiceInput
        label={say('计入哪一类', 'Counts towards')}
        extra={
          standards.length === 0
            ? say('先在“标准”里加类别', 'Add categories under “Standards” first')
            : say('报告和预警走访据此汇总', 'Reports and visits in warnings add these up')
        }
        value={value?.category}
        otherwise={say('不计入', 'nothing')}
        options={standards.map(({ category, name }) => ({ value: category, label: textOf(name, language) }))}
        onChange={(category) => onChange(category ? { category, what: value?.what ?? first } : undefined)}
      />
      {value && (
        <ChoiceInput
          label={say('作为', 'As')}
          value={value.what}
          options={counted(say).filter((option) => able.includes(option.value))}
          onChange={(what) => onChange({ ...value, what })}
        />
      )}
    </>
  );
}
