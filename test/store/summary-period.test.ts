import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { correct } from '../../actions/ledger/corrections';
import { arrive, dispatch } from '../../actions/ledger/dispatches';
import { receive } from '../../actions/ledger/gifts';
import { drawSample } from '../../actions/list/samples';
import { boundsOf, happenedIn, periodOf, standsAtEnd } from '../../domain/report/period';
import { withContent } from '../../reporting/document/content';
import { writeReport } from '../../reporting/document/write';
import { periodFigures } from '../../reporting/figures/period/period-figures';
import { getCampaign } from '../../store/campaign/campaigns';
import type { Sql } from '../../store/db/db';
import { recordReport } from '../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { ledgerDefinition } from '../support/campaigns/ledger-definition';
import { listDefinition } from '../support/campaigns/list-definition';
import { checkedRows, notedPostings, OFFICER, post } from '../support/campaigns/posted';
import { quietClient } from '../support/campaigns/quiet-client';
import { TEST_PEOPLE_KEY } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';
import { testDatabase } from '../support/servers/database';

const told = {
  name: { 'zh-CN': '宣传情况' },
  fields: [{ id: 'what', label: { 'zh-CN': '做了什么' }, type: 'text', maxLength: 200 }],
};

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let dir: string;

const clock = (at: string) => sql`update campaigns set clock_at = ${shanghai(at)} where id = ${campaign.id}`;
const booking = () => ({ campaign: campaign.id, key: randomUUID(), top: null, via: 'cli' as const });
const acting = () => ({ sql, by: OFFICER, client: quietClient });

/** In early December money and coats come; later coats go to a township, and a gift is undone. */
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  dir = await mkdtemp(join(tmpdir(), 'nuandong-period-'));
  const { forms, stages, lists } = listDefinition();
  const window = { opens: '12-01', due: '12-04', lock: '12-08' };
  const asks = [{ id: 'village', of: 'village', form: 'told' }];
  const publicity = { id: 'publicity', kind: 'publicity', name: { 'zh-CN': '宣传' }, ...window, asks };
  const definition = ledgerDefinition({
    ...{ forms: { family: forms.family, told }, stages: [...stages, publicity] },
    lists: { poor: { ...lists.poor, track: ['propose', 'check', 'announce', 'approve', 'deliver'] } },
  });
  campaign = await openCampaign(sql, { definition, now: shanghai('12-02 10:00') });
  await tell('911', '召开院坝会。');
  await checkedRows(sql, campaign, { '911': [1, 2], '921': [3] });
  const gift = { from: { unnamed: true as const }, to: '9' };
  const donors = { ...acting(), key: TEST_PEOPLE_KEY };
  await receive(donors, { ...booking(), ...gift, purse: 'charity', things: [{ item: 'cny', quantity: 600_000 }] });
  await receive(donors, { ...booking(), ...gift, purse: 'charity', things: [{ item: 'cny', quantity: 50_000 }] });
  await receive(donors, { ...booking(), ...gift, purse: 'city', things: [{ item: 'coat', quantity: 50 }] });
  await drawSample(acting(), { campaign: campaign.id, list: 'poor', step: 'check', seed: 7, size: 3 });
  await clock('12-04 10:00');
  await tell('911', '召开院坝会，发放明白纸。');
  await sql`
    update cases set state = 'closed', closed_at = ${shanghai('12-04 11:00')}, outcome = 'wrong'
    where id = (select min(id) from cases where kind = 'sample')`;
  await post(sql, campaign.id, notedPostings());
  const coats = (quantity: number) => [{ item: 'coat', quantity }];
  const sent = { from: '9', to: '91', purse: 'city', things: coats(30), dueAt: shanghai('12-08 10:00') };
  const { dispatch: note } = await dispatch(acting(), { ...booking(), ...sent });
  await arrive(acting(), { ...booking(), dispatch: note, things: coats(28), last: false });
  const [second] = await sql<{ id: number }[]>`select id from transfers where item = 'cny' order by id desc limit 1`;
  const other = { ...acting(), by: { ...OFFICER, by: 'another' } };
  await correct(other, { ...booking(), transfer: second?.id ?? 0, reason: 'typed twice' });
  await clock('12-06 10:00');
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
  await database.drop();
});

const tell = (unit: string, what: string) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key: 'publicity', via: 'form', unit, input: { nothing: false, figures: { what } } },
  });

const goodsOf = async (said: string) => (await figures(said)).goods;
const figures = async (said: string) => periodFigures(sql, await getCampaign(sql, campaign.id), periodOf(said));
const money = async (said: string) => (await goodsOf(said)).find(({ item }) => item === 'cny');

