import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import {
  closePosting,
  keepBoardPhoto,
  openPosting,
  previewPosting,
  withdrawPosting,
} from '../../../actions/posting/postings';
import { createActivities } from '../../../activities';
import { canonicalText } from '../../../domain/posting/content';
import { writeReport } from '../../../reporting/document/write';
import type { Sql } from '../../../store/db/db';
import { closePostings } from '../../../store/posting/close-postings';
import { digestOf } from '../../../store/posting/open-postings';
import { findPosting } from '../../../store/posting/posted';
import { postingBoard, postingFigures } from '../../../store/posting/posting-board';
import { photosOfPosting, readPostingPhoto } from '../../../store/posting/posting-photos';
import { settlePosted } from '../../../store/posting/settle-posted';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { ADDRESSES, checkedRows, notedPostings, OFFICER, post } from '../../support/campaigns/posted';
import { TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';
import { LARGE_PHOTO } from '../../support/villages/photo';
import { filesIn } from '../../support/zip';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let noted: ReturnType<typeof notedPostings>;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

const start = async (list: object = {}, posting: object = {}) => {
  await emptyTables(sql, 'regions', 'campaigns', 'people');
  const { poor } = listDefinition().lists;
  const changed = { ...poor, ...list, posting: { ...poor?.posting, ...posting } };
  campaign = await openCampaign(sql, { definition: listDefinition({ lists: { poor: changed } }) });
  noted = notedPostings();
};
beforeEach(() => start());

const postings = () => sql<{ id: number; region: string; version: number; state: string }[]>`
  select id, region_code as region, version, state from postings order by id`;
const rows = async () =>
  (await sql<{ said: string }[]>`select concat(unit_code, ' ', state, ' ', done) as said from entries order by id`).map(
    ({ said }) => said,
  );
const posting = () => ({ sql, by: OFFICER, key: TEST_PEOPLE_KEY, addresses: ADDRESSES, top: null, ...noted });
const village = () => ({ campaign: campaign.id, list: 'poor', region: '911' });
const close = (lot: number, at: string) => sql.begin((tx) => closePostings(tx, { lot, now: shanghai(at) }));

describe('a posting', () => {
  it('freezes what stands before it, one for each village, until the end of the last day', async () => {
    await checkedRows(sql, campaign, { '911': [1, 2], '921': [3] });
    await sql`update entries set state = 'held', version = version + 1 where id = (select min(id) from entries)`;
    const { lot, closesAt, ...posted } = await post(sql, campaign.id, noted);
    // Posted on Wednesday the 2nd, for three days: the 5th is a Saturday, so to the end of Monday.
    expect(posted).toMatchObject({ postings: 2, rows: 2 });
    expect(closesAt).toBe(new Date('2026-12-08T00:00:00+08:00').toISOString());
    expect(noted.started).toMatchObject([{ lot, closesAt, campaign: campaign.id }]);
    const [first] = await postings();
    const posting = await findPosting(sql, { id: first?.id ?? 0, top: '91' });
    expect(posting?.content).toMatchObject({
      village: '小县东乡一村',
      parts: [{ category: 'special', count: 1, rows: [{ number: 1, name: '张**', heads: 3 }] }],
    });
    expect(digestOf(posting?.content ?? Object.create(null))).toBe(posting?.digest);
    expect(await findPosting(sql, { id: first?.id ?? 0, top: '92' })).toBeNull();
  });

  it('announces its rows when it closes; held ones wait', async () => {
    await checkedRows(sql, campaign, { '911': [1, 2] });
    const { lot } = await post(sql, campaign.id, noted);
    await sql`update entries set state = 'held', because = 'objection', version = version + 1 where id = (select max(id) from entries)`;
    expect(await close(lot, '12-07 23:59')).toBe(1);
    expect(await rows()).toEqual(['911 in 2', '911 held 2']);
    expect(await close(lot, '12-08 00:00')).toBe(0);
    expect(await rows()).toEqual(['911 in 3', '911 held 2']);
    expect(await close(lot, '12-08 00:01')).toBe(0);
    expect(await sql`select kind, by_name as by, via from deeds where kind = 'announce'`).toMatchObject([
      { kind: 'announce', by: 'posting', via: 'system' },
    ]);
  });

  it('is not made twice, even by two officers at once, and only of what stands there', async () => {
    await checkedRows(sql, campaign, { '911': [1] });
    const both = await Promise.allSettled([post(sql, campaign.id, noted), post(sql, campaign.id, noted)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(post(sql, campaign.id, noted)).rejects.toMatchObject({ sentence: { code: 'posting-nothing' } });
    await checkedRows(sql, campaign, { '911': [2] });
    expect(await post(sql, campaign.id, noted, '91')).toMatchObject({ postings: 1, rows: 1 });
    expect((await postings()).map(({ version }) => version)).toEqual([1, 2]);
  });

  it('counts a sensitive category and names nobody', async () => {
    await start(
      { publish: { special: 'count', difficult: 'names' } },
      { labels: { special: { 'zh-CN': '特殊困难' } } },
    );
    await checkedRows(sql, campaign, { '911': [1, 2] });
    const { lot } = await post(sql, campaign.id, noted);
    const [row] = await sql<{ content: object }[]>`select content from postings`;
    expect(row?.content).toMatchObject({ parts: [{ label: { 'zh-CN': '特殊困难' }, count: 2, rows: [] }] });
    expect(canonicalText(row?.content)).not.toMatch(/\*\*/);
    await close(lot, '12-08 00:00');
    expect(await rows()).toEqual(['911 in 3', '911 in 3']);
  });

  it('is refused when a sheet would show the number of a person', async () => {
    await start({}, { labels: { special: { 'zh-CN': '困难（电话13900000001）' } } });
    await checkedRows(sql, campaign, { '911': [1] });
    await expect(post(sql, campaign.id, noted)).rejects.toMatchObject({
      sentence: { code: 'posting-leaks' },
      problems: [{ field: '911', values: { leaks: { en: 'a telephone number' } } }],
    });
    expect(await postings()).toEqual([]);
    expect(await previewPosting(posting(), village())).toMatchObject({ villages: 1, leaks: ['telephone'] });
  });

  it('gives the first receipt to the same act sent again', async () => {
    await checkedRows(sql, campaign, { '911': [1, 2], '921': [3] });
    const submission = randomUUID();
    const first = await openPosting(posting(), { ...village(), region: '9' }, submission);
    expect(await openPosting(posting(), { ...village(), region: '9' }, submission)).toEqual({
      ...first,
      repeated: true,
    });
    expect((await postings()).length).toBe(2);
  });

  it('has photos of its board, start and end, without the data of the camera', async () => {
    await checkedRows(sql, campaign, { '911': [1, 2], '921': [3] });
    await post(sql, campaign.id, noted);
    const [{ id = 0 } = {}] = await postings();
    const keep = (moment: 'start' | 'end', bytes: Uint8Array) =>
      keepBoardPhoto({ sql, by: OFFICER }, { posting: id, top: '91', moment, bytes });
    const { photo } = await keep('start', LARGE_PHOTO.bytes);
    expect(await keep('start', LARGE_PHOTO.bytes)).toEqual({ posting: id, photo });
    await expect(keep('end', Buffer.from('no photo'))).rejects.toMatchObject({ sentence: { code: 'posting-photo' } });
    await expect(
      keepBoardPhoto({ sql, by: OFFICER }, { posting: id, top: '92', moment: 'end', bytes: LARGE_PHOTO.bytes }),
    ).rejects.toMatchObject({ sentence: { code: 'unknown-posting' } });

    // The next version hangs on the same board.
    await sql`update entries set state = 'out', because = 'objection', version = version + 1 where id = (select min(id) from entries)`;
    await sql.begin(async (tx) => {
      const [row] = await tx<{ id: number }[]>`select min(id) as id from entries`;
      await settlePosted(tx, { entry: row?.id ?? 0, now: shanghai('12-03 10:00') });
    });
    const next = (await postings()).at(-1)?.id ?? 0;
    expect(await photosOfPosting(sql, next)).toMatchObject([{ id: photo, moment: 'start' }]);
    expect(await readPostingPhoto(sql, { posting: next, photo })).toEqual(LARGE_PHOTO.kept);
    const all = { campaign: campaign.id, top: null };
    expect(await postingFigures(sql, all)).toMatchObject({ boards: 2, boardsAtStart: 1, boardsAtEnd: 0 });
    expect((await postingBoard(sql, { ...all, after: 0, limit: 9 })).map((one) => one.photos)).toEqual([
      { start: 1, end: 0 },
      { start: 0, end: 0 },
      { start: 1, end: 0 },
    ]);
    const dir = await mkdtemp(join(tmpdir(), 'nuandong-posted-'));
    const { docx } = await writeReport(sql, { campaign: campaign.id, dir });
    const files = filesIn(await readFile(docx));
    await rm(dir, { recursive: true });
    expect(files.get('word/document.xml')?.toString()).toContain('一村 · 张贴时 · ');
    expect([...files].filter(([name]) => /^word\/media\/./.test(name)).map(([, bytes]) => bytes)).toEqual([
      LARGE_PHOTO.kept,
    ]);
  });

  it('prints the telephone of the office', async () => {
    await start({}, { contact: '小县慈善会 0876-4120001' });
    await checkedRows(sql, campaign, { '911': [1] });
    expect(await post(sql, campaign.id, noted)).toMatchObject({ postings: 1 });
  });

  it('taken down leaves its rows to be posted again', async () => {
    await checkedRows(sql, campaign, { '911': [1] });
    await post(sql, campaign.id, noted);
    const [first] = await postings();
    const posting = first?.id ?? 0;
    const acting = { sql, by: OFFICER, ...noted };
    await expect(closePosting(acting, { posting, top: null })).rejects.toMatchObject({
      sentence: { code: 'posting-runs' },
    });
    await withdrawPosting(acting, { posting, top: null, reason: '类别有误' });
    expect(noted.told).toEqual([noted.started[0]?.workflowId]);
    expect(await post(sql, campaign.id, noted)).toMatchObject({ postings: 1, rows: 1 });
    expect((await postings()).map(({ state }) => state)).toEqual(['withdrawn', 'open']);
  });

  it('keeps a campaign from its end, and comes down with a cancelled one', async () => {
    await checkedRows(sql, campaign, { '911': [1] });
    await post(sql, campaign.id, noted);
    const none = async () => {};
    const act = createActivities({
      ...{
        sql,
        reportsDir: '',
        publicUrl: '',
        feeds: [],
        feedSettings: {},
        log: pino({ enabled: false }),
        answerWarnings: async () => [],
        steer: async () => ({ warnings: [] }),
      },
      ...{ startCases: none, cancelCases: async () => [], postingsChanged: noted.client.postingsChanged },
    });
    expect(await act.countCases({ campaign: campaign.id })).toBe(1);
    await act.cancelCases({ campaign: campaign.id, now: shanghai('12-03 10:00') });
    expect(await act.countCases({ campaign: campaign.id })).toBe(0);
    expect((await postings()).map(({ state }) => state)).toEqual(['withdrawn']);
  });
});

describe('Postgres itself', () => {
  beforeEach(async () => {
    await checkedRows(sql, campaign, { '911': [1, 2] });
    await post(sql, campaign.id, noted);
  });

  it('keeps a posting as it was posted', async () => {
    await expect(sql`update postings set content = '{}'`).rejects.toMatchObject({ code: 'ND005' });
    await sql`update postings set state = 'closed', ended_at = clock_timestamp()`;
    await expect(sql`update postings set state = 'open', ended_at = null`).rejects.toMatchObject({ code: 'ND005' });
  });

  it('refuses to edit a row, or to take it further, while it hangs', async () => {
    await expect(sql`update entries set heads = 9, version = version + 1`).rejects.toMatchObject({ code: 'ND006' });
    await expect(sql`update entries set sealed = 'x', version = version + 1`).rejects.toMatchObject({ code: 'ND006' });
    await expect(sql`update entries set done = 3, version = version + 1`).rejects.toMatchObject({ code: 'ND006' });
    await sql`update entries set state = 'returned', because = 'wrong', version = version + 1`;
    await sql`update entries set state = 'in', because = null, heads = 9, version = version + 1`;
    // What has changed is not announced by the old posting; it gets one of its own.
    await close(noted.started[0]?.lot ?? 0, '12-08 00:00');
    expect(await rows()).toEqual(['911 in 2', '911 in 2']);
    expect(await post(sql, campaign.id, noted)).toMatchObject({ rows: 2 });
  });
});
