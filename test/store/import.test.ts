import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Sql } from '../../store/db/db';
import { reachByRegion } from '../../store/people/reach';
import { regionExists, regionsUnder, topRegions } from '../../store/people/regions';
import { exportRegister, writeTables } from '../../store/people/tables/export';
import { ImportError, importRegister } from '../../store/people/tables/import';
import type { ContactRow, RegionRow } from '../../store/people/tables/rows';
import { generateRegister } from '../../store/people/tables/samples/generate';
import { posts } from '../support/campaigns/people';
import { testDatabase } from '../support/servers/database';
import { emptyTables } from '../support/servers/empty-tables';

let sql: Sql;
let drop: () => Promise<void>;
let folder: string;
beforeAll(async () => {
  ({ sql, drop } = await testDatabase());
  folder = await mkdtemp(join(tmpdir(), 'register-'));
});
afterAll(async () => {
  await drop();
  await rm(folder, { recursive: true });
});
beforeEach(() => emptyTables(sql, 'regions', 'contacts'));

const region = (code: string, parent: string | null, kind = 'village', name = `place ${code}`): RegionRow => ({
  code,
  parent,
  kind,
  name,
});
const contact = (code: string, changes: Partial<ContactRow> = {}): ContactRow => ({
  region: code,
  role: 'contact',
  // A different person for each place.
  name: `${code}某人`,
  phone: '19900000001',
  email: null,
  language: 'zh-CN',
  leaveFrom: null,
  leaveUntil: null,
  ...changes,
});
const COUNTY = [
  region('c', null, 'county'),
  region('east', 'c', 'township'),
  region('e2', 'east'),
  region('e1', 'east'),
  region('west', 'c', 'township'),
  region('w1', 'west'),
];
const paths = async () =>
  Object.fromEntries(
    (await sql<{ code: string; path: string; level: number }[]>`select code, path, level from regions`).map(
      ({ code, path, level }) => [code, `${level} ${path}`],
    ),
  );

