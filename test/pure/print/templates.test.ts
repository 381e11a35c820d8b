import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import decodeQR from 'qr/decode.js';
import { ROOT } from '../../../config/root';
import { lettersOf, noteOf, type PrintFrame, pagesOf, type RowsToPrint } from '../../../domain/print/filled';
import type { PrintRow } from '../../../domain/print/print-rows';
import { PRINT_NAMES, PRINTS, type PrintName } from '../../../domain/print/prints';
import { checkTags, isFit, type Tag } from '../../../domain/print/tags';
import { qrSquares } from '../../../domain/text/qr';
import { refuseLeaks } from '../../../reporting/print/guard';
import { fillTemplate, readTemplate } from '../../../reporting/print/template';
import { lookAtTemplate, refuseUnfit } from '../../../reporting/print/template-file';
import { codeOf } from '../../support/campaigns/refusals';
import { TEMPLATES } from '../../support/print/templates';
import { filesIn, zipOf } from '../../support/zip';

const AT = '2027-01-20T02:00:00.000Z';
const FRAME: PrintFrame = {
  ...{
    organisation: { 'zh-CN': '测试县红十字会' },
    campaign: { 'zh-CN': '送温暖' },
    rehearsal: true,
    day: '2027-01-20',
  },
};
const shipped = (print: PrintName): Buffer => readFileSync(join(ROOT, `config/print/${print}.docx`));

const row = (nth: number): PrintRow => ({
  ...{ entry: nth, version: 1, township: '东乡', village: '一村', group: '3组', name: `甲${nth}`, category: '特困户' },
  ...{ idNumber: '11010519491231002X', phone: '', address: '', account: '', heads: 2 },
  entitled: [
    {
      ...{ category: 'special', cash: 40_050 },
      goods: [{ name: { 'zh-CN': '棉被' }, unit: { 'zh-CN': '床' }, quantity: 2 }],
    },
  ],
});
const printOf = (rows: number): RowsToPrint => ({
  ...{ ...FRAME, list: { 'zh-CN': '困难家庭' }, place: '测试县 东乡 一村', version: '2027-01-20 10:00' },
  ...{ digest: 'ab12cd34ef', address: 'http://127.0.0.1/console/lists?list=poor' },
  rows: Array.from({ length: rows }, (_, nth) => row(nth + 1)),
});

/** The text of a Word document, a line for each paragraph. */
const textOf = (document: Buffer): string =>
  (filesIn(document).get('word/document.xml')?.toString() ?? '').replaceAll('</w:p>', '\n').replace(/<[^>]+>/g, '');
const cellsOf = (document: Buffer): string[] => textOf(document).split('\n');

describe.each(PRINT_NAMES)('the shipped template of %s', (name) => {
  it('is what its script makes, and says nothing that its form does not know', async () => {
    // Another zlib may pack the same text into other bytes.
    const [kept, made] = [filesIn(shipped(name)), filesIn(await TEMPLATES[name]())];
    expect([...made].filter(([part, bytes]) => !kept.get(part)?.equals(bytes)).map(([part]) => part)).toEqual([]);
    const checked = await lookAtTemplate(name, shipped(name));
    expect(checked).toMatchObject({ needed: [], unknown: [], outside: [], unclosed: [] });
  });
});

it('cuts a sheet to sign into pages with their sums, and sums all on the last', async () => {
  const template = shipped('sign-sheet');
  const { perPage } = await readTemplate(template);
  expect(perPage).toBe(PRINTS['sign-sheet'].perPage);
  const document = await fillTemplate(template, pagesOf(printOf(23), 10), AT);
  const cells = cellsOf(document);
  const after = (head: string) => cells.flatMap((cell, at) => (cell === head ? [cells.slice(at + 1, at + 5)] : []));
  expect(after('本页小计')).toEqual([
    ['10', '20', '4,005.00', '棉被20床'],
    ['10', '20', '4,005.00', '棉被20床'],
    ['3', '6', '1,201.50', '棉被6床'],
  ]);
  expect(after('合计')).toEqual([['23', '46', '9,211.50', '棉被46床']]);
  expect(cells).toContain('大写：玖仟贰佰壹拾壹元伍角整');
  expect(cells.filter((cell) => /^甲\d+$/.test(cell))).toHaveLength(23);
  expect(cells.filter((cell) => cell.endsWith('发放签领表'))).toHaveLength(3);
  expect(textOf(document)).toMatch(/名单版本：2027-01-20 10:00.*核对码：ab12cd34.*第 3 页　共 3 页/s);
  expect(textOf(document)).not.toMatch(/[{}]/);
});

it('lets a template say how many rows fit on its page', async () => {
  const files = Object.fromEntries(filesIn(shipped('sign-sheet')));
  const changed = files['word/document.xml']?.toString().replace('每页: 10', '每页: 4') ?? '';
  expect(await readTemplate(zipOf({ ...files, 'word/document.xml': changed }))).toMatchObject({ perPage: 4 });
});

