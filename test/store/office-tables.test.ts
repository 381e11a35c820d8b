import ExcelJS from 'exceljs';
import { asSheets, checkSheets, type Sheets, sheetsOf } from '../../store/people/tables/check/check';
import { headingIn } from '../../store/people/tables/check/flaw';
import { bothMappings, mappingsOf } from '../../store/people/tables/mappings';
import { readTable } from '../../store/people/tables/read/read-table';
import type { RegionRow } from '../../store/people/tables/rows';
import { codeOf } from '../support/campaigns/refusals';
import { sheetXml, textCell, workbookParts } from '../support/workbook';
import { zipOf } from '../support/zip';

/** Two townships of five villages each, and one village of the same name in both. */
const REGISTER: RegionRow[] = [
  { code: '9', parent: null, kind: 'county', name: '某县' },
  ...['甲', '乙'].flatMap((name, index) => {
    const township = `9${index + 1}`;
    const villages = Array.from({ length: 5 }, (_, nr) => `${name}${nr + 1}村`);
    return [
      { code: township, parent: '9', kind: 'township', name: `${name}${'乡镇'[index]}` },
      ...[...villages, '同名村'].map((village, nr) => ({
        code: `${township}${nr + 1}`,
        parent: township,
        kind: 'village',
        name: village,
      })),
    ];
  }),
];

const read = async (file: string, content: string | Uint8Array, mapped: string[] = []): Promise<Sheets> =>
  sheetsOf([await readTable(file, Buffer.from(content))], bothMappings(mappingsOf(mapped), []));

