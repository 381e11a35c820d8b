import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { dutyWord } from '../../../domain/people/duties';
import type { Sql } from '../../../store/db/db';
import { erasePerson } from '../../../store/people/personal/erase';
import { peopleOf } from '../../../store/people/places';
import { exportRegister, writeTables } from '../../../store/people/tables/export';
import { importRegister } from '../../../store/people/tables/import';
import type { ContactRow, RegionRow } from '../../../store/people/tables/rows';
import { openCampaign } from '../../support/campaigns/campaign';
import { posts } from '../../support/campaigns/people';
import { tinyDefinition } from '../../support/campaigns/tiny';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

const REGIONS: RegionRow[] = [
  { code: 'c', parent: null, kind: 'county', name: '县' },
  { code: 'e', parent: 'c', kind: 'township', name: '东乡' },
  { code: 'e1', parent: 'e', kind: 'village', name: '一村' },
  { code: 'w', parent: 'c', kind: 'township', name: '西乡' },
  { code: 'w1', parent: 'w', kind: 'village', name: '二村' },
];
const row = (region: string, changes: Partial<ContactRow> = {}): ContactRow => ({
  region,
  role: 'contact',
  name: '张三',
  phone: '19900000001',
  email: null,
  language: 'zh-CN',
  leaveFrom: null,
  leaveUntil: null,
  ...changes,
});

let sql: Sql;
let drop: () => Promise<void>;
let folder: string;
beforeAll(async () => {
  ({ sql, drop } = await testDatabase());
  folder = await mkdtemp(join(tmpdir(), 'duties-'));
});
afterEach(() => emptyDatabase(sql));
afterAll(async () => {
  await drop();
  await rm(folder, { recursive: true });
});

const imported = (contacts: ContactRow[], top: string | null = null) => importRegister(sql, { contacts }, { top });
const begun = (...contacts: ContactRow[]) => importRegister(sql, { regions: REGIONS, contacts });
const people = () => sql<{ region: string; role: string; id: number; name: string | null; phone: string | null }[]>`
  select region_code as region, role, id, name, phone from ${posts(sql)} p order by region_code, role`;
const distinct = async () => new Set((await people()).map(({ id }) => id)).size;

describe('who is one person', () => {
  it('the same name with the same number, in one table or in the next', async () => {
    await begun(row('e1'), row('w1'));
    expect(await distinct()).toBe(1);
    await imported([row('e', { role: '值班员' })]);
    expect(await people()).toHaveLength(3);
    expect(await distinct()).toBe(1);
  });

  it('not the same name alone, nor the same number with another address', async () => {
    await begun(row('e1', { phone: null }), row('w1', { phone: null }));
    expect(await distinct()).toBe(2);
    await imported([row('e'), row('w', { email: 'a@example.org' })]);
    expect(await distinct()).toBe(4);
  });

  it('who has no number, by the address', async () => {
    const byEmail = { phone: null, email: 'zhang@example.org' };
    await begun(row('e1', byEmail), row('w1', byEmail));
    expect(await distinct()).toBe(1);
  });

  it('a table without a column for addresses means the one whose address is known', async () => {
    await begun(row('e1', { email: 'a@example.org', language: 'en' }));
    const table = join(folder, 'short.csv');
    await writeFile(table, 'region,name,phone\nw1,张三,19900000001\n');
    await importRegister(sql, { contacts: table });
    expect(await distinct()).toBe(1);
    expect((await peopleOf(sql, 'w1')).map(({ email, language }) => [email, language])).toEqual([
      ['a@example.org', 'en'],
    ]);
  });
});

describe('what an import says about somebody with two duties', () => {
  const NEW = { phone: '19900000002' };
  const changesOf = async (contacts: ContactRow[], top: string | null = null) =>
    (await imported(contacts, top)).changes.changes.map(({ region, how, fields }) => [
      region,
      how,
      ...fields.map(({ field }) => field),
    ]);

  it('a new number is theirs in both, and the look at it shows both', async () => {
    await begun(row('e1'), row('w1'));
    await sql`update contacts set phone_bad = 'MK:1'`;
    expect(await changesOf([row('e1', NEW)])).toEqual([
      ['e1', 'changed', 'phone'],
      ['w1', 'changed', 'phone'],
    ]);
    expect(await distinct()).toBe(1);
    expect(await sql`select phone, phone_bad from contacts`).toEqual([{ phone: NEW.phone, phone_bad: null }]);
    expect((await imported([row('e1', NEW), row('w1', NEW)])).changes).toEqual({ changes: [], unchanged: 2 });
  });

  it('a table that keeps the old number for the other duty means two people', async () => {
    await begun(row('e1'), row('w1'));
    expect(await changesOf([row('e1', NEW), row('w1')])).toEqual([['e1', 'changed', 'phone']]);
    expect((await people()).map(({ region, phone }) => [region, phone])).toEqual([
      ['e1', NEW.phone],
      ['w1', '19900000001'],
    ]);
  });

  it('an officer changes nothing for places that others look after', async () => {
    await begun(row('e1'), row('w1'));
    expect(await changesOf([row('e1', NEW)], 'e')).toEqual([['e1', 'changed', 'phone']]);
    expect((await peopleOf(sql, 'w1')).map(({ phone }) => phone)).toEqual(['19900000001']);
    // Their person does not become a person of the others either.
    await imported([row('e', { role: '值班员' })], 'e');
    expect(await distinct()).toBe(3);
  });

  it('who hands over one duty keeps the other, and links of that one alone open nothing more', async () => {
    await openCampaign(sql, { definition: tinyDefinition() });
    await sql`
      update duties set contact_id = (select contact_id from duties where region_code = '911' and not deputy)
      where region_code = '912' and not deputy`;
    await sql`
      insert into links (campaign_id, round_id, purpose, region_code, contact_id)
      select l.campaign_id, l.round_id, l.purpose, '912', l.contact_id from links l where l.region_code = '911'`;
    const valid = async () =>
      (
        await sql<{ region: string }[]>`
          select distinct region_code as region from links
          where revoked_at is null and region_code in ('911', '912') order by 1`
      ).map(({ region }) => region);
    expect(await valid()).toEqual(['911', '912']);
    await imported([row('912', { name: '新人', phone: '19900000099' })]);
    expect(await valid()).toEqual(['911']);
    expect((await peopleOf(sql, '911')).map(({ name }) => name)).toContain('甲911');
  });
});

