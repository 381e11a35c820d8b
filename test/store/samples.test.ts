import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { FIXED_KINDS } from '../../domain/people/region-kinds';
import type { Sql } from '../../store/db/db';
import { contactTable, csvText, kindTable, regionTable } from '../../store/people/tables/export';
import { SAMPLES, sampleRegister } from '../../store/people/tables/samples/sample-trees';
import { loadSamples } from '../../store/people/tables/samples/samples';
import { posts } from '../support/campaigns/people';
import { testDatabase } from '../support/servers/database';

let sql: Sql;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ sql, drop } = await testDatabase());
});
afterAll(() => drop());

const shipped = (sample: string, file: string) => readFile(join(ROOT, 'config/samples', sample, file), 'utf8');

describe('the samples', () => {
  it.each(SAMPLES)('%s is in the repository as the generator makes it', async (sample) => {
    const { regions, contacts, kinds = [] } = sampleRegister(sample);
    const inChinese = { file: '', language: 'zh-CN' } as const;
    expect(await shipped(sample, 'regions.csv')).toBe(
      csvText(regionTable(regions, { ...inChinese, kinds: [...kinds, ...FIXED_KINDS] })),
    );
    if (kinds.length > 0) expect(await shipped(sample, 'kinds.csv')).toBe(csvText(kindTable(kinds, inChinese)));
    expect(await shipped(sample, 'contacts.csv')).toBe(csvText(contactTable(contacts, inChinese)));
  });

  it('load once, and do not undo what an administrator changed', async () => {
    await loadSamples(sql);
    const counts =
      await sql`select count(*)::int as regions, (select count(*)::int from duties) as contacts from regions`;
    const registers = SAMPLES.map(sampleRegister);
    expect(counts).toEqual([
      {
        regions: registers.flatMap(({ regions }) => regions).length,
        contacts: registers.flatMap(({ contacts }) => contacts).length,
      },
    ]);
    await sql`update contacts set name = '新人' where id in (select contact_id from duties where region_code = '532626' and not deputy)`;
    await loadSamples(sql);
    expect(await sql`select name from ${posts(sql)} p where region_code = '532626' and role = 'contact'`).toEqual([
      { name: '新人' },
    ]);
  });
});
