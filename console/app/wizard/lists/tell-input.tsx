import type { ListDefinition } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';
import { NumberInput } from '../inputs/inputs';
import { MaybeTextFields } from '../inputs/text-fields';

type Tell = NonNullable<ListDefinition['tell']>;

/** The notice before a visit: none until its words are written. */
export function TellInput({ value, onChange }: { value: Tell | undefined; onChange(value: Tell | undefined): void }) {
  const { say } = useWords();
  return (
    <>
      <MaybeTextFields
        label={say('上门前通知的用语', 'Words of the notice before a visit')}
        value={value?.says}
        onChange={(says) => onChange(says && { days: value?.days ?? 2, says })}
      />
      {value && (
        <NumberInput
          label={say('提前几天通知', 'Days before the visit')}
          min={1}
          max={30}
          value={value.days}
          onChange={(days) => days && onChange({ ...value, days })}
        />
      )}
    </>
  );
}
