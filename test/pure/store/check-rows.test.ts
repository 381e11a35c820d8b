import fc from 'fast-check';
import { FIXED_KINDS } from '../../../domain/people/region-kinds';
import { sentence } from '../../../domain/text/refusal';
import { checkContacts, checkRegions, type SheetRow } from '../../../store/people/tables/check/check-rows';
import { placeFinder } from '../../../store/people/tables/check/find-place';
import type { ContactColumn, RegionColumn } from '../../../store/people/tables/columns';
import type { RegionRow } from '../../../store/people/tables/rows';
import { generateRegister } from '../../../store/people/tables/samples/generate';
import type { Cell } from '../../../store/people/tables/table';

type RegionCells = [code: string, parent: string, kind?: string, level?: string, name?: string];
const regionRows = (...rows: RegionCells[]): SheetRow<RegionColumn>[] =>
  rows.map(([code, parent, kind = '村', level = '', name = 'somewhere'], index) => ({
    row: index + 2,
    cells: { code, parent, kind, name, level },
  }));
const regionFlaws = (rows: SheetRow<RegionColumn>[], known: RegionRow[] = []) =>
  checkRegions({ rows, known, kinds: FIXED_KINDS })
    .flaws.map(({ row, column, code }) => `${row} ${column} ${code}`)
    .sort();
const stored = (code: string, parent: string | null): RegionRow => ({ code, parent, kind: 'village', name: code });

describe('checking a table of regions', () => {
  it('accepts superiors from the table in any order, and from the register', () => {
    expect(regionFlaws(regionRows(['c', 'b'], ['b', 'a'], ['a', '']))).toEqual([]);
    expect(regionFlaws(regionRows(['b', 'a']), [stored('a', null)])).toEqual([]);
  });

  it('names every bad row, not only the first', () => {
    const rows = regionRows(
      ['a', '', '县'],
      ['', 'a'],
      ['b', 'zz'],
      ['a', ''],
      ['c', 'a', '星球'],
      ['d', 'a', '村', '', ''],
    );
    expect(regionFlaws(rows)).toEqual([
      '3 code cell-empty',
      '4 parent parent-unknown',
      '5 code code-twice',
      '6 kind kind-unknown',
      '7 name cell-empty',
    ]);
  });

  it('finds a cycle, and blames only the rows on it', () => {
    const rows = regionRows(['a', 'b'], ['b', 'c'], ['c', 'a'], ['d', 'a'], ['e', 'e'], ['f', '']);
    expect(regionFlaws(rows)).toEqual([
      '2 parent region-cycle',
      '3 parent region-cycle',
      '4 parent region-cycle',
      '6 parent region-cycle',
    ]);
  });

  it('finds a cycle that closes through regions of the register', () => {
    const known = [stored('top', null), stored('a', 'top'), stored('b', 'a'), stored('c', 'b')];
    expect(regionFlaws(regionRows(['a', 'c']), known)).toEqual(['2 parent region-cycle']);
  });

  it('holds a stated level against the tree, and does not guess where the line of superiors is broken', () => {
    const rows = regionRows(
      ['a', '', '县', '1'],
      ['b', 'a', '村', '3'],
      ['c', 'a', '镇', '2'],
      ['d', 'zz', '村', '3'],
      ['e', 'd', '村', '4'],
    );
    expect(regionFlaws(rows)).toEqual(['3 level level-wrong', '5 parent parent-unknown']);
  });

  it('allows six levels, and blames the row that pushes a stored region to a seventh', () => {
    const chain = ['1', '2', '3', '4', '5', '6'].map((code, index, all): RegionCells => [code, all[index - 1] ?? '']);
    expect(regionFlaws(regionRows(...chain))).toEqual([]);
    expect(regionFlaws(regionRows(...chain, ['7', '6']))).toEqual(['8 parent region-too-deep']);
    const known = [...chain.map(([code, parent]) => stored(code, parent || null)), stored('x', null), stored('y', 'x')];
    expect(regionFlaws(regionRows(['x', '5']), known)).toEqual(['2 parent region-too-deep']);
  });

  it('does not blame the rows below one whose code is bad', () => {
    expect(regionFlaws(regionRows(['a/b', ''], ['c', 'a/b'])).filter((flaw) => !flaw.startsWith('2'))).toEqual([
      '3 parent code-form',
    ]);
    expect(regionFlaws(regionRows(['a', '', '星球'], ['b', 'a']))).toEqual(['2 kind kind-unknown']);
  });

  it('reads the same regions from any order of the rows', () => {
    const { regions } = generateRegister({ villages: 30, seed: 4 });
    const rows = regionRows(
      ...regions.map(({ code, parent, kind, name }): RegionCells => [code, parent ?? '', kind, '', name]),
    );
    const byCode = (a: RegionRow, b: RegionRow) => a.code.localeCompare(b.code);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        const checked = checkRegions({ rows: shuffled, known: [], kinds: FIXED_KINDS });
        expect(checked.flaws).toEqual([]);
        expect(checked.rows.sort(byCode)).toEqual([...regions].sort(byCode));
      }),
      { numRuns: 30 },
    );
  });
});

const contactRow = (cells: Partial<Record<ContactColumn, Cell>>, row = 2): SheetRow<ContactColumn> => ({
  row,
  cells: {
    region: 'a',
    place: '',
    above: '',
    role: 'A角',
    name: '某人',
    phone: '',
    email: '',
    language: '',
    leaveFrom: '',
    leaveUntil: '',
    ...cells,
  },
});
const contactFlaws = (...rows: SheetRow<ContactColumn>[]) =>
  checkContacts({ rows, regions: new Set(['a', 'b']), place: placeFinder([]) }).flaws.map(
    ({ row, column, code }) => `${row} ${column} ${code}`,
  );

describe('checking a table of contacts', () => {
  it('accepts a deputy without a contact, and a person without number and address', () => {
    expect(contactFlaws(contactRow({ role: 'B角' }))).toEqual([]);
  });

  it('refuses two of the same role in a region, and tells which row was first', () => {
    const { flaws } = checkContacts({
      rows: [contactRow({}, 2), contactRow({ region: 'b' }, 3), contactRow({ role: 'contact' }, 4)],
      regions: new Set(['a', 'b']),
      place: placeFinder([]),
    });
    expect(flaws).toEqual([{ row: 4, column: 'role', value: 'contact', ...sentence('role-twice', { row: 2 }) }]);
  });

  it('names every bad cell of a row', () => {
    const cells = {
      region: 'c',
      role: 'C角',
      name: '',
      phone: '123',
      email: 'x',
      language: 'Klingon',
      leaveFrom: '2026-13-01',
    };
    expect(contactFlaws(contactRow(cells))).toEqual([
      '2 region region-unknown',
      '2 role role-unknown',
      '2 name cell-empty',
      '2 phone phone-form',
      '2 email email-form',
      '2 language language-unknown',
      '2 leaveFrom date-form',
    ]);
  });

  it('refuses a leave that ends before it begins; one day and an open end are leaves', () => {
    expect(contactFlaws(contactRow({ leaveFrom: '2026-12-20', leaveUntil: '2026-12-19' }))).toEqual([
      '2 leaveUntil leave-order',
    ]);
    expect(contactFlaws(contactRow({ leaveFrom: '2026-12-20', leaveUntil: '2026-12-20' }))).toEqual([]);
    expect(contactFlaws(contactRow({ leaveFrom: '2026-12-20' }))).toEqual([]);
  });
});
