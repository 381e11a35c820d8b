import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { Refused } from '../../domain/text/refusal';
import { checkSheets, readSheets } from '../../store/people/tables/check/check';
import { headingIn, wordCell } from '../../store/people/tables/check/flaw';
import { readTableFile } from '../../store/people/tables/read/read-table';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function workbook(name: string, sheets: Record<string, ExcelJS.CellValue[][]>): Promise<string> {
  const book = new ExcelJS.Workbook();
  for (const [title, rows] of Object.entries(sheets)) book.addWorksheet(title).addRows(rows);
  const path = join(folder, name);
  await book.xlsx.writeFile(path);
  return path;
}

/** 编码,上级编码,类型,名称 · 1,,县,暖冬县 · 11,1,镇,清河镇, as saved by Excel on a Chinese Windows. */
const GBK = Buffer.from(
  'b1e0c2eb2cc9cfbcb6b1e0c2eb2cc0e0d0cd2cc3fbb3c60d0a312c2ccfd82cc5afb6accfd80d0a31312c312cd5f22cc7e5bad3d5f20d0a',
  'hex',
);
const COUNTY = [
  { row: 2, cells: ['1', '', '县', '暖冬县'] },
  { row: 3, cells: ['11', '1', '镇', '清河镇'] },
];

describe('reading a table', () => {
  it('reads CSV in GBK and in UTF-8 with a byte order mark alike', async () => {
    const utf8 = `\ufeff${new TextDecoder('gbk').decode(GBK)}`;
    for (const path of [await file('gbk.csv', GBK), await file('utf8.csv', utf8)]) {
      const [table] = await readTableFile(path);
      expect(table?.lines).toEqual([{ row: 1, cells: ['编码', '上级编码', '类型', '名称'] }, ...COUNTY]);
    }
  });

  it('numbers rows as a spreadsheet does: empty lines count, line breaks in a cell do not', async () => {
    const [table] = await readTableFile(await file('rows.csv', 'code,name\n\n1,"two\nlines"\n,\n2,x\n'));
    expect(table?.lines.slice(1)).toEqual([
      { row: 3, cells: ['1', 'two\nlines'] },
      { row: 5, cells: ['2', 'x'] },
    ]);
  });

  it('finds what stands behind thousands of blanks', async () => {
    const [table] = await readTableFile(await file('blanks.csv', `code,name\n1,${' '.repeat(5000)}甲县\n`));
    expect(table?.lines[1]).toEqual({ row: 2, cells: ['1', '甲县'] });
  });

  it('reads a workbook as a person sees it: numbers in full, dates, links, formulas, mixed fonts', async () => {
    const path = await workbook('cells.xlsx', {
      Sheet1: [
        ['a', 'b', 'c', 'd', 'e', 'f'],
        [
          532626100701,
          new Date('2026-12-20T00:00:00Z'),
          { text: 'a@example.org', hyperlink: 'mailto:a@example.org' },
          { formula: '1+1', result: 2 },
          { richText: [{ text: '丘' }, { text: '北' }] },
          ' \u00a0x ',
        ],
        [],
        ['last', null],
      ],
      Sheet2: [],
    });
    const day = { text: '2026-12-20', spoilt: 'date' };
    expect(await readTableFile(path)).toEqual([
      {
        file: 'cells.xlsx#Sheet1',
        hidden: false,
        merges: [],
        lines: [
          { row: 1, cells: ['a', 'b', 'c', 'd', 'e', 'f'] },
          { row: 2, cells: ['532626100701', day, 'a@example.org', '2', '丘北', 'x'] },
          { row: 4, cells: ['last'] },
        ],
      },
    ]);
  });

  it.each([
    ['other.ods', 'x', /\.csv, an \.xlsx or an \.xls/],
    ['old.xls', 'x', /not a workbook/],
    ['broken.xlsx', 'no zip', /not a workbook/],
    ['quotes.csv', 'a,b\n"x,y\n', /row 2: is not a CSV file/],
    ['bytes.csv', Uint8Array.of(0x61, 0xff, 0xff, 0x80), /row 1: is neither UTF-8 nor GBK/],
  ])('says why it cannot read %s', async (name, content, reason) => {
    const reading = readTableFile(await file(name, content));
    await expect(reading).rejects.toThrow(Refused);
    await expect(reading).rejects.toThrow(reason);
  });
});

