import { Select } from 'antd';
import { Labelled } from './inputs';

/** Any number of typed or pasted words; an emptied input is left out. */
export function NamesInput({
  label,
  value,
  otherwise,
  onChange,
}: {
  label: string;
  value: string[] | undefined;
  /** The default when it is left out. */
  otherwise: string;
  onChange(value: string[] | undefined): void;
}) {
  return (
    <Labelled label={label}>
      {(id) => (
        <Select<string[]>
          id={id}
          value={value ?? []}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[' ', ',', '，', '、']}
          placeholder={otherwise}
          onChange={(names) => onChange(names.length > 0 ? names : undefined)}
        />
      )}
    </Labelled>
  );
}
