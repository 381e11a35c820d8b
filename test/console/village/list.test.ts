import { randomUUID } from 'node:crypto';
import { keyPaper, takePaper } from '../../../actions/list/papers';
import type { RowSent } from '../../../domain/list/row-check';
import { PHOTO } from '../../../rehearsal/people/photo';
import { atomically } from '../../../store/db/db';
import { askAgain } from '../../../store/list/ask-again';
import { giveQuotas, limitedList } from '../../../store/list/quotas';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, specimen } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { jsonOf } from '../../support/servers/console';
import { emptyTables } from '../../support/servers/empty-tables';
import { villageConsole } from '../../support/villages/village-console';

/** The page of a list: one row a page without a script, many in one field with it. */
const village = villageConsole();

const KEY = peopleKey(TEST_SECRET);

const start = async (lists: object = {}) => {
  const { poor } = listDefinition().lists;
  await emptyTables(village.sql, 'regions', 'campaigns', 'people');
  village.campaign = await openCampaign(village.sql, {
    definition: listDefinition({ lists: { poor: { ...poor, ...lists } } }),
  });
  village.link = `/r/${await village.campaign.token('report', '911', 'apply.village')}`;
};
beforeEach(() => start());

const page = async (query = '') => (await village.web.get(village.link + query)).text();
const one = (nth: number, changes: Record<string, string> = {}) => ({
  'row-id': randomUUID(),
  'row-category': 'special',
  'row-consent': 'yes',
  name: `王某${nth}`,
  idNumber: specimen(nth),
  heads: '3',
  ...changes,
});
const rows = () => village.sql<{ row: string; shown: string; state: string; version: number; heads: number }[]>`
  select row, shown, state, version, heads from entries order by id`;

describe('without a script', () => {
  it('a row is taken, and shown by surname and the end of the number; the unit stays silent until these are all', async () => {
    expect(await page()).toContain('还没有收到名单');
    const taken = await village.web.submit(village.link, one(1));
    expect([taken.status, taken.headers.get('location')]).toEqual([303, `${village.link}?lang=zh-CN`]);
    const html = await page();
    for (const words of ['已收到 1 户', '王**', `尾号 ${specimen(1).slice(-4)}`, '特困户', '3 人', '名单还没有报完'])
      expect(html).toContain(words);
    expect(html).not.toMatch(new RegExp(`王某1|${specimen(1)}`));
    const silent = () => village.sql`select reported_at is null as silent from asks where unit_code = '911'`;
    expect(await silent()).toEqual([{ silent: true }]);
    const whole = await (await village.web.submit(village.link, { 'all-reported': 'yes' })).text();
    expect(whole).toMatch(/id="receipt">[\d-]+</);
    expect(await silent()).toEqual([{ silent: false }]);
    await village.web.submit(village.link, one(2));
    expect(await village.sql`select figures from asks a join reports p on p.id = a.report_id`).toMatchObject([
      { figures: { specialRows: 2 } },
    ]);
  });

  it('D.9: a list on paper that is being keyed is told, and is neither missing nor finished', async () => {
    const office = { sql: village.sql, by: { id: null, via: 'cli' as const, by: 'zhang' }, people: KEY };
    const client = { startCases: async () => {}, caseAnswered: async () => {}, reportArrived: async () => {} };
    const slip = await takePaper(
      { ...office, client },
      {
        ...{ campaign: village.campaign.id, list: 'poor', key: 'apply.village', unit: '911', rows: 12 },
        ...{ handedOver: shanghai('12-02 09:00'), sheets: [PHOTO.bytes], submission: randomUUID() },
      },
    );
    const html = await page();
    for (const words of ['已收到纸质名单', '纸质名单（12 户）已由上级收下，正在录入', slip.receipt])
      expect(html).toContain(words);
    for (const words of ['还没有收到名单', '名单已报完', '名单还没有报完']) expect(html).not.toContain(words);
    await keyPaper(
      { ...office, client },
      {
        ...{ paper: slip.paper, top: null, whole: true, submission: randomUUID() },
        rows: { rows: [family(1)], gone: [] },
      },
    );
    const keyed = await page();
    expect(keyed).toContain('名单已报完');
    expect(keyed).not.toContain('正在录入');
  });

  it('a wrong row comes back as typed, with what is wrong beside it', async () => {
    const wrong = await village.web.submit(village.link, one(1, { idNumber: '110105194912310021', 'row-consent': '' }));
    const html = await wrong.text();
    expect(wrong.status).toBe(422);
    for (const words of ['身份证号校验不符', '请先征得本人同意', 'value="王某1"']) expect(html).toContain(words);
    expect(await rows()).toHaveLength(0);
  });

  it('a correction never gives back what was typed, and keeps what is left empty', async () => {
    const sent = one(1);
    await village.web.submit(village.link, sent);
    const row = sent['row-id'];
    const html = await page(`?row=${row}`);
    expect(html).toContain('留空不变：王**');
    expect(html).not.toMatch(new RegExp(`王某1|${specimen(1)}`));
    const correction = { ...sent, name: '', idNumber: '', heads: '5', 'row-version': '1' };
    expect((await village.web.submit(village.link, correction)).status).toBe(303);
    expect(await rows()).toMatchObject([{ shown: '王**', version: 2, heads: 5, state: 'in' }]);
    expect((await village.web.submit(village.link, { 'take-back': row, 'row-version': '2' })).status).toBe(303);
    expect(await page()).not.toContain('王**');
  });

  it('a row that was returned says why, and these are not all before it is corrected', async () => {
    const sent = one(1);
    await village.web.submit(village.link, sent);
    await village.sql`update entries set state = 'returned', version = 2`;
    await village.sql`
      insert into deeds (campaign_id, entry_id, unit_code, kind, at, by_name, via, reason)
      select campaign_id, id, unit_code, 'return', proposed_at, 'office', 'api', '住址不清' from entries`;
    expect(await page()).toContain('已退回：住址不清');
    const all = () => village.web.submit(village.link, { 'all-reported': 'yes' });
    expect(await (await all()).text()).toContain('还有 1 行被退回');
    await village.web.submit(village.link, { ...sent, name: '', idNumber: '', 'row-version': '2' });
    expect((await all()).status).toBe(200);
  });

  it('a page of returned rows offers no new one, and with the last correction the unit has answered', async () => {
    const sent = one(1);
    await village.web.submit(village.link, sent);
    await village.sql`update entries set state = 'returned', version = 2`;
    await village.sql`
      with lot as (
        insert into case_lots (campaign_id, kind, area, key, workflow_id, opened_at, list, due_at)
        values (${village.campaign.id}, 'returned', '911', 'case.returned-1', 'lot', now(), 'poor', now()) returning id)
      update rounds set lot_id = lot.id from lot where list = 'poor' and does = 'propose'`;
    const hidden = '<div hidden>';
    expect(await page()).toContain(hidden);
    expect(await page(`?row=${sent['row-id']}`)).not.toContain(hidden);
    expect(await (await village.web.submit(village.link, one(2))).text()).toContain('这里只收退回改正的行');
    await village.web.submit(village.link, { ...sent, name: '', idNumber: '', 'row-version': '2' });
    expect(
      await village.sql`select reported_at is not null as done from asks where unit_code = '911' and report_id is not null`,
    ).toEqual([{ done: true }]);
  });

  it('says how many slots are used', async () => {
    await start({ limit: 'quotas' });
    await atomically(village.sql, async (tx) => {
      const address = { campaign: village.campaign.id, list: 'poor' };
      const limited = await limitedList(tx, address);
      await giveQuotas(tx, limited, { ...address, wanted: [{ unit: '911', category: 'special', slots: 1 }] });
      await askAgain(tx, limited);
      await tx`update links l set ask_id = a.id from asks a where a.round_id = l.round_id and a.unit_code = l.region_code`;
    });
    await village.web.submit(village.link, one(1));
    expect(await page()).toContain('已报 1 户，名额 1 户');
    expect(await (await village.web.submit(village.link, one(2))).text()).toContain('名额已满');
  });
});

