import { Select } from 'antd';
import type { ListDefinition } from '../../../../domain/campaign/definition/definition';
import { OUT_NAMES } from '../../../../domain/list/list-names';
import { OUT_REASONS } from '../../../../domain/list/row-life';
import { stepKind, TRACK_STEPS } from '../../../../domain/list/steps';
import { textOf, useWords } from '../../words';
import { RowList } from '../inputs/row-list';

type Removed = ListDefinition['removed'];
type Cause = keyof Removed;
type After = NonNullable<Removed[Cause]>;

/** What becomes of the slot of a removed row, by reason or by step. */
export function RemovedRows({ value, onChange }: { value: Removed; onChange(removed: Removed): void }) {
  const { language, say } = useWords();
  const rows = Object.entries(value) as [Cause, After][];
  const put = (changed: readonly [Cause, After][]) => onChange(Object.fromEntries(changed));
  const causes: { value: Cause; label: string }[] = [
    ...OUT_REASONS.map((one) => ({ value: one, label: textOf(OUT_NAMES[one], language) })),
    ...TRACK_STEPS.map((one) => ({
      value: one,
      label: say(`在${stepKind(one).name['zh-CN']}时`, `at the step: ${stepKind(one).name.en}`),
    })),
  ];
  const free = causes.map(({ value: cause }) => cause).find((cause) => value[cause] === undefined) ?? 'check';
  return (
    <RowList<[Cause, After]>
      title={say('删减后的名额', 'Slots of removed rows')}
      rows={rows}
      make={() => [free, 'burns']}
      addWord={say('加一条', 'Add a rule')}
      onChange={put}
    >
      {([cause, after], change, name) => (
        <>
          <Select
            value={cause}
            options={causes}
            aria-label={`${name}: ${say('原因', 'cause')}`}
            style={{ minWidth: 180 }}
            onChange={(chosen) => change([chosen, after])}
          />
          <Select
            value={after}
            options={[
              { value: 'burns', label: say('作废，不再补', 'burns') },
              { value: 'frees', label: say('退回，可再报', 'is free again') },
            ]}
            aria-label={`${name}: ${say('名额', 'slot')}`}
            style={{ minWidth: 140 }}
            onChange={(chosen) => change([cause, chosen])}
          />
        </>
      )}
    </RowList>
  );
}
