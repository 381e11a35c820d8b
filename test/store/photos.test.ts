import { withContent } from '../../reporting/document/content';
import type { Cell } from '../../reporting/document/table';
import { recordTables } from '../../reporting/document/tables/record-tables';
import { namesOf } from '../../reporting/figures/names';
import type { Sql } from '../../store/db/db';
import { addPhoto, addPiece, dropUnnamedPhotos, readPhoto } from '../../store/report/photos';
import { recordReport, returnReport } from '../../store/report/reports';
import { askAt } from '../../store/round/asks';
import { readToken } from '../../store/round/links';
import { tasksOfLink } from '../../store/round/tasks';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../support/campaigns/campaign';
import { emptyDatabase, testDatabase } from '../support/servers/database';
import { LARGE_PHOTO } from '../support/villages/photo';
import { threeAsks } from '../support/villages/village';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
beforeEach(async () => {
  await emptyDatabase(sql);
  campaign = await openCampaign(sql, { definition: threeAsks });
});
afterAll(() => database.drop());

const place = (unit = '911') => ({ campaign: campaign.id, key: 'survey.notice', unit });
const { id, bytes, kept } = LARGE_PHOTO;
const size = bytes.length;
const send = (offset: number, until: number, photo = id) =>
  addPiece(sql, { ...place(), photo, size, offset, bytes: bytes.subarray(offset, until) });
const report = (unit: string, submission?: string) =>
  recordReport(sql, {
    ...place(unit),
    via: 'form',
    input: { nothing: false, figures: { posted: id } },
    ...(submission && { submission }),
  });

describe('a photo', () => {
  it('comes in pieces; one that comes twice or too early changes nothing', async () => {
    expect(await send(0, 0)).toEqual({ received: 0, complete: false });
    expect(await send(0, 20_000)).toEqual({ received: 20_000, complete: false });
    expect(await send(0, 20_000)).toEqual({ received: 20_000, complete: false });
    expect(await send(25_000, size)).toEqual({ received: 20_000, complete: false });
    expect(await readPhoto(sql, { ...place(), photo: id })).toBeNull();
    expect(await send(20_000, size)).toEqual({ received: size, complete: true });
    expect(await send(0, 0)).toEqual({ received: size, complete: true });
    expect(await readPhoto(sql, { ...place(), photo: id })).toEqual(kept);
    expect(await sql`select from photo_pieces`).toHaveLength(0);
  });

  it('M7: comes in pieces of a least size, each a row of its own that no later one writes again', async () => {
    await expect(send(0, 100)).rejects.toMatchObject({ code: 'piece-too-small' });
    expect(await sql`select from photos`).toHaveLength(0);
    await send(0, 20_000);
    await send(20_000, 40_000);
    expect(await sql`select at, length(bytes)::int as bytes from photo_pieces order by at`).toEqual([
      { at: 0, bytes: 20_000 },
      { at: 20_000, bytes: 20_000 },
    ]);
    expect(await send(40_000, size)).toMatchObject({ complete: true });
  });

  it('whose bytes are not those of its name is dropped, and can be sent again', async () => {
    await expect(send(0, size, 'a'.repeat(64))).rejects.toMatchObject({ code: 'photo-damaged' });
    expect(await sql`select 1 from photos`).toHaveLength(0);
    expect(await send(0, size)).toMatchObject({ complete: true });
  });

  it('must be one, and not too large', async () => {
    await expect(addPhoto(sql, place(), Buffer.from('<html>'))).rejects.toMatchObject({ code: 'photo-not-jpeg' });
    const huge = { ...place(), photo: id, size: 9_000_000, offset: 0, bytes: Buffer.alloc(0) };
    await expect(addPiece(sql, huge)).rejects.toMatchObject({ code: 'photo-too-large' });
    await expect(addPiece(sql, { ...huge, size: 3, bytes: Buffer.alloc(4) })).rejects.toMatchObject({
      code: 'photo-too-large',
    });
  });

  it('has to be here, whole and from this village, before a report may name it', async () => {
    await send(0, 20_000);
    await expect(report('911')).rejects.toMatchObject({ problems: [{ field: 'posted', code: 'not-a-photo' }] });
    await send(20_000, size);
    await expect(report('912')).rejects.toMatchObject({ problems: [{ field: 'posted', code: 'not-a-photo' }] });
    expect(await report('911')).toMatchObject({ version: 1, figures: { posted: id } });
  });

  it('is a yes in the table of records, which the receipt beside it leads to', async () => {
    await addPhoto(sql, place(), bytes);
    const { receipt } = await report('911');
    const rows = await withContent(sql, campaign.id, async (content, recordsOf) => {
      const tables = recordTables(content, recordsOf, namesOf(content));
      const written: Cell[][] = [];
      for await (const row of tables.find(({ title }) => title === '公示照片')?.rows ?? []) written.push(row);
      return written;
    });
    expect(rows.find((cells) => cells.includes(receipt))?.at(-1)).toBe('是');
    expect(JSON.stringify(rows)).not.toContain(id);
  });

  it('that no report names is let go after thirty days; what a report or an earlier version of it names is not', async () => {
    const other = 'b'.repeat(64);
    await addPhoto(sql, place(), bytes);
    await report('911');
    await recordReport(sql, { ...place(), via: 'form', input: { nothing: true, figures: {} } });
    await addPhoto(sql, place('912'), bytes);
    await addPiece(sql, { ...place('913'), photo: other, size, offset: 0, bytes: bytes.subarray(0, 20_000) });
    await addPhoto(sql, place('921'), bytes);
    const age = (days: number, ...units: string[]) =>
      sql`
        update photos p set begun_at = clock_timestamp() - make_interval(days => ${days}) from asks a
        where a.id = p.ask_id and a.unit_code = any(${units})`;
    await age(29, '921');
    await age(31, '911', '912', '913');
    expect(await dropUnnamedPhotos(sql)).toBe(2);
    expect(await sql`select unit_code as unit from photos join asks a on a.id = ask_id order by 1`).toEqual([
      { unit: '911' },
      { unit: '921' },
    ]);
    // A phone that was away even longer must send it again.
    await expect(report('912')).rejects.toMatchObject({ problems: [{ field: 'posted', code: 'not-a-photo' }] });
    expect(await addPiece(sql, { ...place('912'), photo: id, size, offset: 0, bytes })).toMatchObject({
      complete: true,
    });
    expect(await report('912')).toMatchObject({ version: 1 });
  });

  it('comes in batches, as many as bytes allow; the smallest counts as a piece', async () => {
    const sent = (from: number, to: number) => sql`
      insert into photos (ask_id, id, size)
      select ${askAt(sql, place())}, md5(n::text) || md5(n::text), 1 from generate_series(${from}::int, ${to}::int) n`;
    await sent(1, 600);
    expect(await send(0, size)).toMatchObject({ complete: true });
    await sent(601, 6144);
    await expect(
      addPiece(sql, { ...place(), photo: 'f'.repeat(64), size: 1, offset: 0, bytes: bytes.subarray(0, 1) }),
    ).rejects.toMatchObject({ code: 'too-many-photos' });
  });

  it('M7: is refused when a village has sent more than so many bytes', async () => {
    await sql`
      insert into photos (ask_id, id, size)
      select ${askAt(sql, place())}, md5(n::text) || md5(n::text), 8388608 from generate_series(1, 12) n`;
    await expect(send(0, size)).rejects.toMatchObject({ code: 'too-many-photos' });
  });
});