describe('importing the register', () => {
  it('stores regions with level and path, whatever the order of the rows, and lists them as the table does', async () => {
    const imported = await importRegister(sql, { regions: [...COUNTY].reverse(), contacts: [contact('e1')] });
    expect(imported).toMatchObject({ regions: 6, contacts: 1, leftOut: [], changes: { unchanged: 0 } });
    expect(await paths()).toMatchObject({ c: '1 c/', west: '2 c/west/', w1: '3 c/west/w1/' });
    const listed = await regionsUnder(sql, 'c');
    expect(listed.map(({ code }) => code)).toEqual(['c', 'west', 'w1', 'east', 'e1', 'e2']);
    expect(listed[2]).toEqual({
      ...{ code: 'w1', parent: 'west', kind: 'village', name: 'place w1' },
      level: 3,
      tags: [],
    });
    expect((await regionsUnder(sql, 'east')).map(({ code }) => code)).toEqual(['east', 'e1', 'e2']);
    expect(await regionsUnder(sql, 'nowhere')).toEqual([]);
    expect([await regionExists(sql, 'w1'), await regionExists(sql, 'w')]).toEqual([true, false]);
    expect((await topRegions(sql)).map(({ code }) => code)).toEqual(['c']);
  });

  it('keeps tags that a table does not speak of, and takes away those that it leaves empty', async () => {
    const tagsOf = async () =>
      Object.fromEntries((await regionsUnder(sql, 'east')).map(({ code, tags }) => [code, tags]));
    const table = join(folder, 'tagged.csv');
    const rows =
      'code,parent,kind,name,tags\neast,c,township,place east,\ne1,east,village,place e1,publicity、志愿者 publicity\n';
    await writeFile(table, rows);
    await importRegister(sql, { regions: COUNTY });
    await importRegister(sql, { regions: table });
    expect(await tagsOf()).toEqual({ east: [], e1: ['publicity', '志愿者'], e2: [] });
    expect((await importRegister(sql, { regions: COUNTY })).changes).toEqual({ changes: [], unchanged: 6 });
    expect(await tagsOf()).toMatchObject({ e1: ['publicity', '志愿者'] });
    const written = await writeTables({ rows: await exportRegister(sql), dir: join(folder, 'out'), language: 'zh-CN' });
    expect((await importRegister(sql, { regions: written.regions })).changes.changes).toEqual([]);
    await writeFile(table, rows.replace('publicity、志愿者 publicity', ''));
    const { changes } = await importRegister(sql, { regions: table });
    expect(changes.changes.map(({ fields }) => fields)).toEqual([
      [{ field: 'tags', before: 'publicity 志愿者', after: null }],
    ]);
    expect(await tagsOf()).toMatchObject({ e1: [] });
    await writeFile(table, rows.replace('志愿者', '志/愿'));
    await expect(importRegister(sql, { regions: table })).rejects.toThrow(/row 3, tags: tags are words/);
  });

  it('stores nothing at all when one cell is bad, and says which', async () => {
    await importRegister(sql, { regions: COUNTY });
    const before = await exportRegister(sql);
    const table = join(folder, 'contacts.csv');
    await writeFile(table, 'region,role,name,phone,email\ne1,A角,甲,19900000001,\ne2,A角,乙,123,\nzz,B角,丙,,\n');
    const failure = await importRegister(sql, { regions: [region('new', 'c')], contacts: table }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ImportError);
    const { cells, message } = failure as ImportError;
    expect(cells.map(({ file, row, column, value, code }) => [file, row, column, value, code])).toEqual([
      ['contacts.csv', 3, 'phone', '123', 'phone-form'],
      ['contacts.csv', 4, 'region', 'zz', 'region-unknown'],
    ]);
    expect(message).toContain('bad cells: 2, the first in contacts.csv, row 3, phone');
    // A log may show the message, so the telephone number is only in `cells`.
    expect(message).not.toContain('123');
    expect(await exportRegister(sql)).toEqual(before);
  });

  it('updates what it has, and leaves what the table does not name', async () => {
    await importRegister(sql, { regions: COUNTY, contacts: [contact('e1'), contact('e2')] });
    await importRegister(sql, {
      regions: [region('e1', 'east', 'community', 'New name')],
      contacts: [contact('e1', { email: 'a@example.org', leaveFrom: '2026-12-20', leaveUntil: '2026-12-31' })],
    });
    const { regions, contacts } = await exportRegister(sql);
    expect(regions).toEqual(
      COUNTY.map((row) => (row.code === 'e1' ? region('e1', 'east', 'community', 'New name') : row)),
    );
    expect(contacts).toEqual([
      contact('e2'),
      contact('e1', { email: 'a@example.org', leaveFrom: '2026-12-20', leaveUntil: '2026-12-31' }),
    ]);
  });

  it('moves a region with all below it', async () => {
    await importRegister(sql, { regions: COUNTY });
    await importRegister(sql, {
      regions: [region('city', null, 'city'), region('c', 'city', 'county'), region('west', 'east', 'township')],
    });
    expect(await paths()).toEqual({
      city: '1 city/',
      c: '2 city/c/',
      east: '3 city/c/east/',
      e1: '4 city/c/east/e1/',
      e2: '4 city/c/east/e2/',
      west: '4 city/c/east/west/',
      w1: '5 city/c/east/west/w1/',
    });
  });

  it('reorders siblings when the table names them all, and otherwise puts new ones last', async () => {
    await importRegister(sql, { regions: COUNTY });
    const below = async () => (await regionsUnder(sql, 'east')).map(({ code }) => code);
    await importRegister(sql, { regions: [region('e0', 'east')] });
    expect(await below()).toEqual(['east', 'e2', 'e1', 'e0']);
    await importRegister(sql, { regions: [region('e0', 'east'), region('e1', 'east'), region('e2', 'east')] });
    expect(await below()).toEqual(['east', 'e0', 'e1', 'e2']);
  });

  it('forgets that a number or an address was bad only with it, and an opt-out only with the person', async () => {
    await importRegister(sql, {
      regions: COUNTY,
      contacts: [contact('e1'), contact('e2', { email: 'a@example.org' })],
    });
    await sql`update contacts set phone_bad = 'MK:0001', email_bad = '5.1.1', opted_out = true`;
    await importRegister(sql, {
      contacts: [
        contact('e1', { phone: '19900000009', email: 'b@example.org' }),
        contact('e2', { name: '新人', email: 'a@example.org' }),
      ],
    });
    expect(await sql`select phone_bad, email_bad, opted_out from ${posts(sql)} p order by region_code`).toEqual([
      { phone_bad: null, email_bad: null, opted_out: true },
      { phone_bad: 'MK:0001', email_bad: '5.1.1', opted_out: false },
    ]);
  });

  it('keeps the duty when another person takes over; what refers to the former holder stays, without a name', async () => {
    await importRegister(sql, { regions: COUNTY, contacts: [contact('e1')] });
    const [before] = await sql<{ id: number; person: number }[]>`select id, contact_id as person from duties`;
    await importRegister(sql, { contacts: [contact('e1', { name: '新人', phone: '19900000002' })] });
    expect(await sql`select d.id, k.name from duties d join contacts k on k.id = d.contact_id`).toEqual([
      { id: before?.id, name: '新人' },
    ]);
    expect(await sql`select name, phone from contacts where id = ${before?.person ?? 0}`).toEqual([
      { name: null, phone: null },
    ]);
  });

  it('lets two imports at once wait for each other', async () => {
    await importRegister(sql, { regions: COUNTY });
    const move = (code: string, parent: string) => importRegister(sql, { regions: [region(code, parent, 'township')] });
    // Both moves start before either can write.
    const outcomes = await sql.begin(async (holder) => {
      await holder`select 1 from regions for update`;
      const moves = Promise.allSettled([move('east', 'west'), move('west', 'east')]);
      while ((await waiting()) < 2);
      return { moves };
    });
    const settled = await outcomes.moves;
    // Each is right alone; together they would close a cycle. The later one must see the result of the earlier.
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = settled.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(ImportError);
    expect(await regionsUnder(sql, 'c')).toHaveLength(6);
  });

  it('imports what it has exported, and the same register from any order of the rows', async () => {
    const register = generateRegister({ villages: 60, seed: 3 });
    await importRegister(sql, register);
    const exported = await exportRegister(sql);
    expect(exported).toEqual(register);
    for (const language of ['zh-CN', 'en'] as const) {
      await importRegister(sql, await writeTables({ rows: exported, dir: join(folder, language), language }));
      expect(await exportRegister(sql)).toEqual(exported);
    }
    const places = await paths();
    const shuffled = fc.tuple(
      fc.shuffledSubarray(register.regions, { minLength: register.regions.length }),
      fc.shuffledSubarray(register.contacts, { minLength: register.contacts.length }),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([regions, contacts]) => {
        await emptyTables(sql, 'regions', 'contacts');
        await importRegister(sql, { regions, contacts });
        const again = await exportRegister(sql);
        expect([new Set(again.regions), new Set(again.contacts)]).toEqual([
          new Set(exported.regions),
          new Set(exported.contacts),
        ]);
        expect(await paths()).toEqual(places);
      }),
      { numRuns: 4 },
    );
  });

  it('takes seconds for 5,000 villages with their contacts', async () => {
    const begun = performance.now();
    await importRegister(sql, generateRegister({ villages: 5000 }));
    // Row by row it takes half a minute or more, a round trip each; in bulk it takes less than a second on two idle
    // cores.
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(await regionsUnder(sql, '990000')).toHaveLength(5000 + 25 + 1 + (await townships()));
  });
});