describe('what is known of somebody with two duties', () => {
  it('stands once: an opt-out, a bad number', async () => {
    await begun(row('e1'), row('w1'));
    await sql`update contacts set opted_out = true, phone_bad = 'MK:1'`;
    for (const region of ['e1', 'w1'])
      expect(await peopleOf(sql, region)).toMatchObject([{ optedOut: true, phoneBad: 'MK:1' }]);
  });

  it('a leave is from one duty', async () => {
    await begun(row('e1', { leaveFrom: '2026-12-01' }), row('w1'));
    expect(await distinct()).toBe(1);
    expect(await peopleOf(sql, 'e1')).toMatchObject([{ leaveFrom: '2026-12-01' }]);
    expect(await peopleOf(sql, 'w1')).toMatchObject([{ leaveFrom: null }]);
  });

  it('is forgotten in both; an officer of one asks the office above', async () => {
    await begun(row('e1'), row('w1'));
    const erasure = { region: 'e1', role: 'contact' };
    await expect(erasePerson(sql, { ...erasure, top: 'e' })).rejects.toMatchObject({ code: 'duties-elsewhere' });
    expect(await erasePerson(sql, { ...erasure, top: 'c' })).toMatchObject({ alsoAt: [] });
    expect((await people()).map(({ region, name, phone }) => [region, name, phone])).toEqual([
      ['e1', null, null],
      ['w1', null, null],
    ]);
  });
});

describe('tables with duties', () => {
  it('reads the words of offices, and tells what is none', async () => {
    await importRegister(sql, { regions: REGIONS });
    const table = join(folder, 'duties.csv');
    const lines = ['e1,联络员,A角', 'e1,联络人,B角', 'e1,值班员,', 'e1,值班员,B角', 'e1,ＲＣ 物资保管员,A角'];
    const write = (rows: string[]) =>
      writeFile(
        table,
        `地区编码,职责,角色,姓名,手机\n${rows.map((one, nr) => `${one},李${nr},1990000000${nr}`).join('\n')}`,
      );
    await write(lines);
    await importRegister(sql, { contacts: table });
    expect((await peopleOf(sql, 'e1')).map(({ role }) => role)).toEqual([
      'contact',
      'deputy',
      'RC物资保管员',
      '值班员',
      '值班员:deputy',
    ]);
    await write([...lines, 'e1,a/b,', 'e1,deputy,', 'e1,值班员,A角']);
    await expect(importRegister(sql, { contacts: table })).rejects.toMatchObject({
      cells: [
        { row: 7, column: '职责', code: 'duty-form' },
        { row: 8, column: '职责', code: 'duty-form' },
        { row: 9, column: '角色', code: 'role-twice' },
      ],
    });
  });

  const duty = fc
    .record({ role: fc.constantFrom('contact', '值班员', 'clerk'), deputy: fc.boolean() })
    .map((one) => dutyWord(one));
  const rows = fc.uniqueArray(
    fc
      .record({
        region: fc.constantFrom(...REGIONS.map(({ code }) => code)),
        role: duty,
        name: fc.constantFrom('张三', '李四'),
        phone: fc.constantFrom('19900000001', '19900000002', null),
        email: fc.constantFrom('a@example.org', null),
        leaveFrom: fc.constantFrom('2026-12-01', null),
      })
      .map(({ region, ...changes }) => row(region, changes)),
    { selector: ({ region, role }) => `${region} ${role}`, minLength: 1 },
  );
  const sorted = (contacts: ContactRow[]) =>
    contacts.toSorted((a, b) => `${a.region} ${a.role}`.localeCompare(`${b.region} ${b.role}`));

  it('whatever was there before, the register holds what the table says, and tables carry all of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        rows,
        fc.constantFrom('zh-CN' as const, 'en' as const),
        async (before, after, language) => {
          await emptyDatabase(sql);
          await begun(...before);
          await imported(after);
          const exported = await exportRegister(sql);
          const told = new Set(after.map(({ region, role }) => `${region} ${role}`));
          const listed = exported.contacts.filter(({ region, role }) => told.has(`${region} ${role}`));
          expect(sorted(listed)).toEqual(sorted(after));
          const tables = await writeTables({ rows: exported, dir: folder, language });
          const again = await importRegister(sql, tables);
          expect(again.changes).toEqual({ changes: [], unchanged: REGIONS.length + exported.contacts.length });
          // The register has no person without a duty, and no two identical people of one name and number.
          const [kept] = await sql<{ idle: number }[]>`
          select count(*)::int as idle from contacts k
          where k.name is not null and not exists (select from duties d where d.contact_id = k.id)`;
          expect(kept).toEqual({ idle: 0 });
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});
