import { InputNumber, Select } from 'antd';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import type { PartOfRule } from '../../../../domain/warning/alert/rules';
import { minutesIn } from '../../../../domain/warning/alert/steps';
import { textOf, useWords } from '../../words';
import { MaybeChoiceInput, NumberInput, WordInput } from '../inputs/inputs';
import { RowList } from '../inputs/row-list';

type Dispatch = NonNullable<PartOfRule['dispatch']>;

/** What each warned region is sent: none until a purse is chosen. */
export function DispatchInput({
  value,
  items,
  purses,
  onChange,
}: Pick<Definition, 'items' | 'purses'> & {
  value: Dispatch | undefined;
  onChange(value: Dispatch | undefined): void;
}) {
  const { language, say } = useWords();
  const named = (parts: Definition['items'] | Definition['purses']) =>
    Object.entries(parts).map(([id, { name }]) => ({ value: id, label: textOf(name, language) }));
  const [first] = Object.keys(items);
  if (first === undefined || Object.keys(purses).length === 0) return null;
  const made = { to: 'county', goods: [{ item: first, quantity: 1 }], within: { hours: 24 } };
  return (
    <>
      <MaybeChoiceInput<string>
        label={say('应急调运：出自专款', 'Emergency dispatch: from the purse')}
        value={value?.purse}
        options={named(purses)}
        otherwise={say('不调运', 'nothing is sent')}
        onChange={(purse) => onChange(purse === undefined ? undefined : { ...(value ?? made), purse })}
      />
      {value && (
        <>
          <WordInput
            label={say('调运给哪一级', 'Kind of region that gets it')}
            value={value.to}
            onChange={(to) => onChange({ ...value, to })}
          />
          <NumberInput
            label={say('多少分钟内到达', 'Arrives within')}
            suffix={say('分', 'min')}
            min={1}
            value={minutesIn(value.within)}
            onChange={(minutes) => minutes && onChange({ ...value, within: { minutes } })}
          />
          <RowList
            title={say('每个地区调运', 'For each region')}
            rows={value.goods}
            make={() => ({ item: first, quantity: 1 })}
            addWord={say('加一种', 'Add goods')}
            onChange={(goods) => onChange({ ...value, goods })}
          >
            {(goods, put, name) => (
              <>
                <Select
                  value={goods.item}
                  aria-label={`${name}: ${say('物资', 'goods')}`}
                  style={{ minWidth: 130 }}
                  options={named(items)}
                  onChange={(item) => put({ ...goods, item })}
                />
                <InputNumber
                  value={goods.quantity}
                  min={1}
                  precision={0}
                  aria-label={`${name}: ${say('数量', 'quantity')}`}
                  onChange={(quantity) => quantity && put({ ...goods, quantity })}
                />
              </>
            )}
          </RowList>
        </>
      )}
    </>
  );
}
