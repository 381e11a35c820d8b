import type { Standard } from '../../../../domain/campaign/definition/definition';
import {
  type Approximate,
  type Approximation,
  approximately,
  approximationOf,
  numberOf,
} from '../../../../domain/ledger/approximate';
import { useWords } from '../../words';
import { Every } from '../inputs/every';
import { MaybeChoiceInput, NumberInput } from '../inputs/inputs';
import { MaybeTextFields } from '../inputs/text-fields';
import { GoodsRows } from './goods-rows';

type Planned = NonNullable<Standard['planned']>;

/** The planned totals; left out when all are empty. */
export function PlannedInput({
  value = {},
  onChange,
}: {
  value: Standard['planned'];
  onChange(planned: Standard['planned']): void;
}) {
  const { say } = useWords();
  const set = (part: Partial<Planned>) => {
    const planned = { ...value, ...part };
    onChange(Object.values(planned).every((one) => one === undefined) ? undefined : planned);
  };
  const number = (key: Exclude<keyof Planned, 'goods' | 'because'>, label: string) => (
    <PlannedNumber label={label} value={value[key]} onChange={(count) => set({ [key]: count })} />
  );
  return (
    <fieldset className="rows wide">
      <legend>{say('计划总数', 'Planned in all')}</legend>
      <Every<Planned>>
        {{
          households: number('households', say('户', 'Households')),
          persons: number('persons', say('人', 'Persons')),
          occasions: number('occasions', say('人次', 'Occasions')),
          cash: number('cash', say('慰问金（元）', 'Cash (yuan)')),
          value: number('value', say('慰问品价值（元）', 'Value of goods (yuan)')),
          goods: (
            <GoodsRows
              title={say('另外计划的慰问品', 'Goods planned beside these')}
              rows={value.goods ?? []}
              onChange={(goods) => set({ goods: goods.length > 0 ? goods : undefined })}
            />
          ),
          because: (
            <MaybeTextFields
              label={say('与标准不符的原因', 'Why it is not what the standard gives')}
              value={value.because}
              onChange={(because) => set({ because })}
            />
          ),
        }}
      </Every>
    </fieldset>
  );
}

/** A number as the plan says it: 137, or 700余. */
function PlannedNumber({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number | Approximate | undefined;
  onChange(value: number | Approximate | undefined): void;
}) {
  const { say } = useWords();
  const as = approximationOf(value);
  const put = (number: number | undefined, chosen: Approximation | null) =>
    onChange(number === undefined || chosen === null ? number : approximately(number, chosen));
  return (
    <>
      <NumberInput label={label} min={0} value={numberOf(value) ?? undefined} onChange={(typed) => put(typed, as)} />
      {value !== undefined && (
        <MaybeChoiceInput<Approximation>
          label={say(`${label}：是否准确`, `${label}: how exact`)}
          value={as ?? undefined}
          otherwise={say('准确', 'exact')}
          options={[
            { value: 'over', label: say('……余', 'over') },
            { value: 'nearly', label: say('近……', 'nearly') },
            { value: 'about', label: say('约……', 'about') },
          ]}
          onChange={(chosen) => put(numberOf(value) ?? undefined, chosen ?? null)}
        />
      )}
    </>
  );
}