describe('recognising tables', () => {
  const REGIONS = [
    ['编码', '上级编码', '类型', '名称'],
    [1, '', '县', '暖冬县'],
  ];
  const CONTACTS = [
    ['Region Code', 'A/B', '角色', '联系人', '手机号码（11位）', 'E-mail'],
    [1, '', 'A角', '某人', 19900000001, ''],
  ];

  it('tells regions from contacts by their headings, in one workbook or in two files, in any order', async () => {
    const both = await readSheets([await workbook('both.xlsx', { 联系人: CONTACTS, 地区: REGIONS })]);
    expect([both.regions.file, both.contacts.file]).toEqual(['both.xlsx#地区', 'both.xlsx#联系人']);
    expect(both.leftOut).toMatchObject([{ code: 'column-left-out', values: { heading: 'A/B' } }]);
    const checked = checkSheets({ sheets: both, known: [] });
    expect(checked).toMatchObject({
      bad: [],
      contacts: [{ region: '1', phone: '19900000001', email: null }],
    });
    const paths = [await workbook('c.xlsx', { c: CONTACTS }), await workbook('r.xlsx', { r: REGIONS })];
    const two = await readSheets(paths);
    expect([two.regions.file, two.contacts.file]).toEqual(['r.xlsx', 'c.xlsx']);
  });

  it('refuses two tables of one sort, and a table of neither', async () => {
    const path = await workbook('twice.xlsx', { a: REGIONS, b: REGIONS });
    await expect(readSheets([path])).rejects.toThrow('twice.xlsx#b and twice.xlsx#a are both tables of regions');
    await expect(readSheets([await file('other.csv', 'x,y\n1,2\n')])).rejects.toThrow(
      /other\.csv: its first 20 rows hold neither the headings of regions \(code, parent/,
    );
    await expect(readSheets([await file('empty.csv', '')])).rejects.toThrow(/empty\.csv: its first 20 rows/);
  });

  it('reports a forgotten column, a table without rows, and a row that has slipped to the right', async () => {
    const badOf = async (name: string, content: string) => {
      const { bad } = checkSheets({ sheets: await readSheets([await file(name, content)]), known: [] });
      return bad.map((cell) => [cell.file, cell.row, headingIn('en', cell), cell.code]);
    };
    expect(await badOf('r1.csv', 'code,kind,name\n1,县,a\n')).toEqual([['r1.csv', 1, 'parent', 'column-missing']]);
    expect(await badOf('r2.csv', 'code,parent,kind,name\n')).toEqual([['r2.csv', 1, '', 'no-rows']]);
    expect(await badOf('r3.csv', 'code,parent,kind,name\n1,,县,a,b\n')).toEqual([['r3.csv', 2, 'E', 'cell-beyond']]);
  });

  it('names the column by the heading in the table, and the reason in the language asked for', async () => {
    const sheets = await readSheets([await file('words.csv', '区划代码,上级,type,名称\n1,2,村,a\n')]);
    const [cell] = checkSheets({ sheets, known: [] }).bad;
    if (!cell) throw new Error('Nothing was found wrong');
    expect(wordCell('zh-CN', cell)).toEqual({
      file: 'words.csv',
      row: 2,
      column: '上级',
      at: 1,
      value: '2',
      code: 'parent-unknown',
      reason: '表格和您管理的名册中都没有这个上级编码',
    });
    expect(wordCell('en', cell).reason).toBe(
      'neither the table nor the register that you look after has this superior',
    );
  });
});