describe('a report under a key of its own', () => {
  const [one, other] = ['0192e0a0-0000-7000-8000-000000000001', '0192e0a0-0000-7000-8000-000000000002'];

  it('sent again is the report it was, whatever has come after it', async () => {
    await addPhoto(sql, place(), bytes);
    const first = await report('911', one);
    const nothing = { nothing: true, figures: {} };
    const second = await recordReport(sql, { ...place(), via: 'form', input: nothing, submission: other });
    expect(second.version).toBe(2);
    expect(await report('911', one)).toMatchObject({ receipt: first.receipt, repeated: true });
    await returnReport(sql, { ...place(), reason: '照片不清楚' });
    expect(await report('911', one)).toMatchObject({ receipt: first.receipt, repeated: true });
    expect(await sql`select reported_at from asks where unit_code = '911' and key = 'survey.notice'`).toEqual([
      { reported_at: null },
    ]);
  });

  it('sent twice at the same moment is one', async () => {
    await addPhoto(sql, place(), bytes);
    const [a, b] = await Promise.all([report('911', one), report('911', one)]);
    expect(a?.receipt).toBe(b?.receipt);
    expect([a?.repeated, b?.repeated].sort()).toEqual([false, true]);
  });
});

describe('what a village owes', () => {
  const linkOf = async (unit: string) =>
    readToken(TEST_SECRET, await campaign.token('report', unit, 'survey.notice')) ?? 0;
  const keys = (tasks: { round: string }[]) => tasks.map(({ round }) => round.split('/')[2]);

  it('is every open round that asks it, the most urgent first, done ones last', async () => {
    const link = await linkOf('911');
    expect(keys(await tasksOfLink(sql, link))).toEqual(['survey.warning', 'survey.notice', 'survey.count']);
    await addPhoto(sql, place(), bytes);
    const { receipt } = await report('911');
    const tasks = await tasksOfLink(sql, link);
    expect(keys(tasks)).toEqual(['survey.warning', 'survey.count', 'survey.notice']);
    expect(tasks[2]).toMatchObject({ reported: true, receipt });
    await returnReport(sql, { ...place(), reason: '照片不清楚' });
    expect((await tasksOfLink(sql, link))[1]).toMatchObject({ reported: false, returnedBecause: '照片不清楚' });
  });

  it('names a round of a warning by its title: no stage has it', async () => {
    const title = { 'zh-CN': '寒潮橙色预警' };
    await sql`update rounds set stage = 'alert-1', title = ${sql.json(title)} where key = 'survey.warning'`;
    expect((await tasksOfLink(sql, await linkOf('911')))[0]).toMatchObject({ stage: title });
  });

  it('leaves out what is over', async () => {
    const link = await linkOf('911');
    await sql`update rounds set state = 'closed' where key = 'survey.warning'`;
    await sql`update rounds set locks_at = '2026-12-01T00:00:00Z' where key = 'survey.count'`;
    expect(keys(await tasksOfLink(sql, link))).toEqual(['survey.notice']);
  });

  it('gives the contact the links that no message has brought yet, and none that was withdrawn', async () => {
    const link = await linkOf('911');
    await sql`delete from links where round_id in (select id from rounds where key = 'survey.count')`;
    await sql`update links set revoked_at = now() where round_id in (select id from rounds where key = 'survey.warning')`;
    const tasks = await tasksOfLink(sql, link);
    expect(keys(tasks)).toEqual(['survey.notice', 'survey.count']);
    expect(await tasksOfLink(sql, link)).toEqual(tasks);
    expect(
      await sql`select region_code from links l join rounds r on r.id = l.round_id where r.key = 'survey.count'`,
    ).toEqual([{ region_code: '911' }]);
  });
});
