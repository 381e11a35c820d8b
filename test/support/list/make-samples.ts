import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { checkCharacter } from '../../../domain/people/id-number';
import { oldWorkbook } from '../old-workbook';
import { book } from './rosters';

/**
 * Makes the rosters of config/samples/lists, in the shapes in which offices keep theirs. The names are invented, and no
 * place has the area of the numbers: `npx tsx test/support/list/make-samples.ts`.
 */

/** @returns an ID number that no person can have */
function numberOf(nth: number): string {
  const digits = `990100${1935 + ((nth * 7) % 50)}${String(1 + (nth % 12)).padStart(2, '0')}15${String(100 + nth)}`;
  return digits + checkCharacter(digits);
}

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫';
const GIVEN = '一二三四五六七八九十';
const nameOf = (nth: number): string => `${SURNAMES[nth % 12]}样${GIVEN[nth % 10]}`;

/** Titles and a note, headings in two lines, villages and heads merged over their lines, members in lines, sums. */
const merged = () =>
  book({
    花名册: (sheet) => {
      sheet.addRow(['海门镇2026年困难家庭花名册']);
      sheet.addRow(['填报单位（盖章）：海门镇', '', '', '', '', '', '', '填报日期：2026年12月20日']);
      sheet.addRow(['序号', '村', '户主姓名', '家庭成员', '', '', '家庭人口', '困难类别', '拟发标准', '']);
      sheet.addRow(['', '', '', '姓名', '身份证号', '与户主关系', '', '', '金额', '大米（袋）']);
      let nth = 0;
      let number = 0;
      for (const village of ['青港村', '凤坡村']) {
        const first = sheet.rowCount + 1;
        for (const members of [2, 0, 1]) {
          const top = sheet.rowCount + 1;
          const head = nameOf(nth);
          number += 1;
          const standard = [members + 1, members > 1 ? '特困户' : '困难户', members > 1 ? 2000 : 600, 2];
          sheet.addRow([number, village, head, head, numberOf(nth++), '户主', ...standard]);
          for (let member = 0; member < members; member += 1)
            sheet.addRow(['', '', '', nameOf(nth), numberOf(nth++), member === 0 ? '配偶' : '子']);
          if (members > 0)
            for (const column of ['A', 'C', 'G', 'H', 'I', 'J'])
              sheet.mergeCells(`${column}${top}:${column}${top + members}`);
        }
        sheet.mergeCells(`B${first}:B${sheet.rowCount}`);
        sheet.addRow(['小计', '', '3户', '', '', '', 6, '', 3200, 6]);
      }
      sheet.addRow(['合 计', '', '6户', '', '', '', 12, '', 6400, 12]);
      sheet.addRow(['制表人：', '', '', '审核人：']);
      for (const range of ['A1:J1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:F3', 'G3:G4', 'H3:H4', 'I3:J3'])
        sheet.mergeCells(range);
    },
  });

/** A sheet for each village, members in columns, somebody without a number, full-width digits. */
const sheets = () =>
  book(
    Object.fromEntries(
      ['星潭村', '白畈村'].map((village, index) => [
        village,
        (sheet) => {
          const nth = 100 + index * 10;
          const wide = numberOf(nth).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
          sheet.addRows([
            [
              '序号',
              '户主姓名',
              '户主身份证号',
              '人口',
              '类别',
              '成员1姓名',
              '成员1身份证号',
              '成员1与户主关系',
              '电话',
            ],
            [1, nameOf(nth), `${wide} `, '2人', '特困户', nameOf(nth + 1), numberOf(nth + 1), '妻', ''],
            [2, nameOf(nth + 2), '无（未上户口）', '1人', '困难户', '', '', '', '0513-82200000'],
          ]);
        },
      ]),
    ),
  );

/** As Excel wrote it until 2003. */
const old = (): Buffer =>
  oldWorkbook([
    {
      name: 'Sheet1',
      rows: [
        ['困难家庭名单'],
        ['填报单位：海门镇鹤坝村', null, null, '2026年12月'],
        ['序号', '户主', '证件号码', '家庭总人口', '对象类别', '救助金额'],
        [1, nameOf(200), numberOf(200), 3, '特困户', 2000],
        [2, nameOf(201), numberOf(201), 1, '困难户', 600],
        ['总计', '2户', null, 4, null, 2600],
        ['单位负责人：'],
      ],
      merges: [[0, 0, 0, 5]],
    },
  ]);

/** 村,姓名,身份证号,人口,类别 … in GBK, as Excel saves it on a Chinese Windows; made by `iconv -t GBK`. */
const PLAIN = [
  '村,姓名,身份证号,人口,类别',
  `春山村,${nameOf(300)},${numberOf(300).toLowerCase()},4,特困户`,
  `石峰村,${nameOf(301)},="${numberOf(301)}",2,困难户`,
].join('\r\n');

/** Everything for which a row is refused. */
const bad = () =>
  book({
    名单: (sheet) =>
      sheet.addRows([
        ['村', '户主姓名', '身份证号', '家庭人口', '困难类别'],
        ['银池村', nameOf(400), Number('990100194001151010'), 2, '特困户'],
        ['银池村', nameOf(401), numberOf(401).replace(/.$/, (last) => (last === '1' ? '2' : '1')), 2, '特困户'],
        ['银池村', nameOf(402), '无', 2, '特困户'],
        ['没有这个村', nameOf(403), numberOf(403), 2, '特困户'],
        ['银池村', nameOf(404), numberOf(404), '两', '特困户'],
        ['银池村', nameOf(405), numberOf(405), 2, '低收入'],
        ['银池村', nameOf(406), numberOf(406), 2, '特困户'],
        ['银池村', nameOf(406), numberOf(406), 2, '特困户'],
      ]),
  });

async function main(): Promise<void> {
  const to = (name: string) => join(ROOT, 'config/samples/lists', name);
  await writeFile(to('merged.xlsx'), await merged());
  await writeFile(to('sheets.xlsx'), await sheets());
  await writeFile(to('old.xls'), old());
  await writeFile(to('plain.csv'), PLAIN);
  await writeFile(to('bad.xlsx'), await bad());
}

void main();
