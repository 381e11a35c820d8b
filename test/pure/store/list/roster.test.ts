import { book, readRoster, said } from '../../../support/list/rosters';
import { oldWorkbook } from '../../../support/old-workbook';
import { sheetXml, textCell, workbookParts } from '../../../support/workbook';
import { zipOf } from '../../../support/zip';

describe('a roster as an office keeps it', () => {
  it('finds the headings below a merged title and a note, and the village behind 填报单位', async () => {
    const bytes = await book({
      名单: (sheet) => {
        sheet.addRow(['某某镇2026年特困户花名册']);
        sheet.mergeCells('A1:E1');
        sheet.addRow(['填报单位（盖章）：清平村', '', '', '填报日期：2026年12月20日']);
        sheet.addRow(['序号', '户主姓名', '身份证号码', '家庭人口数', '备注']);
        sheet.addRow([1, '张甲', '990105194912310025', 3, '']);
        sheet.addRow([2, '李乙', '无', 1, '未上户']);
        sheet.addRow(['合 计', '2户', '', 4, '']);
        sheet.addRow(['制表人：', '', '审核人：', '', '']);
      },
    });
    const { sheets, rows, notes } = await readRoster('a.xlsx', bytes);
    expect(sheets).toMatchObject([{ name: '名单', unit: '清平村', headings: { row: 3 } }]);
    expect(rows.map(said)).toEqual([
      { number: '1', head: '张甲', heads: '3', people: ['990105194912310025'] },
      { number: '2', head: '李乙', heads: '1', remark: '未上户', people: ['无'] },
    ]);
    expect(notes).toEqual(['row-left-out a.xlsx 6', 'row-left-out a.xlsx 7']);
  });

  it('reads headings in two lines: groups over the columns of head, members and goods', async () => {
    const bytes = await book({
      花名册: (sheet) => {
        sheet.addRows([
          ['序号', '村', '户主信息', '', '家庭成员1', '', '', '家庭成员2', '', '发放标准'],
          ['', '', '姓名', '身份证号', '姓名', '身份证号', '与户主关系', '姓名', '身份证号', '大米（袋）'],
          [1, '清平村', '张甲', 'A1', '张小甲', 'A2', '长子', '', '', 2],
          [2, '清平村', '李乙', 'B1', '李丙', 'B2', '配偶', '李丁', 'B3', 2],
        ]);
        for (const range of ['A1:A2', 'B1:B2', 'C1:D1', 'E1:G1', 'H1:I1']) sheet.mergeCells(range);
      },
    });
    const { rows } = await readRoster('b.xlsx', bytes);
    expect(rows.map(said)).toEqual([
      { number: '1', village: '清平村', rice: '2', people: ['张甲 A1', '张小甲 A2 长子'] },
      { number: '2', village: '清平村', rice: '2', people: ['李乙 B1', '李丙 B2 配偶', '李丁 B3'] },
    ]);
    // A text file has lost the merges.
    const csv = '序号,户主信息,,家庭成员1,\n,姓名,身份证号,姓名,身份证号\n1,张甲,A1,张小甲,A2\n';
    expect((await readRoster('b.csv', csv)).rows.map(said)).toEqual([
      { number: '1', people: ['张甲 A1', '张小甲 A2'] },
    ]);
  });

  it.each([
    ['户主姓名,户主身份证号,成员1姓名,成员1身份证号,成员2姓名,成员2身份证号', ['A1', '张小甲 A2', '张小乙 A3']],
    ['户主姓名,身份证号,姓名,身份证号,姓名,身份证号', ['A1', '张小甲 A2', '张小乙 A3']],
    ['户主姓名,户主身份证号,家庭成员姓名,身份证号,家庭成员姓名,身份证号', ['A1', '张小甲 A2', '张小乙 A3']],
    ['户主姓名,户主证件号码,配偶姓名,配偶身份证号,长子姓名,长子身份证号', ['A1', '张小甲 A2 配偶', '张小乙 A3 长子']],
    ['户主,身份证号,成员一姓名,成员一证件号码,成员二姓名,成员二证件号码', ['A1', '张小甲 A2', '张小乙 A3']],
  ])('reads members in further columns: %s', async (headings, people) => {
    const { rows } = await readRoster('m.csv', `${headings}\n张甲,A1,张小甲,A2,张小乙,A3\n李乙,B1,,,,\n`);
    expect(rows.map(said)).toEqual([
      { head: '张甲', people },
      { head: '李乙', people: ['B1'] },
    ]);
  });

  it.each([
    ['by the number of the household', '户编号,姓名,身份证号\n1,张甲,A1\n1,张小甲,A2\n,张小乙,A3\n2,李乙,B1\n'],
    ['by the relation', '姓名,身份证号,与户主关系\n张甲,A1,户主\n张小甲,A2,长子\n张小乙,A3,次子\n李乙,B1,本人\n'],
    ['by the name of the head', '户主姓名,姓名,身份证号\n张甲,张甲,A1\n张甲,张小甲,A2\n,张小乙,A3\n李乙,李乙,B1\n'],
    ['by the number of the line', '序号,姓名,身份证号\n1,张甲,A1\n,张小甲,A2\n,张小乙,A3\n2,李乙,B1\n'],
  ])('reads members in lines below their household: %s', async (_, csv) => {
    const { rows } = await readRoster('l.csv', csv);
    const people = rows.map((row) => said(row).people.map((person) => person.split(' ').slice(0, 2).join(' ')));
    expect(people).toEqual([['张甲 A1', '张小甲 A2', '张小乙 A3'], ['李乙 B1']]);
  });

  it('fills merged cells down for place and head, never for money, goods and heads', async () => {
    const bytes = await book({
      a: (sheet) => {
        sheet.addRows([
          ['村', '户主姓名', '家庭人口', '姓名', '身份证号', '金额'],
          ['清平村', '张甲', 3, '张甲', 'A1', 300],
          ['', '', '', '张小甲', 'A2', ''],
          ['', '', '', '张小乙', '', ''],
          ['', '李乙', 1, '李乙', 'B1', 100],
          ['合计', '2户', 4, '4人', '', 400],
        ]);
        for (const range of ['A2:A5', 'B2:B4', 'C2:C4', 'F2:F4']) sheet.mergeCells(range);
        // As other programs do, which write the value into every cell of a merge.
        for (const at of ['F3', 'F4', 'C3']) sheet.getCell(at).value = at.startsWith('F') ? 300 : 3;
      },
    });
    const { rows, notes, flaws } = await readRoster('c.xlsx', bytes);
    expect(rows.map(said)).toEqual([
      { village: '清平村', head: '张甲', heads: '3', money: '300', people: ['张甲 A1', '张小甲 A2', '张小乙'] },
      { village: '清平村', head: '李乙', heads: '1', money: '100', people: ['李乙 B1'] },
    ]);
    expect([flaws, notes]).toEqual([[], ['row-left-out c.xlsx 6', 'sum-differs c.xlsx 6 姓名 4 2']]);
  });

  it('drops what stands hidden below a merged cell, as its XML may have it', async () => {
    const cell = (at: string, value: string) => textCell(at, value);
    const row = (nr: number, ...values: string[]) =>
      `<row r="${nr}">${values.map((value, index) => cell(`${'ABC'[index]}${nr}`, value)).join('')}</row>`;
    const rows = [row(1, '户主姓名', '身份证号', '金额'), row(2, '张甲', 'A1', '300'), row(3, '张甲', 'A2', '300')];
    const merges = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="C2:C3"/></mergeCells>';
    const { rows: found } = await readRoster('x.xlsx', zipOf(workbookParts(sheetXml(rows.join(''), merges))));
    expect(found.map(said)).toEqual([{ head: '张甲', money: '300', people: ['A1', 'A2'] }]);
  });

  it('compares sums above and below, of parts and of all, and reports those that differ', async () => {
    const csv = (sums: [number, number, number]) =>
      `户主姓名,家庭人口\n合计,${sums[0]}\n张甲,3\n李乙,2\n小计,${sums[1]}\n王丙,4\n小计,${sums[2]}\n总计,${sums[0]}人\n`;
    const left = [2, 5, 7, 8].map((row) => `row-left-out s.csv ${row}`);
    expect((await readRoster('s.csv', csv([9, 5, 4]))).notes).toEqual(left);
    expect((await readRoster('s.csv', csv([10, 5, 3]))).notes).toEqual([
      ...left,
      'sum-differs s.csv 2 家庭人口 10 9',
      'sum-differs s.csv 7 家庭人口 3 4',
      'sum-differs s.csv 8 家庭人口 10 9',
    ]);
  });

  it('reads a sheet for each village, leaves out hidden sheets and others, and headings repeated on each page', async () => {
    const bytes = await book({
      说明: (sheet) => sheet.addRow(['填表说明']),
      清平村: (sheet) =>
        sheet.addRows([
          ['户主姓名', '身份证号'],
          ['张甲', 'A1'],
          ['户主姓名', '身份证号'],
          ['李乙', 'B1'],
        ]),
      丰收村: (sheet) =>
        sheet.addRows([
          ['户主姓名', '身份证号'],
          ['王丙', 'C1', '', '错位'],
        ]),
      旧表: (sheet) => {
        sheet.addRow(['户主姓名', '身份证号']);
        sheet.state = 'hidden';
      },
    });
    const { sheets, rows, notes, flaws } = await readRoster('v.xlsx', bytes);
    expect(sheets.map(({ name }) => name)).toEqual(['清平村', '丰收村']);
    expect(rows.map(({ file, row }) => [file, row])).toEqual([
      ['v.xlsx#清平村', 2],
      ['v.xlsx#清平村', 4],
      ['v.xlsx#丰收村', 2],
    ]);
    expect(flaws).toEqual([' 2 row-beyond-headings']);
    expect(notes).toEqual([
      'sheet-left-out-of-list v.xlsx#说明',
      'row-left-out v.xlsx#清平村 3',
      'sheet-hidden v.xlsx#旧表',
    ]);
  });

  it('reads a CSV in GBK, an old workbook, and headings that an office has explained', async () => {
    /** 户主姓名,证件号码 · 张甲,A1 in GBK. */
    const gbk = Buffer.from('bba7d6f7d0d5c3fb2cd6a4bcfebac5c2eb0ad5c5bcd72c41310a', 'hex');
    const old = oldWorkbook([
      {
        name: 'a',
        rows: [
          ['户主姓名', '证件号码'],
          ['张甲', 'A1'],
        ],
      },
    ]);
    for (const [file, bytes] of [
      ['g.csv', gbk],
      ['o.xls', old],
    ] as const)
      expect((await readRoster(file, bytes)).rows.map(said)).toEqual([{ head: '张甲', people: ['A1'] }]);
    expect((await readRoster('e.csv', 'Unit: 清平村,\nhead of household,id number\n张甲,A1\n')).sheets).toMatchObject([
      { unit: '清平村', headings: { row: 2 } },
    ]);
    const named = await readRoster('n.csv', '当家人,证号,老伴,老伴证号\n张甲,A1,李乙,B1\n', {
      mapped: { 当家人: 'head', 证号: 'id', 老伴: 'name@1', 老伴证号: 'id@1' },
    });
    expect(named.rows.map(said)).toEqual([{ head: '张甲', people: ['A1', '李乙 B1'] }]);
  });

  it('makes each line a row where the list is of persons, and refuses a value of the household in a second line', async () => {
    const csv = '户主姓名,姓名,身份证号,家庭人口\n张甲,张甲,A1,2\n张甲,张小甲,A2,3\n';
    expect((await readRoster('p.csv', csv, { households: false })).rows).toHaveLength(2);
    const { rows, flaws } = await readRoster('h.csv', csv);
    expect([rows.length, flaws]).toEqual([1, ['家庭人口 3 member-line-value']]);
  });
});
