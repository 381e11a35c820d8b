import type { ListDefinition } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';
import { ChoiceInput, ManyInput, type Option } from '../inputs/inputs';

type Once = NonNullable<ListDefinition['once']>;

/** Which row of a person counts who is on several lists. */
export function OnceInput({
  value,
  lists,
  onChange,
}: {
  value: Once | undefined;
  lists: Option<string>[];
  onChange(once: Once | undefined): void;
}) {
  const { say } = useWords();
  return (
    <>
      <ManyInput
        label={say('与这些名单之间一人只算一行', 'One row a person across these lists')}
        value={value?.across ?? []}
        options={lists}
        placeholder={say('不限', 'no rule')}
        onChange={(across) => onChange(across.length > 0 ? { take: 'first', ...value, across } : undefined)}
      />
      {value && (
        <ChoiceInput
          label={say('取哪一行', 'Which row counts')}
          value={value.take}
          options={[
            { value: 'first', label: say('先申报的', 'the first') },
            { value: 'highest', label: say('标准最高的', 'the highest standard') },
            { value: 'main', label: say('本名单的', 'the one on this list') },
            { value: 'both', label: say('都算', 'all of them') },
          ]}
          onChange={(take) => onChange({ ...value, take })}
        />
      )}
    </>
  );
}
