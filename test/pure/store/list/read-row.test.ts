import { readRow } from '../../../../store/list/tables/import/read-row';
import { columnsOf } from '../../../../store/list/tables/list-columns';
import { listDefinition } from '../../../support/campaigns/list-definition';

const { lists, forms } = listDefinition();
const [list, form] = [lists.poor, forms.family];
if (!list || !form) throw new Error('The definition has no list');
const reading = {
  ...{ list, form, today: '2026-12-02', consent: true },
  categories: new Map([
    ['special', { 'zh-CN': '散居孤儿（含事实无人抚养儿童）' }],
    ['difficult', { 'zh-CN': '困难户' }],
  ]),
};

test.each([
  ['散居孤儿（含事实无人抚养儿童）', 'special'],
  ['散居孤儿(含事实无人抚养儿童)', 'special'],
  ['special', 'special'],
  ['困 难 户', 'difficult'],
  ['散居孤儿', null],
])('the category %s of a table is %s', (word, category) => {
  const cells = new Map(
    Object.entries({ category: word, name: '张三', id: '11010519491231002X', 'field.heads': '2' }).map(
      ([key, cell]) => [key, { cell, row: 2, heading: key }],
    ),
  );
  const found = readRow(
    { file: 'list.csv', row: 2, cells, people: [{ cells: new Map(), relation: null }] },
    { ...reading, columns: columnsOf(reading) },
  );
  if ('flaws' in found) expect([category, found.flaws.map(({ code }) => code)]).toEqual([null, ['category-unknown']]);
  else expect(found.read.checked.category).toBe(category);
});
