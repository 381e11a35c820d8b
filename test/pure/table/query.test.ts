import fc from 'fast-check';
import { chosenRows } from '../../../domain/table/in-memory';
import { readQuery } from '../../../domain/table/query';
import type { Shape } from '../../../domain/table/shape';
import { withoutPersons } from '../../../domain/table/view-query';

const title = { 'zh-CN': '列', en: 'column' };
const shape: Shape = {
  name: 'rows',
  title,
  needs: 'see-campaigns',
  sort: '-at',
  columns: [
    { key: 'at', title, kind: 'time', filter: 'days', sorts: true },
    { key: 'n', title, kind: 'number', filter: 'range', sorts: true },
    { key: 'state', title, kind: 'word', words: { a: ['甲', 'A'], b: ['乙', 'B'] }, filter: 'choice' },
    { key: 'who', title, kind: 'text', filter: 'part', personal: true, needs: 'reveal-people' },
  ],
};
const read = (where: Record<string, string>, { sort, all = true }: { sort?: string; all?: boolean } = {}) =>
  readQuery(shape, { where, sort, zone: 'Asia/Shanghai', may: () => all });

test('a day is the reader’s: it begins and ends at midnight there', () => {
  expect(read({ at: '2026-12-01..2026-12-01' }).conditions).toEqual([
    { key: 'at', filter: 'days', from: '2026-11-30T16:00:00.000Z', before: '2026-12-01T16:00:00.000Z' },
  ]);
  expect(read({ at: '2026-12-01..' }).conditions).toMatchObject([{ before: null }]);
  expect(read({ at: ' ' }).conditions).toEqual([]);
});

test('what a table does not know, or a reader may not see, is refused', () => {
  for (const where of [{ x: '1' }, { state: 'c' }, { n: 'many' }, { n: '1..2..3' }, { at: '2026-02-30' }])
    expect(() => read(where)).toThrow(/filter/);
  expect(() => read({ who: '王' }, { all: false })).toThrow(/filter/);
  expect(() => read({}, { sort: 'state' })).toThrow(/sorted/);
});

test('rows in memory: what is kept fits every filter, what is dropped does not, and what is missing is last', () => {
  const row = fc.record({
    n: fc.option(fc.integer({ min: -9, max: 9 })),
    state: fc.constantFrom('a', 'b'),
    at: fc.constantFrom('2026-12-01T00:00:00.000Z', '2026-12-02T00:00:00.000Z'),
  });
  fc.assert(
    fc.property(fc.array(row), fc.integer({ min: -9, max: 9 }), fc.boolean(), (rows, least, desc) => {
      const query = read({ n: `${least}..`, state: 'a' }, { sort: desc ? '-n' : 'n' });
      const kept = chosenRows(rows, query);
      expect(kept.length).toBe(rows.filter(({ n, state }) => n !== null && n >= least && state === 'a').length);
      const all = chosenRows(rows, { ...query, conditions: [] }).map(({ n }) => n);
      const given = all.filter((n) => n !== null);
      expect(all).toEqual([...given, ...all.filter((n) => n === null)]);
      expect(given).toEqual(given.toSorted((a, b) => (desc ? b - a : a - b)));
    }),
  );
});

test('a view keeps filters, sort and columns, and nothing about a person', () => {
  expect(withoutPersons(shape, 'state=a&who=%E7%8E%8B&sort=n&columns=n&lang=en')).toBe('state=a&sort=n&columns=n');
});
