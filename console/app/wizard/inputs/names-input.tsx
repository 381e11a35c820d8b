import { Select } from 'antd';
import { Labelled } from './inputs';

/** Any number of words that are typed or pasted; emptied, it is left out. */
export function NamesInput({
  label,
  value,
  otherwise,
  onChange,
}: {
  label: string;
  value: string[] | undefined;
  /** What holds when it is left out. */
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