const townships = async () => (await sql`select 1 from regions where kind = 'township'`).length;

/** Number of connections to this database that wait for a lock. */
async function waiting(): Promise<number> {
  const rows = await sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return rows.length;
}

describe('reach', () => {
  it('tells for every region below whether contact and deputy can be reached, and how', async () => {
    await importRegister(sql, {
      regions: COUNTY,
      contacts: [
        contact('e1', { email: 'a@example.org' }),
        contact('e1', { role: 'deputy', phone: null, email: 'b@example.org' }),
        contact('e2', { email: 'd@example.org' }),
        contact('w1', { email: 'c@example.org' }),
      ],
    });
    await sql`update contacts set phone_bad = 'MK:0001', email_bad = '5.1.1' where id in (select contact_id from duties where region_code = 'e2')`;
    await sql`update contacts set opted_out = true where id in (select contact_id from duties where region_code = 'w1')`;
    const none = {
      role: 'contact',
      phone: false,
      email: false,
      deputyPhone: false,
      deputyEmail: false,
      samePhone: false,
      sameEmail: false,
    };
    expect(await reachByRegion(sql, 'c')).toEqual([
      { code: 'c', ...none },
      { code: 'east', ...none },
      { ...none, code: 'e1', phone: true, email: true, deputyEmail: true },
      { code: 'e2', ...none },
      { code: 'west', ...none },
      { code: 'w1', ...none },
    ]);
    expect((await reachByRegion(sql, 'west')).map(({ code }) => code)).toEqual(['west', 'w1']);
  });
});
