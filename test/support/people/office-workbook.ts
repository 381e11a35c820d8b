import ExcelJS from 'exceljs';

type Cells = (string | number)[];

/**
 * A roster as a county office sends it round: titles, notes and a stamp line above headings in the office's own words,
 * townships merged over their villages, numbers with blanks, full-width digits and a landline, sums and signatures
 * below, a sheet for each township, and a sheet that holds no roster.
 */
export async function uglyRoster(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const first = workbook.addWorksheet('东乡');
  first.addRow(['附件2']);
  first.addRow(['试验县2026年冬春救助村级联络员花名册']).font = { size: 18, bold: true };
  first.mergeCells('A2:F2');
  first.addRow(['填报单位（盖章）：东乡人民政府', '', '', '', '填报时间：2026年11月25日']);
  first.mergeCells('A3:D3');
  first.addRow(['序号', '乡（镇）', '村（居）委会', '当家人', '联 系 电 话', '备注']);
  add(first, [
    [1, '东乡', '清平村委会', '张　三', '１９９ ００００ ３００１', '支书'],
    [2, '', '和平村委会 ', '李四', '199-0000-3002', ''],
    [3, '', '东风社区居委会', '王五', '0876-4121234', '座机'],
    [4, '', '石桥村委会', '赵六', '199 0000 30', '少一位'],
  ]);
  first.mergeCells('B5:B8');
  first.addRow(['合  计', '', '4个村', '', '', '']);
  first.addRow(['制表人：钱七', '', '', '审核人：', '', '']);

  const second = workbook.addWorksheet('西乡');
  second.addRow(['试验县2026年冬春救助村级联络员花名册']);
  second.mergeCells('A1:F1');
  second.addRow(['序号', '乡（镇）', '村（居）委会', '当家人', '联 系 电 话', '备注']);
  add(second, [
    [1, '西乡', '上坝村委会', '孙八', '+86 199 0000 3005', ''],
    [2, '', '下坝村委会', '周九', '19900003006/19900003007', '两个号'],
    [3, '', '柳树村委会', '吴十', '199.0000.3008', ''],
  ]);
  second.mergeCells('B3:B5');
  second.addRow(['合计', '', '3个村', '', '', '']);

  const notes = workbook.addWorksheet('填表说明');
  notes.addRow(['一、请各乡镇于11月25日前报送。']);
  notes.addRow(['二、联系电话务必真实。']);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function add(sheet: ExcelJS.Worksheet, rows: readonly Cells[]): void {
  for (const row of rows) sheet.addRow(row);
}

/** The downloaded template with its rows filled in, in the order of its own headings. */
export async function filledTemplate(template: Uint8Array, people: readonly Record<string, string>[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(template).buffer);
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new Error('the template has no sheet');
  const headings = (sheet.getRow(1).values as string[]).slice(1);
  for (const person of people) {
    const unknown = Object.keys(person).filter((heading) => !headings.includes(heading));
    if (unknown.length > 0) throw new Error(`the template has no ${unknown} but ${headings}`);
    sheet.addRow(headings.map((heading) => person[heading] ?? ''));
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
