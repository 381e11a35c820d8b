import type { Entitled } from '../list/entitled';

/** A row of a list as a printed form shows it: in full for a reason, else masked and without numbers. */
export interface PrintRow {
  entry: number;
  version: number;
  township: string;
  village: string;
  group: string | null;
  name: string;
  idNumber: string;
  phone: string;
  address: string;
  account: string;
  category: string;
  heads: number;
  entitled: readonly Entitled[];
}

/** Goods of one kind, together. */
interface Pieces {
  name: string;
  unit: string;
  quantity: number;
}

/** What some rows are entitled to. */
export interface PrintSum {
  rows: number;
  heads: number;
  fen: number;
  goods: Pieces[];
}

/** @returns what rows are entitled to in all: money in fen, goods by name and unit in their first order */
export function sumOfRows(rows: readonly Pick<PrintRow, 'heads' | 'entitled'>[]): PrintSum {
  const goods = new Map<string, Pieces>();
  let fen = 0;
  for (const line of rows.flatMap(({ entitled }) => entitled)) {
    fen += line.cash;
    for (const { name, unit, quantity } of line.goods) {
      const key = `${name['zh-CN']} ${unit['zh-CN']}`;
      const known = goods.get(key) ?? { name: name['zh-CN'], unit: unit['zh-CN'], quantity: 0 };
      goods.set(key, { ...known, quantity: known.quantity + quantity });
    }
  }
  const heads = rows.reduce((all, row) => all + row.heads, 0);
  return { rows: rows.length, heads, fen, goods: [...goods.values()].filter(({ quantity }) => quantity !== 0) };
}

/** @returns 棉被2床、大米1袋 */
export const goodsInWords = (goods: readonly Pieces[]): string =>
  goods.map(({ name, unit, quantity }) => `${name}${quantity}${unit}`).join('、');

/** @returns 1,234.50; empty for nothing */
export const moneyInWords = (fen: number): string =>
  fen === 0 ? '' : (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
