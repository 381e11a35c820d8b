import type { Definition, Standard } from '../../../../domain/campaign/definition/definition';
import { textOf, useWords } from '../../words';
import { Every } from '../inputs/every';
import { IdInput } from '../inputs/id-input';
import { ChoiceInput, MaybeChoiceInput, NumberInput } from '../inputs/inputs';
import { MaybeTextFields, TextFields } from '../inputs/text-fields';
import { GoodsRows } from './goods-rows';
import { PlannedInput } from './planned-input';

/** The standard of one category of people. */
export function StandardEditor({
  standard,
  put,
  taken,
  items,
  purses,
  onRename,
}: {
  standard: Standard;
  put(standard: Standard): void;
  taken: readonly string[];
  items: Definition['items'];
  purses: Definition['purses'];
  onRename(category: string): void;
}) {
  const { language, say } = useWords();
  const set = (part: Partial<Standard>) => put({ ...standard, ...part });
  return (
    <Every<Standard>>
      {{
        name: (
          <TextFields label={say('类别名称', 'Category')} value={standard.name} onChange={(name) => set({ name })} />
        ),
        per: (
          <ChoiceInput
            label={say('按', 'For each')}
            value={standard.per}
            options={[
              { value: 'household', label: say('每户', 'household') },
              { value: 'person', label: say('每人', 'person') },
            ]}
            onChange={(per) => set({ per })}
          />
        ),
        cash: (
          <NumberInput
            label={say('慰问金（元）', 'Cash (yuan)')}
            min={0}
            value={standard.cash}
            onChange={(cash) => set({ cash: cash ?? 0 })}
          />
        ),
        purse: Object.keys(purses).length > 0 && (
          <MaybeChoiceInput
            label={say('出资专款', 'Purse that pays')}
            value={standard.purse}
            otherwise={say('未定', 'none yet')}
            options={Object.entries(purses).map(([value, { name }]) => ({ value, label: textOf(name, language) }))}
            onChange={(purse) => set({ purse })}
          />
        ),
        late: standard.purse !== undefined && (
          <MaybeChoiceInput<'yes' | 'no' | 'unit'>
            label={say('金额后定', 'The amount follows from what was raised')}
            value={standard.late && (standard.late.among ?? (standard.late.apart ? 'yes' : 'no'))}
            otherwise={say('现在就定', 'no, it is known')}
            options={[
              { value: 'yes', label: say('是，由另一人确认', 'yes, and another hand confirms it') },
              { value: 'no', label: say('是', 'yes') },
              {
                value: 'unit',
                label: say('是，各单位筹的各自均分，由另一人确认', 'yes, each unit divides what it has raised'),
              },
            ]}
            onChange={(late) => {
              if (late === undefined) set({ late });
              else set({ late: { apart: late !== 'no', ...(late === 'unit' && { among: late }) }, cash: 0 });
            }}
          />
        ),
        category: (
          <IdInput
            value={standard.category}
            label={say('类别编号', 'Id of the category')}
            taken={taken}
            onRename={onRename}
          />
        ),
        goods: (
          <GoodsRows
            title={say('慰问品', 'Goods')}
            rows={standard.goods}
            valued
            items={items}
            purses={purses}
            onChange={(goods) => set({ goods })}
          />
        ),
        planned: <PlannedInput value={standard.planned} onChange={(planned) => set({ planned })} />,
        source: (
          <MaybeTextFields
            label={say('计划覆盖的地方', 'Places that this was planned for')}
            value={standard.source}
            onChange={(source) => set({ source })}
          />
        ),
      }}
    </Every>
  );
}
