import { Form } from 'antd';
import type { Definition, Standard } from '../../../../domain/campaign/definition/definition';
import {
  freeName,
  standardsGiving,
  standardsPaidBy,
  withItemRenamed,
  withPurseRenamed,
} from '../../../../domain/campaign/definition/renaming';
import { textOf, useWords } from '../../words';
import type { Change } from '../draft';
import { Every } from '../inputs/every';
import { IdInput } from '../inputs/id-input';
import { NumberInput } from '../inputs/inputs';
import { PartList } from '../inputs/part-list';
import { TextFields } from '../inputs/text-fields';

type Purse = Definition['purses'][string];
type Item = Definition['items'][string];
/** A named part beside its name. */
type Named<Part> = Part & { id: string };

const listed = <Part extends object>(parts: Record<string, Part>): Named<Part>[] =>
  Object.entries(parts).map(([id, part]) => ({ ...part, id }));
const byName = <Part extends object>(parts: readonly Named<Part>[]): Record<string, Omit<Named<Part>, 'id'>> =>
  Object.fromEntries(parts.map(({ id, ...part }) => [id, part]));

/** The purses of a campaign, and the catalogue of the goods that it gives. */
export function LedgerAside({ definition, change }: { definition: Definition; change: Change }) {
  const { language, say } = useWords();
  const { items, purses } = definition;
  const usedBy = (standards: readonly Standard[]): string | null =>
    standards.length === 0
      ? null
      : say(
          `标准还用到它：${standards.map(({ name }) => textOf(name, language)).join('、')}`,
          `Standards use it: ${standards.map(({ name }) => textOf(name, language)).join(', ')}`,
        );
  const others = (parts: object, id: string) => Object.keys(parts).filter((one) => one !== id);
  return (
    <Form layout="vertical" component="div">
      <p className="soft intro">
        {say(
          '写了专款，活动就记款物账：审批的金额不能超过专款的余额。物资目录里的东西可以入库、调拨、发放。',
          'With purses a campaign keeps accounts: no more is approved than a purse holds. Goods of the catalogue are received, sent and handed out.',
        )}
      </p>
      <h3>{say('专款', 'Purses')}</h3>
      <PartList<Named<Purse>>
        parts={listed(purses)}
        titleOf={({ name }) => textOf(name, language)}
        make={() => ({ id: freeName('purse', Object.keys(purses)), name: { 'zh-CN': '新专款', en: 'New purse' } })}
        addWord={say('加一笔专款', 'Add a purse')}
        onChange={(parts) => change({ purses: byName(parts) })}
        keep={({ id }) => usedBy(standardsPaidBy(definition, id))}
      >
        {(purse, put) => (
          <Every<Named<Purse>>>
            {{
              name: (
                <TextFields
                  label={say('专款名称', 'Purse')}
                  value={purse.name}
                  onChange={(name) => put({ ...purse, name })}
                />
              ),
              id: (
                <IdInput
                  value={purse.id}
                  label={say('专款编号', 'Id of the purse')}
                  taken={others(purses, purse.id)}
                  onRename={(id) => change(withPurseRenamed(definition, purse.id, id))}
                />
              ),
            }}
          </Every>
        )}
      </PartList>
      <h3>{say('物资目录', 'Goods')}</h3>
      <PartList<Named<Item>>
        parts={listed(items)}
        titleOf={({ name, unit, price }) =>
          [textOf(name, language), textOf(unit, language), price !== undefined && say(`${price} 元`, `${price} yuan`)]
            .filter(Boolean)
            .join(' · ')
        }
        make={() => ({
          id: freeName('item', Object.keys(items)),
          name: { 'zh-CN': '大米', en: 'Rice' },
          unit: { 'zh-CN': '袋', en: 'bags' },
        })}
        addWord={say('加一种物资', 'Add goods')}
        onChange={(parts) => change({ items: byName(parts) })}
        keep={({ id }) => usedBy(standardsGiving(definition, id))}
      >
        {(item, put) => (
          <Every<Named<Item>>>
            {{
              name: (
                <TextFields
                  label={say('品名', 'Goods')}
                  value={item.name}
                  onChange={(name) => put({ ...item, name })}
                />
              ),
              unit: (
                <TextFields label={say('单位', 'Unit')} value={item.unit} onChange={(unit) => put({ ...item, unit })} />
              ),
              price: (
                <NumberInput
                  label={say('单价（元，可不填）', 'Price of one in yuan; may be empty')}
                  min={0}
                  value={item.price}
                  onChange={(price) => put({ ...item, price })}
                />
              ),
              id: (
                <IdInput
                  value={item.id}
                  label={say('物资编号', 'Id of the goods')}
                  taken={others(items, item.id)}
                  onRename={(id) => change(withItemRenamed(definition, item.id, id))}
                />
              ),
            }}
          </Every>
        )}
      </PartList>
    </Form>
  );
}
