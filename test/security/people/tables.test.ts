import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { ROOT } from '../../../config/root';
import { sheetsOf } from '../../../store/people/tables/check/check';
import { csvText } from '../../../store/people/tables/export';
import { MOST_ROWS } from '../../../store/people/tables/read/limits';
import { readTable } from '../../../store/people/tables/read/read-table';
import { textOf } from '../../../store/people/tables/table';
import { codeOf } from '../../support/campaigns/refusals';
import { sheetXml, textCell, workbookOf, workbookParts } from '../../support/workbook';
import { zipOf } from '../../support/zip';

const MB = 1_048_576;
/** 400 rows, each with a cell in the last possible column, some 3 KB. */
function wide(): Buffer {
  const rows = Array.from({ length: 400 }, (_, index) => {
    const row = index + 2;
    const cells = [textCell(`A${row}`, `9${index}`), textCell(`C${row}`, '村'), textCell(`D${row}`, `村${index}`)];
    return `<row r="${row}">${cells.join('')}${textCell(`XFD${row}`, 'x')}</row>`;
  });
  const headings = ['编码', '上级编码', '类型', '名称'].map((text, index) => textCell(`${'ABCD'[index]}1`, text));
  return workbookOf(`<row r="1">${headings.join('')}</row>${rows.join('')}`);
}

describe('H4: a file of tables costs no more than it may', () => {
  it('H4: a small workbook with a cell in the last column takes a small process, and its cells are named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wide-'));
    const path = join(folder, 'w.xlsx');
    await writeFile(path, wide());
    const { stdout, signal } = await new Promise<{ stdout: string; signal: unknown }>((resolve) => {
      const args = ['--max-old-space-size=128', '--import', 'tsx', 'cli/main.ts', 'register', 'check', path, '--json'];
      execFile(process.execPath, args, { cwd: ROOT, maxBuffer: 10 * MB }, (error, out) =>
        resolve({ stdout: out, signal: error?.signal ?? null }),
      );
    });
    await rm(folder, { recursive: true });
    const { bad } = JSON.parse(stdout) as { bad: { row: number; column: string; code: string }[] };
    expect([signal, bad.length]).toEqual([null, 400]);
    expect(bad[0]).toMatchObject({ row: 2, column: 'XFD', code: 'cell-beyond' });
  });

  it('H4: a workbook that would unpack to a hundred times its size is refused before it is unpacked', async () => {
    const bomb = zipOf(workbookParts(sheetXml(' '.repeat(120 * MB))));
    expect(bomb.length).toBeLessThan(MB);
    const before = process.memoryUsage().rss;
    expect(await codeOf(readTable('bomb.xlsx', bomb))).toBe('workbook-unpacks');
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB);
  });

  it('H4: a false size in the directory, or an unread part, does not help either', async () => {
    const sheet = 'xl/worksheets/sheet1.xml';
    const lying = zipOf(workbookParts(sheetXml(' '.repeat(30 * MB))), { [sheet]: { unpacked: 1000 } });
    expect(await codeOf(readTable('lying.xlsx', lying))).toBe('workbook-broken');
    const hidden = zipOf({ ...workbookParts(sheetXml('')), 'xl/media/image1.png': ' '.repeat(60 * MB) });
    expect(await codeOf(readTable('hidden.xlsx', hidden))).toBe('workbook-unpacks');
  });

  it.each([
    ['more rows than may be', `a,b\n${'1,2\n'.repeat(MOST_ROWS)}`, 'table-too-long'],
    ['a quotation mark that is never closed', `a,b\n"${'x'.repeat(MB)}`, 'csv-broken'],
  ])('H4: text with %s is refused', async (_, text, code) => {
    expect(await codeOf(readTable('t.csv', Buffer.from(text)))).toBe(code);
  });

  it('H4: what takes more memory than a register is given up, and the process goes on', async () => {
    // 30 million cells in rows of 50: the most that fit into the largest file.
    const greedy = Buffer.from(`${'1,'.repeat(49)}1\n`.repeat((30 * MB) / 100));
    expect(await codeOf(readTable('greedy.csv', greedy))).toMatch(/^table-too-(slow|full|long)$/);
    expect(await codeOf(readTable('w.xlsx', wide()))).toBe('done');
  });

  it('H4: XML that declares entities or nests without end is no workbook', async () => {
    const entity = `<!DOCTYPE a [<!ENTITY b "c">]>${sheetXml('').replace(/^<\?xml.*?\?>/, '')}`;
    expect(await codeOf(readTable('e.xlsx', zipOf(workbookParts(entity))))).toBe('workbook-broken');
    const deep = sheetXml('<a>'.repeat(100_000));
    expect(await codeOf(readTable('d.xlsx', zipOf(workbookParts(deep))))).toBe('workbook-broken');
    expect(await codeOf(readTable('x.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')))).toBe('workbook-old');
  });

  it('H4: merged cells without end are looked at once', async () => {
    const merges = Array.from({ length: 50_000 }, () => '<mergeCell ref="A2:A1048576"/>').join('');
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `<row r="${index + 2}">${textCell(`B${index + 2}`, 'x')}</row>`,
    );
    const headings = `<row r="1">${['上级编码', '编码', '类型', '名称'].map((text, index) => textCell(`${'ABCD'[index]}1`, text)).join('')}</row>`;
    const sheet = sheetXml(headings + rows.join(''), `<mergeCells>${merges}</mergeCells>`);
    const raw = await readTable('m.xlsx', zipOf(workbookParts(sheet)));
    const begun = performance.now();
    expect(sheetsOf([raw]).regions.rows).toHaveLength(20_000);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('H4: others are answered while a large file is read', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `<row>${textCell(`A${index + 1}`, `name ${index}`)}</row>`,
    );
    let turns = 0;
    let reading = true;
    const others = (async () => {
      while (reading) {
        await new Promise(setImmediate);
        turns += 1;
      }
    })();
    const [table] = await readTable('large.xlsx', workbookOf(rows.join('')));
    reading = false;
    await others;
    expect(table?.lines).toHaveLength(20_000);
    expect(turns).toBeGreaterThan(100);
  });
});

describe('L1: an exported table does nothing when it is opened', () => {
  const harmful = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', "'=1", '=cmd|"/c calc"!A1'];

  it('L1: no cell begins as a formula does, and all are read again as they were', async () => {
    const rows = harmful.map((name, index) => ({ row: index + 2, cells: [name, 'plain', '+85291234567'] }));
    const text = csvText({ headings: ['name', 'b', 'phone'], rows });
    for (const cell of text.split(/[,\n]/)) expect(cell).not.toMatch(/^\ufeff?"?[=+\-@]/);
    const [table] = await readTable('t.csv', Buffer.from(text));
    expect(table?.lines.slice(1).map(({ cells }) => cells.map(textOf))).toEqual(rows.map(({ cells }) => cells));
  });
});

it('H4: a workbook of the library that writes our reports is read as it is', async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('a').addRows([
    ['编码', '上级编码', '类型', '名称'],
    ['1', '', '县', '暖冬县'],
  ]);
  const [table] = await readTable('a.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
  expect(table?.lines.map(({ cells }) => cells)).toEqual([
    ['编码', '上级编码', '类型', '名称'],
    ['1', '', '县', '暖冬县'],
  ]);
});
