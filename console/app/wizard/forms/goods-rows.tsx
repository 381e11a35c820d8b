import { InputNumber, Select } from 'antd';
import type { Definition, Standard } from '../../../../domain/campaign/definition/definition';
import { textOf, useWords } from '../../words';
import { RowList } from '../inputs/row-list';
import { TextRow } from '../inputs/text-fields';

type Goods = Standard['goods'][number];

/** Instead of an item of the catalogue, or of a purse. */
const NONE = '';

/**
 * @returns the goods as an item of the catalogue, or in words of their own again; the value goes with the former item
 */
function withItem({ item: _, value: __, ...goods }: Goods, item: string, items: Definition['items']): Goods {
  const known = items[item];
  return known ? { ...goods, item, name: known.name, unit: known.unit } : goods;
}

/**
 * Goods with their quantity and, where needed, their value; of the catalogue and paid by a purse where there are
 * such.
 */
export function GoodsRows({
  title,
  rows,
  onChange,
  valued = false,
  items = {},
  purses = {},
}: {
  title: string;
  rows: readonly Goods[];
  onChange(rows: Goods[]): void;
  valued?: boolean;
  items?: Definition['items'];
  purses?: Definition['purses'];
}) {
  const { language, say } = useWords();
  const named = (parts: Record<string, { name: Goods['name'] }>) =>
    Object.entries(parts).map(([value, { name }]) => ({ value, label: textOf(name, language) }));
  return (
    <RowList<Goods>
      title={title}
      rows={rows}
      addWord={say('加一种', 'Add goods')}
      make={() => ({ name: { 'zh-CN': '大米', en: 'Rice' }, quantity: 1, unit: { 'zh-CN': '公斤', en: 'kg' } })}
      onChange={onChange}
    >
      {(goods, put, name) => (
        <>
          {(Object.keys(items).length > 0 || goods.item !== undefined) && (
            <Select
              value={goods.item ?? NONE}
              aria-label={`${name}: ${say('目录中的物资', 'goods of the catalogue')}`}
              style={{ minWidth: 130 }}
              onChange={(item) => put(withItem(goods, item, items))}
              options={[{ value: NONE, label: say('另写品名', 'in own words') }, ...named(items)]}
            />
          )}
          {goods.item === undefined && (
            <TextRow
              label={`${name}: ${say('品名', 'what')}`}
              value={goods.name}
              onChange={(text) => put({ ...goods, name: text })}
            />
          )}
          <InputNumber
            value={goods.quantity}
            min={0.001}
            style={{ width: 90 }}
            aria-label={`${name}: ${say('数量', 'quantity')}`}
            onChange={(quantity) => quantity && put({ ...goods, quantity })}
          />
          {goods.item === undefined ? (
            <TextRow
              label={`${name}: ${say('单位', 'unit')}`}
              value={goods.unit}
              onChange={(unit) => put({ ...goods, unit })}
            />
          ) : (
            <span>{textOf(items[goods.item]?.unit ?? goods.unit, language)}</span>
          )}
          {valued && (
            <InputNumber
              value={goods.value ?? null}
              min={0}
              style={{ width: 130 }}
              suffix={say('元', 'yuan')}
              placeholder={say('价值', 'value')}
              aria-label={`${name}: ${say('价值（元）', 'value (yuan)')}`}
              onChange={(value) => put({ ...goods, value: value ?? undefined })}
            />
          )}
          {Object.keys(purses).length > 0 && (
            <Select
              value={goods.purse ?? NONE}
              aria-label={`${name}: ${say('出资专款', 'purse that pays')}`}
              style={{ minWidth: 130 }}
              onChange={(purse) => put({ ...goods, purse: purse === NONE ? undefined : purse })}
              options={[{ value: NONE, label: say('同本类', 'as the standard') }, ...named(purses)]}
            />
          )}
        </>
      )}
    </RowList>
  );
}
