import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Ground, rowOf } from './ground';

const HEAD = '地区编码,户主姓名,身份证号,家庭人口,困难类别,联系电话,住址\n';

/** Writes a roster of so many rows, as an office would import it: UTF-8, one household a line. */
export const writeRoster = (path: string, rows: number, ground: Pick<Ground, 'unitOf'>): Promise<void> =>
  pipeline(Readable.from(lines(rows, ground)), createWriteStream(path));

function* lines(rows: number, { unitOf }: Pick<Ground, 'unitOf'>): Generator<string> {
  yield `\uFEFF${HEAD}`;
  for (let nth = 0; nth < rows; nth += 1) {
    const { name, idNumber, heads, phone, address } = rowOf(nth);
    yield `${[unitOf(nth), name, idNumber, heads, '特困户', phone, address].join(',')}\n`;
  }
}
