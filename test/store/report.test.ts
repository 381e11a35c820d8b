import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook, type Worksheet } from 'exceljs';
import { writeReport } from '../../reporting/document/write';
import { connect, type Sql } from '../../store/db/db';
import {
  CAMPAIGN,
  endCampaign,
  MALIUTANG,
  type ReportedCampaign,
  reportedCampaign,
} from '../support/campaigns/reported-campaign';
import { testDatabase } from '../support/servers/database';
import { filesIn } from '../support/zip';

let sql: Sql;
let url: string;
let drop: () => Promise<void>;
let dir: string;
let reported: ReportedCampaign;
let book: Workbook;
let words: string;

beforeAll(async () => {
  ({ sql, url, drop } = await testDatabase());
  dir = await mkdtemp(join(tmpdir(), 'nuandong-report-'));
  reported = await reportedCampaign(sql);
  await endCampaign(sql, reported.plan);
  const { docx, xlsx } = await writeReport(sql, { campaign: CAMPAIGN, dir });
  book = new Workbook();
  await book.xlsx.readFile(xlsx);
  words = textOf(await readFile(docx));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
  await drop();
});

/** The text of a Word document, one line for each paragraph. */
const textOf = (docx: Buffer): string =>
  (filesIn(docx).get('word/document.xml')?.toString() ?? '').replaceAll('</w:p>', '\n').replace(/<[^>]+>/g, '');

const sheet = (name: string): Worksheet => {
  const found = book.getWorksheet(name);
  if (!found) throw new Error(`no sheet ${name} among ${book.worksheets.map((one) => one.name).join(', ')}`);
  return found;
};

const rowOf = (name: string, cell: string): unknown[] => {
  const rows = sheet(name).getRows(1, sheet(name).rowCount) ?? [];
  return ((rows.find((row) => (row.values as unknown[]).includes(cell))?.values ?? []) as unknown[]).slice(1);
};

describe('Excel', () => {
  it('carries the figures by stage as numbers', () => {
    const villages = reported.villages.length;
    const share = (part: number) => expect.closeTo(part / villages, 9);
    expect(rowOf('各阶段报送情况', '摸底')).toEqual([
      '摸底',
      villages,
      villages - 5,
      2,
      3,
      share(villages - 5),
      share(villages - 3),
      2,
      3,
    ]);
  });

  it('shows money in yuan with a number format', () => {
    expect(rowOf('慰问资金：计划与实发', '特困群众')).toEqual(['特困群众', 42600, 42000, -600, 42000, 0]);
    const cell = sheet('慰问资金：计划与实发').getCell('C3');
    expect([cell.value, cell.numFmt]).toEqual([15600, '#,##0.00']);
  });

  it('leads back to the record of every unit by its receipt number', async () => {
    const [report] = await sql<
      { receipt: string }[]
    >`select receipt from reports join asks a on a.id = ask_id where unit_code = ${MALIUTANG} and key = 'visits'`;
    expect(rowOf('慰问情况', '马六塘村')).toEqual(
      expect.arrayContaining(['天星乡', MALIUTANG, '按时', report?.receipt, 20, 8000, 2221.5]),
    );
    const rows = sheet('慰问对象摸底').getRows(3, reported.villages.length) ?? [];
    expect(new Set(rows.map((row) => row.getCell(4).value)).size).toBe(reported.villages.length);
  });

  it('freezes and filters the header', () => {
    const records = sheet('慰问情况');
    expect(records.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
    expect(records.autoFilter).toMatch(/^A2:/);
  });

  it('B10: prints on the side of A4, one page wide, with title, heading on each page, lines and sums', () => {
    const tables = book.worksheets.filter(({ name }) => name !== '概况');
    for (const { name, pageSetup, headerFooter } of tables) {
      const { orientation, paperSize, fitToPage, fitToWidth, fitToHeight, printTitlesRow } = pageSetup;
      expect([name, orientation, paperSize, fitToPage, fitToWidth, fitToHeight, printTitlesRow]).toEqual([
        ...[name, 'landscape', 9, true, 1, 0, '1:2'],
      ]);
      expect(headerFooter.oddFooter).toContain('&P / &N');
    }
    for (const one of tables) {
      expect([one.name, one.actualRowCount > 2]).toEqual([one.name, true]);
      expect(one.getCell('A1').isMerged || one.columnCount === 1).toBe(true);
      const drawn = [one.getCell(2, 1), one.getCell(3, one.columnCount)].map(({ border }) => border?.left?.style);
      expect([one.name, ...drawn]).toEqual([one.name, 'thin', 'thin']);
    }
    expect(tables.map(({ name }) => name).filter((name) => / \d+$/.test(name))).toEqual([]);
    const visits = sheet('慰问情况');
    const last = (visits.getRow(visits.rowCount).values as unknown[]).slice(1);
    const column = (visits.getRow(2).values as unknown[]).slice(1).findIndex((label) => String(label).includes('元'));
    const figures = (visits.getRows(3, visits.rowCount - 3) ?? []).map((row) => Number(row.getCell(column + 1).value));
    expect([last[0], last[column]]).toEqual(['合计', figures.reduce((sum, yuan) => sum + yuan, 0)]);
  });
});

describe('Word', () => {
  it('says for whom, when and how it came out', () => {
    expect(words).toContain('丘北县红十字会');
    expect(words).toContain('【演练】春节前关爱慰问');
    expect(words).toContain('慰问资金计划80,700.00元，实发57,600.00元，相差-23,100.00元。');
    expect(words).toContain('大雪封山');
  });

  it('names who is missing, under the superior', () => {
    expect(words).toMatch(/未报单位：\n锦屏镇（2）：\S+、\S+\n双龙营镇（1）：雄山村\n/);
  });

  it('says why messages did not go out', () => {
    expect(words).toContain('对方已报送');
    expect(words).toContain('未送达');
  });
});

it('holds no personal data', async () => {
  const contacts = await sql<
    { name: string; phone: string | null; email: string | null }[]
  >`select name, phone, email from contacts`;
  const sheets = await book.xlsx.writeBuffer();
  const all = words + [...filesIn(Buffer.from(sheets)).values()].map(String).join('\n');
  const found = contacts.flatMap(({ phone, email }) => [phone, email]).filter((value) => value && all.includes(value));
  expect(found).toEqual([]);
  expect(all).not.toContain('someone');
});

it('is the same, byte for byte, when written again', async () => {
  const again = await mkdtemp(join(tmpdir(), 'nuandong-report-'));
  const other = connect(url, { max: 1 });
  const first = await writeReport(sql, { campaign: CAMPAIGN, dir });
  const second = await writeReport(other, { campaign: CAMPAIGN, dir: again });
  await other.end();
  for (const kind of ['docx', 'xlsx'] as const) {
    const [one, two] = await Promise.all([readFile(first[kind]), readFile(second[kind])]);
    expect(
      [...filesIn(two)].filter(([name, bytes]) => !filesIn(one).get(name)?.equals(bytes)).map(([name]) => name),
    ).toEqual([]);
    expect(two.equals(one)).toBe(true);
  }
  await rm(again, { recursive: true });
});

it('is in English when the definition is', async () => {
  await sql`update campaigns set definition = jsonb_set(definition, '{language}', '"en"') where id = ${CAMPAIGN}`;
  const { docx, xlsx } = await writeReport(sql, { campaign: CAMPAIGN, dir });
  expect(textOf(await readFile(docx))).toContain('Qiubei County Red Cross');
  const english = new Workbook();
  await english.xlsx.readFile(xlsx);
  expect(english.getWorksheet('Returns by stage')?.getCell('A3').value).toBe('Survey');
});
