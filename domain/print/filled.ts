import type { Text } from '../campaign/definition/words';
import { chineseDay, linesOf, type ShownPosting, shortDigest, speaking, sumsOf, termOf } from '../posting/parts';
import { moneyInCapitals } from './money-words';
import { goodsInWords, moneyInWords, type PrintRow, sumOfRows } from './print-rows';

/** A picture that stands for a placeholder: the code square of a text. */
export interface Code {
  code: string;
}

/** A photo that stands for a placeholder: JPEG, with its size on paper in pixels of 1/96 inch. */
export interface Photo {
  jpeg: Uint8Array;
  width: number;
  height: number;
  says: string;
}

/** Paragraphs and tables of Word that stand for the paragraph of a placeholder; made by us, never read from outside. */
export interface Block {
  paragraphs: string;
}

/** What stands for the placeholders of a template, by their names. */
export interface Filled {
  [name: string]: string | boolean | Code | Photo | Block | readonly Filled[];
}

/** What all printed forms of a campaign say. */
export interface PrintFrame {
  organisation: Text;
  campaign: Text;
  rehearsal: boolean;
  /** Day of printing, in the campaign's zone. */
  day: string;
}

const chinese = (text: Text): string => text['zh-CN'];

const frameOf = ({ organisation, campaign, rehearsal, day }: PrintFrame): Filled => ({
  ...{ 单位: chinese(organisation), 活动: chinese(campaign), 演练: rehearsal ? '【演练】' : '' },
  打印日期: chineseDay(day),
});

/** Rows of a list in a place, to be printed. */
export interface RowsToPrint extends PrintFrame {
  list: Text;
  place: string;
  /** Moment and digest of the rows. */
  version: string;
  digest: string;
  /** Opens the list in the console. */
  address: string;
  rows: readonly PrintRow[];
}

/**
 * @param perPage so many rows fit on a page of the template
 * @returns rosters and sheets to sign: pages with their sums, and the sum of all
 */
export function pagesOf(print: RowsToPrint, perPage: number): Filled {
  const sheets = print.rows.length === 0 ? [[]] : cut(print.rows, perPage);
  const all = sumOfRows(print.rows);
  let before = 0;
  const pages = sheets.map((rows, at): Filled => {
    const sum = sumOfRows(rows);
    const first = before + 1;
    before += rows.length;
    return {
      ...{ 页次: String(at + 1), 总页数: String(sheets.length), 末页: at === sheets.length - 1 },
      ...{ 本页户数: String(sum.rows), 本页人数: String(sum.heads) },
      ...{ 本页金额: moneyInWords(sum.fen), 本页物资: goodsInWords(sum.goods) },
      行: rows.map((row, nr) => rowOf(row, first + nr)),
    };
  });
  return {
    ...frameOf(print),
    ...{ 名单: chinese(print.list), 地区: print.place, 名单版本: print.version },
    ...{ 总户数: String(all.rows), 总人数: String(all.heads) },
    ...{ 总金额: moneyInWords(all.fen), 总金额大写: moneyInCapitals(all.fen), 总物资: goodsInWords(all.goods) },
    ...{ 核对码: shortDigest(print.digest), 二维码: { code: print.address } },
    页: pages,
  };
}

/** @returns a letter for each row */
export const lettersOf = (print: RowsToPrint): Filled => ({
  ...frameOf(print),
  信: print.rows.map((row, at) => rowOf(row, at + 1)),
});

function rowOf(row: PrintRow, number: number): Filled {
  const { fen, goods } = sumOfRows([row]);
  return {
    ...{ 序号: String(number), 乡镇: row.township, 村: row.village, 组: row.group ?? '' },
    ...{ 户主姓名: row.name, 身份证号: row.idNumber, 电话: row.phone, 住址: row.address, 银行账号: row.account },
    ...{ 类别: row.category, 人口: String(row.heads), 金额: moneyInWords(fen), 物资: goodsInWords(goods) },
    款物:
      [...(fen > 0 ? [`${moneyInWords(fen)}元`] : []), ...(goods.length > 0 ? [goodsInWords(goods)] : [])].join('、') ||
      '一份心意',
  };
}

function cut<T>(all: readonly T[], size: number): T[][] {
  const pieces: T[][] = [];
  for (let from = 0; from < all.length; from += size) pieces.push(all.slice(from, from + size));
  return pieces;
}

const CHINESE = speaking('zh-CN');

/** @returns the sheet of a posting: masked as it was frozen */
export function postingOf(frame: PrintFrame, { content, version, digest, address }: ShownPosting): Filled {
  const { objections, nominations, contact } = content;
  return {
    ...frameOf(frame),
    ...{ 单位: chinese(content.organisation), 名单: chinese(content.title), 村: content.village },
    ...{ 版本: version > 1 ? `第${version}版` : '', 公示期: termOf(content, CHINESE), 汇总: sumsOf(content) },
    异议: objections ? '对以上名单有异议的，请在公示期内反映；可以不留姓名。' : '',
    推荐: nominations ? '符合条件而未列入的家庭，也请告诉我们。' : '',
    受理: contact === null ? '' : `受理单位和电话：${contact}`,
    ...{ 公示日期: chineseDay(content.from), 核对码: shortDigest(digest), 二维码: { code: address } },
    行: linesOf(content).map(({ part, row }) => ({
      ...{ 序号: row ? String(row.number) : '', 组: row?.group ?? '' },
      户主姓名: row ? row.name : `${part.count}${chinese(part.unit)}`,
      ...{ 类别: chinese(part.label), 人口: row ? String(row.heads) : '' },
      标准: part.standard ? chinese(part.standard) : '',
    })),
  };
}

/** A dispatch note, to be printed. Money in fen. */
export interface NoteToPrint extends PrintFrame {
  number: number;
  docNo: string | null;
  from: string;
  to: string;
  /** Days in the campaign's zone. */
  sent: string;
  due: string;
  closed: string | null;
  lines: readonly { item: Text; purse: Text; unit: Text; money: boolean; sent: number; left: number }[];
}

/** @returns the note of goods that were sent, and of what has come of them */
export const noteOf = (note: NoteToPrint): Filled => ({
  ...frameOf(note),
  ...{ 单号: String(note.number), 票号: note.docNo ?? '', 发货单位: note.from, 收货单位: note.to },
  ...{ 发出日期: chineseDay(note.sent), 应到日期: chineseDay(note.due) },
  收讫日期: note.closed === null ? '' : chineseDay(note.closed),
  行: note.lines.map(({ item, purse, unit, money, sent, left }, at) => {
    const quantity = (number: number) => (money ? moneyInWords(number) || '0.00' : number.toLocaleString('en-US'));
    return {
      ...{ 序号: String(at + 1), 品名: chinese(item), 专款: chinese(purse), 计量单位: money ? '元' : chinese(unit) },
      ...{ 发出数量: quantity(sent), 实收数量: quantity(sent - left), 未到数量: quantity(left) },
    };
  }),
});