async function book(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const checked = (sheets: Sheets, known: readonly RegionRow[] = REGISTER) => {
  const { bad, ...rows } = checkSheets({ sheets, known });
  return { ...rows, bad: bad.map((cell) => `${headingIn('zh-CN', cell)} ${cell.row} ${cell.code}`) };
};
const leftOut = ({ leftOut: said }: Sheets) =>
  said.map(({ code, values }) => [code, ...Object.values(values)].join(' '));

/**
 * A roster as an office keeps it: a title and a note above, townships merged over their villages, a sum and a
 * signature.
 */
const roster = () =>
  book((workbook) => {
    const sheet = workbook.addWorksheet('花名册');
    sheet.addRow(['某县2026年冬春救助村级联络员花名册']);
    sheet.mergeCells('A1:F1');
    sheet.addRow(['填报单位：某县民政局（盖章）', '', '', '', '填报日期：2026年11月20日']);
    sheet.addRow(['序号', '乡镇', '村（居）委会', '姓名', '手机号码', '备注']);
    let nr = 0;
    for (const township of ['甲乡', '乙镇']) {
      const first = sheet.rowCount + 1;
      for (let village = 1; village <= 5; village += 1) {
        nr += 1;
        const end = String(nr).padStart(4, '0');
        const phones = [
          13800000000 + nr,
          `138 0000 ${end}`,
          `１３８００００${end}`,
          `138-0000-${end}`,
          `0876-41212${nr}`,
        ];
        sheet.addRow([nr, township, `${township[0]}${village}村委会 `, `张　${nr}`, phones[village - 1], '']);
      }
      sheet.mergeCells(first, 2, sheet.rowCount, 2);
    }
    sheet.addRow(['合 计', '', `${nr}个村`]);
    sheet.addRow(['制表人：', '', '审核人：']);
  });

describe('tables as offices write them', () => {
  it('finds the headings below title and note, fills merged townships down, leaves out sum and signature', async () => {
    const sheets = await read('o.xlsx', await roster());
    const { contacts, bad } = checked(sheets);
    expect(contacts.map(({ region, phone }) => [region, phone])).toEqual(
      ['91', '92'].flatMap((township, index) =>
        [1, 2, 3, 4, 5].map((nr) => [
          `${township}${nr}`,
          nr === 5 ? null : `1380000${String(index * 5 + nr).padStart(4, '0')}`,
        ]),
      ),
    );
    expect(contacts.every(({ role }) => role === 'contact')).toBe(true);
    expect(bad).toEqual(['手机号码 8 phone-form', '手机号码 13 phone-form']);
    expect(leftOut(sheets)).toEqual([
      'row-left-out o.xlsx 14',
      'row-left-out o.xlsx 15',
      'column-left-out 序号',
      'column-left-out 备注',
    ]);
  });

  it('tells apart villages of one name by the township, and refuses to guess without it', async () => {
    const csv = (above: string) => `${above}村名,姓名,电话\n${above ? '乙镇,' : ''}同名村,张三,13900000001\n`;
    expect(checked(await read('a.csv', csv('乡镇,'))).contacts).toMatchObject([{ region: '926' }]);
    expect(checked(await read('b.csv', csv(''))).bad).toEqual(['村名 2 place-unclear']);
    expect(checked(await read('c.csv', '村名,姓名,电话\n无此村,张三,13900000001\n')).bad).toEqual([
      '村名 2 place-unknown',
    ]);
  });

  it('fills down only what is merged, and only where that makes sense', async () => {
    const sheets = await read(
      'm.xlsx',
      await book((workbook) => {
        const sheet = workbook.addWorksheet('a');
        sheet.addRows([
          ['地区编码', '角色', '姓名', '手机', '邮箱'],
          ['911', 'A角', '张三', '13900000001', ''],
          ['', 'B角', '李四', '', ''],
          ['912', 'A角', '王五', '13900000002', ''],
          ['', 'B角', '赵六', '', ''],
        ]);
        sheet.mergeCells('A2:A3');
        sheet.mergeCells('D2:D3');
      }),
    );
    const { contacts, bad } = checked(sheets);
    expect(contacts.map(({ region, name, phone }) => [region, name, phone])).toEqual([
      ['911', '张三', '13900000001'],
      ['911', '李四', null],
      ['912', '王五', '13900000002'],
    ]);
    expect(bad).toEqual(['地区编码 5 cell-empty']);
  });

  it('reads headings in two rows, and leaves out those that are repeated for each printed page', async () => {
    const sheets = await read(
      't.xlsx',
      await book((workbook) => {
        const sheet = workbook.addWorksheet('a');
        sheet.addRows([
          ['地区编码', '联系人', ''],
          ['', '姓名', '手机'],
          ['911', '张三', '13900000001'],
          ['地区编码', '姓名', '手机'],
          ['912', '李四', '13900000002'],
        ]);
        sheet.mergeCells('A1:A2');
        sheet.mergeCells('B1:C1');
      }),
    );
    expect(checked(sheets).contacts.map(({ region }) => region)).toEqual(['911', '912']);
    expect(leftOut(sheets)).toEqual(['row-left-out t.xlsx 4']);
  });

  it('leaves out hidden sheets and those without headings by name, and refuses a file that has nothing else', async () => {
    const sheets = await read(
      's.xlsx',
      await book((workbook) => {
        workbook.addWorksheet('填写说明').addRows([['请按要求填写'], ['一、每村一行']]);
        workbook.addWorksheet('地区').addRows([
          ['编码', '上级编码', '类型', '名称'],
          ['9', '', '县', '某县'],
        ]);
        workbook.addWorksheet('字典', { state: 'hidden' }).addRows([['县'], ['乡镇']]);
      }),
    );
    expect(checked(sheets, []).regions).toHaveLength(1);
    expect(leftOut(sheets)).toEqual(['sheet-left-out s.xlsx#填写说明', 'sheet-hidden s.xlsx#字典']);
    const only = book((workbook) => void workbook.addWorksheet('说明').addRow(['请按要求填写']));
    expect(await codeOf(read('n.xlsx', await only))).toBe('no-headings');
  });

  it.each([
    ['行政区划代码,上级行政区划代码,类型,村名', []],
    ['统计用区划代码,上级单位编码,单位类型,单位名称', []],
    ['Bezirk,Oberbezirk,类型,Ort', ['Bezirk=编码', 'Oberbezirk=parent', 'Ort=name']],
  ])('knows the words of offices, and what it was told: %s', async (headings, mapped) => {
    const sheets = await read('r.csv', `${headings}\n9,,县,某县\n91,9,乡镇,甲乡\n`, mapped);
    expect(checked(sheets, [])).toMatchObject({ bad: [], regions: [{ code: '9' }, { code: '91', parent: '9' }] });
  });

  it('says what a mapping has to look like', async () => {
    expect(() => mappingsOf(['村名'])).toThrow('A heading is mapped as');
    expect(() => mappingsOf(['村名=nothing'])).toThrow('There is no column "nothing"');
  });
});

describe('text as programs write it', () => {
  const HEAD = '编码,上级编码,类型,名称';
  const rows = ['9,,县,某县', '91,9,乡镇,甲乡', '911,91,村,甲1村'];
  const all = { bad: [], regions: [{ code: '9' }, { code: '91' }, { code: '911' }] };

  it.each([
    ['line ends of three systems in one file', `${HEAD}\r\n${rows[0]}\n${rows[1]}\r${rows[2]}\r\n`],
    [
      'two files joined, each with a byte order mark',
      `\ufeff${HEAD}\r\n${rows[0]}\r\n${rows[1]}\r\n\ufeff"911",91,村,甲1村\r\n`,
    ],
    ['="…" around what should stay text', `${HEAD}\n="9",,县,某县\n="91","=""9""",乡镇,甲乡\n="911",="91",村,甲1村`],
    ['tabs between the cells', [HEAD, ...rows].join('\n').replaceAll(',', '\t')],
    ['semicolons between the cells', [HEAD, ...rows].join('\n').replaceAll(',', ';')],
  ])('reads %s', async (_, text) => {
    expect(checked(await read('r.csv', text), [])).toMatchObject(all);
  });

  it('reads UTF-16 as Excel saves "Unicode text"', async () => {
    const text = Buffer.from(`\ufeff${[HEAD, ...rows].join('\r\n').replaceAll(',', '\t')}`, 'utf16le');
    expect(checked(await read('r.csv', text), [])).toMatchObject(all);
  });

  it('refuses what is partly UTF-8 and partly GBK, and names the first row that is not', async () => {
    /** 石桥镇 in GBK. */
    const gbk = Buffer.from('cac7c7c5d5f2', 'hex');
    const mixed = Buffer.concat([Buffer.from(`${HEAD}\r\n9,,县,某县\r\n91,9,乡镇,`), gbk]);
    await expect(read('r.csv', mixed)).rejects.toThrow('r.csv: is partly UTF-8 and partly, from row 3 on');
  });

  it('refuses a row whose signs were lost before', async () => {
    expect(checked(await read('r.csv', `${HEAD}\n9,,县,某\ufffd县\n`), []).bad).toEqual(['名称 2 cell-unreadable']);
  });
});

describe('what a spreadsheet does to what was entered', () => {
  const sheet = (cells: string, styles = '') =>
    zipOf(
      workbookParts(
        sheetXml(
          `<row r="1">${['编码', '上级编码', '类型', '名称'].map((text, index) => textCell(`${'ABCD'[index]}1`, text)).join('')}</row>` +
            `<row r="2">${cells}${textCell('C2', '县')}${textCell('D2', '某县')}</row>`,
        ),
        styles ? { 'xl/styles.xml': styles } : {},
      ),
    );
  const style = (format: string) =>
    `<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="${format}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`;

  it.each([
    ['a number of 18 digits', sheet('<c r="A2"><v>7.799011012010001E+17</v></c>'), ['编码 2 number-rounded']],
    ['a number of 16 digits', sheet('<c r="A2"><v>1234567890123450</v></c>'), ['编码 2 number-rounded']],
    [
      'a date',
      sheet('<c r="A2" s="1"><v>46024</v></c>', style('m&quot;月&quot;d&quot;日&quot;')),
      ['编码 2 cell-became-date'],
    ],
    ['an error', sheet('<c r="A2" t="e"><v>#REF!</v></c>'), ['编码 2 cell-error']],
    ['a formula without a calculated value', sheet('<c r="A2"><f>B2&amp;"1"</f></c>'), ['编码 2 cell-not-calculated']],
  ])('refuses %s, and names the cell', async (_, bytes, bad) => {
    expect(checked(await read('r.xlsx', bytes), []).bad).toEqual(bad);
  });

  it('keeps the zeros that a format shows, numbers of 12 digits, and the result of a formula', async () => {
    const zeros = sheet('<c r="A2" s="1"><v>10203</v></c>', style('000000'));
    expect(checked(await read('r.xlsx', zeros), []).regions).toMatchObject([{ code: '010203' }]);
    const long = sheet('<c r="A2"><f>1+1</f><v>532626100701</v></c>');
    expect(checked(await read('r.xlsx', long), []).regions).toMatchObject([{ code: '532626100701' }]);
  });

  it('refuses a code that reads like a date in text', async () => {
    const { bad } = checked(await read('r.csv', '编码,上级编码,类型,名称\n1月2日,,县,某县\n2-Jan,,县,某县\n'), []);
    expect(bad).toEqual(['编码 2 cell-became-date', '编码 3 cell-became-date']);
  });

  it('takes a date for one where a date belongs', async () => {
    const leave = await book(
      (workbook) =>
        void workbook.addWorksheet('a').addRows([
          ['地区编码', '姓名', '手机', '请假开始'],
          ['911', '张三', 13900000001, new Date('2026-12-20T00:00:00Z')],
        ]),
    );
    expect(checked(await read('l.xlsx', leave))).toMatchObject({
      bad: [],
      contacts: [{ phone: '13900000001', leaveFrom: '2026-12-20' }],
    });
  });
});

it('a table without a sort of its own is none', () => {
  expect(asSheets({})).toMatchObject({ regions: { rows: [], bad: [] }, contacts: { rows: [], bad: [] }, leftOut: [] });
});