describe('the summary of a period', () => {
  it('tells what was there, what came and what is there', async () => {
    expect(await money('2026-12-02')).toMatchObject({ opening: 0, came: 650_000, closing: 650_000 });
    expect(await money('2026-12-04')).toMatchObject({ opening: 650_000, came: -50_000, closing: 600_000 });
    expect(await money('2026-12')).toMatchObject({ opening: 0, came: 600_000, closing: 600_000 });
  });

  it('begins where the one before has ended, and its parts make the whole', async () => {
    const days = await Promise.all(['2026-12-01..2026-12-03', '2026-12-04..2026-12-31', '2026-12'].map(goodsOf));
    const [first = [], then = [], whole = []] = days;
    expect(then.map(({ opening }) => opening)).toEqual(first.map(({ closing }) => closing));
    for (const one of [...first, ...then, ...whole])
      expect(one.closing).toBe(one.opening + one.came + one.counted - one.delivered - one.spent - one.lost - one.back);
    expect(whole.map(({ came, closing }) => [came, closing])).toEqual(
      whole.map(({ item }) => {
        const of = (goods: typeof whole) => goods.find((one) => one.item === item);
        return [(of(first)?.came ?? 0) + (of(then)?.came ?? 0), of(then)?.closing];
      }),
    );
  });

  it('is what the balances hold, when it reaches until now', async () => {
    const held = await sql<{ item: string; there: number }[]>`
      select item, sum(quantity)::bigint as there from balances
      where campaign_id = ${campaign.id} and account ~ '^(store|way):' group by 1 order by 1`;
    const closing = (await goodsOf('2026')).map(({ item, closing }) => ({ item, there: closing }));
    expect(closing.toSorted((one, other) => (one.item < other.item ? -1 : 1))).toEqual([...held]);
  });

  it('counts deeds and returns as the one rule says', async () => {
    for (const said of ['2026-12-02', '2026-12-03..2026-12-31', '2026-11']) {
      const bounds = boundsOf(periodOf(said), 'Asia/Shanghai');
      const deeds = await sql<{ list: string; kind: string; entry: number; at: string }[]>`
        select e.list, d.kind, d.entry_id as entry, d.at from deeds d join entries e on e.id = d.entry_id
        where d.campaign_id = ${campaign.id}`;
      const told = await figures(said);
      const counted = new Map<string, Set<number>>();
      for (const { list, kind, entry } of deeds.filter((one) => happenedIn(bounds, one.at)))
        counted.set(`${list} ${kind}`, (counted.get(`${list} ${kind}`) ?? new Set()).add(entry));
      expect(told.acts.map(({ list, kind, rows }) => [`${list} ${kind}`, rows]).sort()).toEqual(
        [...counted].map(([kind, rows]) => [kind, rows.size]).sort(),
      );
      const rounds = await sql<{ opens: string }[]>`
        select r.opens_at as opens from rounds r join asks a on a.round_id = r.id
        where r.campaign_id = ${campaign.id} and r.origin = 'plan'`;
      expect(told.returns.reduce((sum, { asked }) => sum + asked, 0)).toBe(
        rounds.filter(({ opens }) => standsAtEnd(bounds, opens)).length,
      );
    }
  });

  it('counts postings and spot checks when they happen, and tells what units wrote as it stood then', async () => {
    const [early, late] = await Promise.all(['2026-12-02', '2026-12-04'].map(figures));
    expect(early?.samples).toMatchObject([{ list: 'poor', drawn: 3, confirmed: 0, wrong: 0 }]);
    expect(late?.samples).toMatchObject([{ list: 'poor', drawn: 0, confirmed: 0, wrong: 1 }]);
    expect([early?.postings, late?.postings]).toEqual([
      [],
      [{ list: 'poor', boards: 2, rows: 3, objections: 0, late: 0, nominations: 0, upheld: 0, withdrawn: 0 }],
    ]);
    const textsIn = (said: string) =>
      withContent(sql, campaign.id, async ({ activityTexts }) => activityTexts.map(({ text }) => text), {
        period: periodOf(said),
      });
    expect(await textsIn('2026-12-02')).toEqual(['召开院坝会。']);
    expect(await textsIn('2026-12')).toEqual(['召开院坝会，发放明白纸。']);
    expect(await textsIn('2026-12-04')).toEqual([]);
  });

  it('is not told of a period that is still ahead', async () => {
    await expect(figures('2027-03')).rejects.toMatchObject({ code: 'period-ahead' });
  });

  it('is written under its own name, and the same, byte for byte, when time has gone on', async () => {
    const wanted = { campaign: campaign.id, dir, period: periodOf('2026-12-01..2026-12-05') };
    const write = async () => {
      const { docx, xlsx } = await writeReport(sql, wanted);
      return { docx, xlsx, bytes: await Promise.all([readFile(docx), readFile(xlsx)]) };
    };
    const first = await write();
    expect(first.xlsx).toMatch(/_2026-12-01_2026-12-05\.xlsx$/);
    await clock('12-09 10:00');
    const again = await write();
    expect(again.bytes.map((bytes, nr) => bytes.equals(first.bytes[nr] ?? Buffer.alloc(0)))).toEqual([true, true]);
    const book = new Workbook();
    await book.xlsx.readFile(first.xlsx);
    const lines = (book.getWorksheet('概况')?.getColumn(1).values ?? []).join('\n');
    expect(lines).toContain('统计期：2026-12-01 至 2026-12-05');
    expect(lines).toContain('资金：期初结存0.00元，本期收入6,000.00元，本期发放到户0.00元，期末结存6,000.00元。');
    expect(book.worksheets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['各阶段上报情况', '款物：筹集、拨付、发放', '公示', '抽查', '活动文字']),
    );
  });
});
