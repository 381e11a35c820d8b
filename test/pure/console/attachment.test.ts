import { attachment } from '../../../console/shell/attachment';

test('a file of a campaign whose id ends in Chinese goes out under its name, with a header of Latin letters', () => {
  const header = attachment('2026-visits-试验县.docx', '《走访慰问》工作总结.docx');
  expect(() => new Headers({ 'content-disposition': header })).not.toThrow();
  expect(header).toContain('filename="2026-visits-_.docx"');
  expect(header).toContain(encodeURIComponent('《走访慰问》工作总结.docx'));
  expect(attachment('roster.xlsx')).toContain('filename="roster.xlsx"');
});
