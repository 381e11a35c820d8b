import { InputNumber } from 'antd';
import type { Standard } from '../../../../domain/campaign/definition/definition';
import { useWords } from '../../words';
import { RowList } from '../inputs/row-list';
import { TextRow } from '../inputs/text-fields';

type Goods = Standard['goods'][number];

/** Goods with their quantity and, where needed, their value. */
export function GoodsRows({
  title,
  rows,
  onChange,
  valued = false,
}: {
  title: string;
  rows: readonly Goods[];
  onChange(rows: Goods[]): void;
  valued?: boolean;
}) {
  const { say } = useWords();
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
          <TextRow
            label={`${name}: ${say('品名', 'what')}`}
            value={goods.name}
            onChange={(text) => put({ ...goods, name: text })}
          />
          <InputNumber
            value={goods.quantity}
            min={0.001}
            style={{ width: 90 }}
            aria-label={`${name}: ${say('数量', 'quantity')}`}
            onChange={(quantity) => quantity && put({ ...goods, quantity })}
          />
          <TextRow
            label={`${name}: ${say('单位', 'unit')}`}
            value={goods.unit}
            onChange={(unit) => put({ ...goods, unit })}
          />
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
        </>
      )}
    </RowList>
  );
}