describe('with the script', () => {
  const send = (sent: object, key: string = randomUUID()) =>
    village.web.submit(
      `${village.link}?lang=zh-CN`,
      { 'rows-sent': JSON.stringify(sent) },
      { accept: 'application/json', 'idempotency-key': key },
    );
  const asTyped = ({ figures, ...row }: RowSent) => ({
    ...row,
    figures: Object.fromEntries(Object.entries(figures).map(([id, value]) => [id, String(value)])),
  });

  it('many rows have one receipt; each is taken or refused for itself, and the answer can be had again', async () => {
    const wrong = family(2, { figures: { name: '李某', idNumber: '123', heads: 1 } });
    const [sent, key] = [{ rows: [family(1), wrong].map(asTyped) }, randomUUID()];
    const answer = await jsonOf<{ receipt: string; rows: object[] }>(send(sent, key));
    expect(answer.rows).toMatchObject([
      { is: 'taken', version: 1 },
      {
        row: wrong.row,
        is: 'refused',
        problems: [{ field: 'idNumber', message: expect.stringContaining('身份证号') }],
      },
    ]);
    expect(await (await send(sent, key)).json()).toEqual({ ...answer, repeated: true });
    expect(await rows()).toHaveLength(1);
  });

  it('the page of a village with thirty rows costs its phone less than 50 KB', async () => {
    await send({ rows: Array.from({ length: 30 }, (_, nth) => asTyped(family(nth))) });
    const html = await page();
    expect(html).toContain('已收到 30 户');
    expect(Buffer.byteLength(html)).toBeLessThan(50_000);
  });

  it('a row that somebody has gone on with is refused alone', async () => {
    const [first, second] = [family(1), family(2)];
    await send({ rows: [asTyped(first), asTyped(second)] });
    await village.sql`update entries set done = 2, version = 2 where row = ${first.row}`;
    const answer = await send({
      gone: [
        { row: first.row, version: 2 },
        { row: second.row, version: 1 },
      ],
    });
    expect(await answer.json()).toMatchObject({
      rows: [{ is: 'refused', problems: [{ code: 'row-not-open' }] }, { is: 'gone' }],
    });
    expect(await page()).toContain('已核实');
  });

  it('what cannot be read is refused without repeating it', async () => {
    const answer = await send({ rows: [{ row: 'none', figures: { name: '王某' } }] });
    expect([answer.status, await answer.text()]).toEqual([400, expect.not.stringContaining('王某')]);
  });
});

test('a list without rows is a form with counts by category', async () => {
  const { row: _, heads: __, ...counts } = listDefinition().lists.poor ?? {};
  await emptyTables(village.sql, 'regions', 'campaigns', 'people');
  village.campaign = await openCampaign(village.sql, {
    definition: listDefinition({ forms: {}, lists: { poor: { ...counts, rows: 'none' } } }),
  });
  village.link = `/r/${await village.campaign.token('report', '911', 'apply.village')}`;
  expect(await page()).toContain('特困户已申报');
  expect((await village.web.submit(village.link, { specialRows: '12', difficultRows: '3' })).status).toBe(200);
  expect(await village.sql`select figures from reports`).toEqual([{ figures: { specialRows: 12, difficultRows: 3 } }]);
});
