import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Ground, rowOf } from './ground';

const HEAD = '地区编码,户主姓名,身份证号,家庭人口,困难类别,联系电话,住址';
const OF_ACCOUNT = ',银行账号';
/** Of a bank that nobody has. */
const FIRST_ACCOUNT = 9_900_000_000_000;

/**
 * Writes a roster of so many rows, as an office would import it: UTF-8, one household a line.
 * @param accounts with the number of an account in each
 */
export const writeRoster = (
  path: string,
  rows: number,
  ground: Pick<Ground, 'unitOf'>,
  { accounts = false } = {},
): Promise<void> => pipeline(Readable.from(lines(rows, ground, accounts)), createWriteStream(path));

function* lines(rows: number, { unitOf }: Pick<Ground, 'unitOf'>, accounts: boolean): Generator<string> {
  yield `\uFEFF${HEAD}${accounts ? OF_ACCOUNT : ''}\n`;
  for (let nth = 0; nth < rows; nth += 1) {
    const { name, idNumber, heads, phone, address } = rowOf(nth);
    const account = accounts ? [FIRST_ACCOUNT + nth] : [];
    yield `${[unitOf(nth), name, idNumber, heads, '特困户', phone, address, ...account].join(',')}\n`;
  }
}
