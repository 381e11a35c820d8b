import type { Standard } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';
import { Every } from '../inputs/every';
import { IdInput } from '../inputs/id-input';
import { ChoiceInput, NumberInput } from '../inputs/inputs';
import { MaybeTextFields, TextFields } from '../inputs/text-fields';
import { GoodsRows } from './goods-rows';
import { PlannedInput } from './planned-input';

/** The standard of one category of people. */
export function StandardEditor({
  standard,
  put,
  taken,
  onRename,
}: {
  standard: Standard;
  put(standard: Standard): void;
  taken: readonly string[];
  onRename(category: string): void;
}) {
  const { say } = useWords();
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
        category: (
          <IdInput
            value={standard.category}
            label={say('类别编号', 'Id of the category')}
            taken={taken}
            onRename={onRename}
          />
        ),
        goods: (
          <GoodsRows title={say('慰问品', 'Goods')} rows={standard.goods} valued onChange={(goods) => set({ goods })} />
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
