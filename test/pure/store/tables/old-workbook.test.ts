import { readTable } from '../../../../store/people/tables/read/read-table';
import { codeOf } from '../../../support/campaigns/refusals';
import { oldWorkbook } from '../../../support/old-workbook';

describe('a workbook as Excel wrote it until 2003', () => {
  it('is read as a person sees it: texts, numbers in full, formulas, errors, merged cells, hidden sheets', async () => {
    const bytes = oldWorkbook([
      {
        name: '花名册',
        rows: [
          ['姓名', '人口', 'ID', '备注'],
          ['张三', 3, 1.1010519491231e17, { formula: '公式的结果' }],
          [],
          ['Müller', 1.5, 532626100701, { error: true }],
        ],
        merges: [[1, 3, 3, 3]],
      },
      { name: 'Sheet2', rows: [['x']], hidden: true },
      { name: 'Sheet3', rows: [] },
    ]);
    expect(await readTable('a.xls', bytes)).toEqual([
      {
        file: 'a.xls#花名册',
        hidden: false,
        merges: [{ top: 2, bottom: 4, left: 3, right: 3 }],
        lines: [
          { row: 1, cells: ['姓名', '人口', 'ID', '备注'] },
          { row: 2, cells: ['张三', '3', { text: '110105194912310000', spoilt: 'rounded' }, '公式的结果'] },
          { row: 4, cells: ['Müller', '1.5', '532626100701', { text: '#N/A', spoilt: 'error' }] },
        ],
      },
      { file: 'a.xls#Sheet2', hidden: true, merges: [], lines: [{ row: 1, cells: ['x'] }] },
    ]);
  });

  it('keeps its texts whole where they go on in the next record', async () => {
    const rows = Array.from({ length: 3000 }, (_, row) => [`第${row}户${'暖'.repeat(row % 90)}`, `plain ${row}`]);
    const [table] = await readTable('long.xls', oldWorkbook([{ name: 'a', rows }]));
    expect(table?.lines.map(({ cells }) => cells)).toEqual(rows);
  });

  it('is told by its bytes, whichever of the two endings it has', async () => {
    const [table] = await readTable('a.xlsx', oldWorkbook([{ name: 'a', rows: [['x', 1]] }]));
    expect(table?.lines).toEqual([{ row: 1, cells: ['x', '1'] }]);
  });

  it('says why it cannot be read: cut off, no workbook at all, or text under a false ending', async () => {
    const whole = oldWorkbook([{ name: 'a', rows: [['x'.repeat(9000)]] }]);
    const cut = Buffer.from(whole);
    cut.fill(0xff, 512 + 64, 1024);
    expect(await codeOf(readTable('cut.xls', cut))).toBe('workbook-broken');
    expect(await codeOf(readTable('head.xls', whole.subarray(0, 8)))).toBe('workbook-old');
    expect(await codeOf(readTable('page.xls', Buffer.from('<html><table><tr><td>x')))).toBe('workbook-broken');
  });
});