it('draws a code square that leads to the list', () => {
  const { address } = printOf(1);
  const rows = qrSquares(address);
  const side = rows.length * 4;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (rows[Math.floor(y / 4)]?.[Math.floor(x / 4)]) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  expect(decodeQR({ width: side, height: side, data })).toBe(address);
});

it('gives the same bytes when it prints again', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => fillTemplate(shipped('roster'), pagesOf(printOf(20), 13), AT)));
  expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
});

it('writes a letter for each row, and a note with what has not come', async () => {
  const letters = textOf(await fillTemplate(shipped('letter'), lettersOf(printOf(3)), AT));
  expect(letters.match(/甲\d同志/g)).toEqual(['甲1同志', '甲2同志', '甲3同志']);
  expect(letters).toContain('为您送上400.50元、棉被2床');
  const line = { purse: { 'zh-CN': '慈善会' }, sent: 1000, left: 30 };
  const note = noteOf({
    ...{
      ...FRAME,
      number: 7,
      docNo: null,
      from: '测试县',
      to: '东乡',
      sent: '2027-01-10',
      due: '2027-01-12',
      closed: null,
    },
    lines: [{ ...line, item: { 'zh-CN': '棉被' }, unit: { 'zh-CN': '床' }, money: false }],
  });
  expect(cellsOf(await fillTemplate(shipped('dispatch-note'), note, AT))).toEqual(
    expect.arrayContaining(['单号：7', '棉被', '床', '1,000', '970', '30']),
  );
});

it('keeps the numbers of people off what hangs, whatever a template says, even in pieces', async () => {
  const page = (...runs: string[]) =>
    zipOf({ 'word/document.xml': `<w:p>${runs.map((run) => `<w:r><w:t>${run}</w:t></w:r>`).join('')}</w:p>` });
  await expect(refuseLeaks(page('合计 4,005.00'), [])).resolves.toBeUndefined();
  await expect(refuseLeaks(page('电话 0876-4120000'), ['0876-4120000'])).resolves.toBeUndefined();
  expect(await codeOf(refuseLeaks(page('身份证 110105', '19491231002', 'X'), []))).toBe('print-leaks');
});

describe('a template of an office', () => {
  const tag = (name: string, stands: Tag['stands'] = 'alone'): Tag => ({ name, stands });
  const changed = (part: string, content: string) =>
    zipOf({ ...Object.fromEntries(filesIn(shipped('letter'))), [part]: content });

  it('is told what it has, lacks, mistypes and puts in the wrong place', () => {
    const check = checkTags(PRINTS.letter, [
      ...[tag('信', 'begins'), tag('户主姓名'), tag('姓名'), tag('', 'ends'), tag('金额'), tag('行', 'begins')],
    ]);
    expect(check).toMatchObject({
      ...{ has: ['信', '户主姓名', '金额'], needed: [], unknown: ['姓名', '行'], unclosed: ['行'] },
      outside: [{ name: '金额', inside: '信' }],
    });
    expect(isFit(check)).toBe(false);
    expect(check.lacks).toContain('打印日期');
  });

  it('is refused for each mark that does not fit', async () => {
    const document = filesIn(shipped('letter')).get('word/document.xml')?.toString() ?? '';
    const file = changed('word/document.xml', document.replace('{户主姓名}', '{身份证}'));
    const check = await lookAtTemplate('letter', file);
    expect(() => refuseUnfit('letter', check)).toThrow(
      expect.objectContaining({
        code: 'template-unfit',
        problems: [expect.objectContaining({ field: '户主姓名' }), expect.objectContaining({ field: '身份证' })],
      }),
    );
  });

  it.each([
    ['a picture', Buffer.from('JFIF'), 'template-not-word'],
    ['a workbook', zipOf({ '[Content_Types].xml': '<Types/>' }), 'template-not-word'],
    ['macros', changed('word/vbaProject.bin', 'Sub'), 'template-active'],
    ['an embedded object', changed('word/embeddings/one.xlsx', 'PK'), 'template-active'],
    [
      'a picture of somewhere else',
      changed(
        'word/_rels/header1.xml.rels',
        '<Relationships><Relationship Id="r1" Type="http://x/image" Target="http://127.0.0.1/a" TargetMode="External"/></Relationships>',
      ),
      'template-active',
    ],
    ['entities', changed('word/styles.xml', '<!DOCTYPE w [<!ENTITY a "b">]><w/>'), 'template-active'],
    ['a bomb', changed('word/media/a.png', '0'.repeat(13 * 1_048_576)), 'template-too-large'],
    ['a long text', changed('word/document.xml', `<w>${'0'.repeat(1_100_000)}</w>`), 'template-too-large'],
    ['too many bytes', Buffer.alloc(2 * 1_048_576 + 1), 'template-too-large'],
  ])('is refused with %s', async (_, file, code) => {
    expect(await codeOf(lookAtTemplate('letter', file))).toBe(code);
  });
});
