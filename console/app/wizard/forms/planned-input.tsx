import type { Standard } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';
import { Every } from '../inputs/every';
import { NumberInput } from '../inputs/inputs';
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
  const number = (key: Exclude<keyof Planned, 'goods'>, label: string) => (
    <NumberInput label={label} min={0} value={value[key]} onChange={(count) => set({ [key]: count })} />
  );
  return (
    <fieldset className="rows wide">
      <legend>{say('计划总数', 'Planned in all')}</legend>
      <Every<Planned>>
        {{
          households: number('households', say('户', 'Households')),
          persons: number('persons', say('人', 'Persons')),
          cash: number('cash', say('慰问金（元）', 'Cash (yuan)')),
          value: number('value', say('慰问品价值（元）', 'Value of goods (yuan)')),
          goods: (
            <GoodsRows
              title={say('另外计划的慰问品', 'Goods planned beside these')}
              rows={value.goods ?? []}
              onChange={(goods) => set({ goods: goods.length > 0 ? goods : undefined })}
            />
          ),
        }}
      </Every>
    </fieldset>
  );
}
