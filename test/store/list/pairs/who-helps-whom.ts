import { randomUUID } from 'node:crypto';
import { readPairs } from '../../../../store/list/pairs/pair-table';
import { specimen, TEST_PEOPLE_KEY } from '../../../support/campaigns/rows';
import { asked, campaign, EAST_1, helpers, KEY, pair, pairAll, refusal, row, sql, WEST } from './pairs-stage';

/** Posts of units are given rows, with a reason where another had them. */
export function whoHelpsWhom(): void {
  it('is a post of a unit that the list asks; its unit is asked from then on', async () => {
    expect(await asked()).toEqual([]);
    expect(await pairAll()).toMatchObject({
      rows: 3,
      same: 0,
      repeated: false,
      rounds: expect.arrayContaining([expect.stringContaining(KEY)]),
    });
    expect(await helpers()).toEqual(['91 帮扶1', '91 帮扶2', '92 帮扶1']);
    expect(await asked()).toEqual(['91', '92']);
    await pair([{ row: row(2), helper: EAST_1 }], { reason: '西乡人手不足' });
    expect(await asked()).toEqual(['91']);
  });

  it('changes with a reason, and the deed tells before and after', async () => {
    await pairAll();
    expect(await refusal(pair([{ row: row(0), helper: WEST }]))).toEqual(['pairs-refused', 'pair-say-why']);
    await pair([{ row: row(0), helper: WEST }], { reason: '调到西乡' });
    await pair([{ row: row(0), helper: null }], { reason: '已外出务工' });
    expect(await helpers()).toEqual([null, '91 帮扶2', '92 帮扶1']);
    expect(
      await sql`select before, after, reason, unit_code as unit from deeds where kind = 'pair' and entry_id = ${row(0)} order by id`,
    ).toEqual([
      { before: null, after: EAST_1, reason: null, unit: '91' },
      { before: EAST_1, after: WEST, reason: '调到西乡', unit: '92' },
      { before: WEST, after: null, reason: '已外出务工', unit: '92' },
    ]);
  });

  it('is refused as a whole, and all that forbids it is named', async () => {
    await sql`update entries set state = 'out', because = 'deceased', version = 2 where id = ${row(2)}`;
    const wrong = [
      { row: row(0), helper: { unit: '91', post: '帮扶9' } },
      { row: row(1), helper: { unit: '911', post: 'contact' } },
      { row: row(1), version: 7, helper: EAST_1 },
      { row: row(2), helper: WEST },
      { row: 999_999, helper: WEST },
    ];
    expect(await refusal(pair(wrong))).toEqual([
      'pairs-refused',
      'pair-post-unknown',
      'pair-unit-unknown',
      'pair-row-twice',
      'row-out',
      'row-unknown',
    ]);
    expect(await refusal(pair([{ row: row(0), helper: EAST_1 }], { top: '92' }))).toEqual([
      'pairs-refused',
      'row-unknown',
    ]);
    expect(await helpers()).toEqual([null, null, null]);
  });

  it('gives the first receipt a second time', async () => {
    const submission = randomUUID();
    const first = await pair([{ row: row(0), helper: EAST_1 }], { submission });
    expect(await pair([{ row: row(0), helper: EAST_1 }], { submission })).toMatchObject({
      receipt: first.receipt,
      repeated: true,
    });
    expect(await pair([{ row: row(0), helper: EAST_1 }])).toMatchObject({
      receipt: first.receipt,
      rows: 0,
      same: 1,
      repeated: true,
    });
    expect(await sql`select from row_acts where kind = 'pair'`).toHaveLength(1);
  });
}

/** The same from a table of an office. */
export function tableOfPairs(): void {
  const read = (content: string) =>
    readPairs(sql, TEST_PEOPLE_KEY, {
      ...{ campaign: campaign.id, list: 'objects', top: '9' },
      file: { file: '结对.csv', bytes: Buffer.from(content) },
    });

  it('means a row by its number, by ID number, or by unit and name; a second time it gives the first receipt', async () => {
    const table = `小县结对帮扶表\n名单编号,村,姓名,身份证号,帮扶单位,帮扶岗位\n${row(0)},,,,东乡,帮扶1\n,,甘小2,${specimen(2)},91,帮扶2\n,四村,甘小4,,西乡,帮扶1\n,一村,没有的人,,,\n`;
    const { pairs } = await read(table);
    const first = await pair(pairs);
    expect(await helpers()).toEqual(['91 帮扶1', '91 帮扶2', '92 帮扶1']);
    expect(await pair((await read(table)).pairs)).toMatchObject({ receipt: first.receipt, rows: 0, same: 3 });
  });

  it('is refused with every line that means nobody, or a unit that is not asked', async () => {
    const table = '村,姓名,帮扶单位,帮扶岗位\n一村,没有的人,东乡,帮扶1\n一村,甘小1,一村,帮扶1\n';
    expect(await refusal(read(table))).toEqual(['pairs-refused', 'place-unknown', 'pair-row-unclear']);
  });
}
