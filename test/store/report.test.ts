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
import { expectPrintsWide } from '../support/workbook';
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
    expect(rowOf('各阶段上报情况', '摸底')).toEqual([
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

  it('B10: prints on its side, one page wide, with title, heading on each page, lines and sums', () => {
    expectPrintsWide(book);
    const visits = sheet('慰问情况');
    const last = (visits.getRow(visits.rowCount).values as unknown[]).slice(1);
    const column = (visits.getRow(2).values as unknown[]).slice(1).findIndex((label) => String(label).includes('元'));
    const figures = (visits.getRows(3, visits.rowCount - 3) ?? []).map((row) => Number(row.getCell(column + 1).value));
    expect([last[0], last[column]]).toEqual(['合计', figures.reduce((sum, yuan) => sum + yuan, 0)]);
  });
});

describe('Word', () => {
  it('M9: is laid out as GB/T 9704 has it, from the template of the office', async () => {
    const parts = filesIn(await readFile(join(dir, `${CAMPAIGN}.docx`)));
    const document = parts.get('word/document.xml')?.toString() ?? '';
    const styles = parts.get('word/styles.xml')?.toString() ?? '';
    const fonts = parts.get('word/fontTable.xml')?.toString() ?? '';
    // Twentieths of a point: A4, and 37, 35, 28, 26 mm.
    const page = document.match(/<w:sectPr\b.*?<\/w:sectPr>/gs)?.at(-1) ?? '';
    const side = (name: string) => Number(new RegExp(`w:${name}="(\\d+)"`).exec(page)?.[1]) / (1440 / 25.4);
    expect(['w', 'h', 'top', 'bottom', 'left', 'right'].map((name) => Math.round(side(name)))).toEqual([
      ...[210, 297, 37, 35, 28, 26],
    ]);
    const style = (name: string) =>
      (styles.match(/<w:style\b.*?<\/w:style>/gs) ?? []).find((one) => one.includes(`<w:name w:val="${name}"/>`)) ?? '';
    const fontOf = (xml: string) => /w:eastAsia="([^"]*)"/.exec(xml)?.[1];
    expect(['公文正文', '公文一级标题', '公文二级标题', '公文附件标题'].map((name) => fontOf(style(name)))).toEqual([
      ...['仿宋', '黑体', '楷体', '方正小标宋简体'],
    ]);
    // 22 lines of 28.95 points within 225 mm, 3号; without a font, Word takes the likest.
    expect(style('公文正文')).toContain('w:line="579" w:lineRule="exact"');
    expect(/<w:docDefaults>.*?<w:sz w:val="(\d+)"/s.exec(styles)?.[1]).toBe('32');
    expect(fonts).toContain('<w:font w:name="仿宋"><w:altName w:val="仿宋_GB2312,');
    const feet = [...parts].filter(([name]) => /^word\/footer\d/.test(name)).map(([, xml]) => xml.toString());
    expect(feet.map((xml) => xml.replace(/<w:instrText.*?<\/w:instrText>/gs, '1').replace(/<[^>]+>/g, ''))).toEqual([
      ...['— 1 —', '— 1 —'],
    ]);
    expect(feet.map((xml) => /w:jc w:val="(\w+)"/.exec(xml)?.[1])).toEqual(expect.arrayContaining(['left', 'right']));
    expect(parts.get('word/settings.xml')?.toString()).toContain('<w:evenAndOddHeaders/>');
    // Each annex begins a page; a wide one stands on its side.
    const begun = document.match(/<w:pageBreakBefore\/>/g)?.length;
    expect(begun).toBe(words.match(/^附件\d+$/gm)?.length);
    expect(document).toContain('w:orient="landscape"');
    expect(document).not.toMatch(/w:pStyle w:val="(?!paper-)/);
  });

  it('M9: begins with whom it is for, ends with who signs, and has people, money and goods by county behind it', () => {
    expect(words).toMatch(/^【演练】春节前关爱慰问工作总结\n（主送单位）：\n/);
    expect(words).toMatch(/\n一、概况\n[\s\S]*\n二、主要做法\n\n三、工作成效\n（一）慰问对象和款物\n/);
    expect(words).toMatch(/\n四、存在问题\n\n五、下一步打算\n\n/);
    expect(words).toContain('附件：1.各地慰问对象情况表\n2.各地慰问资金情况表\n3.各地慰问物资情况表\n');
    expect(words).toMatch(/工作过程数据（内部）\n\n\n丘北县红十字会\n\d+年\d+月\d+日\n\n?附件1\n各地慰问对象情况表\n/);
    const inner = words.indexOf('\n工作过程数据（内部）\n本附件供本单位内部使用');
    expect(inner).toBeGreaterThan(0);
    for (const process of ['消息发送情况', '\n督办\n', '通道已接收', '调整记录'])
      expect([process, words.slice(0, inner).includes(process), words.includes(process)]).toEqual([
        process,
        false,
        true,
      ]);
    const sums = rowOf('各地慰问资金情况表', '合计').slice(1);
    const [, , given] = rowOf('慰问资金：计划与实发', '合计');
    expect(sums.at(-1)).toBe(given);
    expect(words).toContain(
      '特困群众：慰问140户（计划142户）、690人（计划700余人），发放慰问金42,000.00元（计划42,600.00元）。',
    );
  });

  it('says for whom, when and how it came out', () => {
    expect(words).toContain('丘北县红十字会');
    expect(words).toContain('【演练】春节前关爱慰问');
    expect(words).toContain('慰问资金计划80,700.00元，实发57,600.00元，比计划少23,100.00元。');
    expect(words).toContain('大雪封山');
  });

  it('names who is missing, under the superior', () => {
    expect(words).toMatch(/未报单位：\n锦屏镇（2）：\S+、\S+\n双龙营镇（1）：雄山村\n/);
  });

  it('says why messages did not go out', () => {
    expect(words).toContain('对方已上报');
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
