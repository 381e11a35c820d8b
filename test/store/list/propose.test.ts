import { randomUUID } from 'node:crypto';
import type { RowSent } from '../../../domain/list/row-check';
import { atomically, type Sql } from '../../../store/db/db';
import { askAgain } from '../../../store/list/ask-again';
import type { RowsSent } from '../../../store/list/propose';
import { giveQuotas, limitedList } from '../../../store/list/quotas';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, specimen, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const KEY = 'apply.village';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

const start = async (lists: object = {}) => {
  await emptyTables(sql, 'regions', 'campaigns', 'people');
  const { poor } = listDefinition().lists;
  campaign = await openCampaign(sql, { definition: listDefinition({ lists: { poor: { ...poor, ...lists } } }) });
};
beforeEach(() => start());

const handIn = (unit: string, rows: RowsSent, more: { begun?: boolean; submission?: string } = {}) =>
  recordReport(sql, {
    campaign: campaign.id,
    key: KEY,
    unit,
    input: { nothing: false, figures: {} },
    via: 'form',
    rows,
    people: TEST_PEOPLE_KEY,
    ...more,
  });
const outcomes = async (unit: string, ...rows: RowSent[]) =>
  ((await handIn(unit, sending(...rows))).rows ?? []).map((one) =>
    one.is === 'refused' ? one.problems.map(({ code }) => code).join() : one.is,
  );
const entries = () => sql<{ unit: string; state: string; shown: string; version: number; done: number }[]>`
  select unit_code as unit, state, shown, version, done from entries order by id`;
const quota = (unit: string, slots: number, category = 'special') =>
  atomically(sql, async (tx) => {
    const address = { campaign: campaign.id, list: 'poor' };
    const list = await limitedList(tx, address);
    await giveQuotas(tx, list, { ...address, wanted: [{ unit, category, slots }] });
    await askAgain(tx, list);
  });

describe('rows of a list', () => {
  it('make the figures of the report', async () => {
    const { figures, nothing, rows } = await handIn('911', sending(family(1), family(2, { category: 'difficult' })));
    expect({ figures, nothing }).toEqual({
      figures: { specialRows: 1, specialHeads: 2, difficultRows: 1, difficultHeads: 3 },
      nothing: false,
    });
    expect(rows?.map(({ is }) => is)).toEqual(['taken', 'taken']);
    expect((await entries()).map(({ shown }) => shown)).toEqual(['李**', '张**']);
  });

  it('sent again give the first receipt, and change nothing', async () => {
    const [rows, submission] = [sending(family(1)), randomUUID()];
    const first = await handIn('911', rows, { submission });
    const again = await handIn('911', rows, { submission });
    expect(again).toMatchObject({ receipt: first.receipt, repeated: true, rows: first.rows });
    const anew = await handIn('911', rows, { submission: randomUUID() });
    expect(anew).toMatchObject({ receipt: first.receipt, repeated: true, rows: [{ is: 'same', version: 1 }] });
    expect(await entries()).toHaveLength(1);
  });

  it('are taken or refused each for itself', async () => {
    const bad = family(2, { figures: { name: '李某', idNumber: '110105194912310021', heads: 1 } });
    expect(await outcomes('911', family(1), bad, family(1))).toEqual(['taken', 'id-check', 'row-twice']);
  });

  it('are corrected and taken back until somebody goes on with them', async () => {
    const row = family(1);
    await handIn('911', sending(row));
    const changed = { ...row, version: 1, figures: { ...row.figures, heads: 5 } };
    expect(await outcomes('911', changed)).toEqual(['corrected']);
    expect(await outcomes('911', { ...changed, figures: row.figures })).toEqual(['row-changed']);
    await sql`update entries set done = 2, version = version + 1`;
    expect(await outcomes('911', { ...row, version: 3 })).toEqual(['row-not-open']);
    const gone = await handIn('911', { rows: [], gone: [{ row: row.row }] });
    expect(gone.rows).toMatchObject([{ is: 'refused', problems: [{ code: 'row-not-open' }] }]);
  });

  it('that have moved to another unit meanwhile are refused alone, and no second time added', async () => {
    const [row, other] = [family(1), family(2)];
    await handIn('911', sending(row));
    await sql`update entries set unit_code = '912', version = version + 1`;
    const changed = { ...row, version: 1, figures: { ...row.figures, heads: 5 } };
    expect(await outcomes('911', row, other)).toEqual(['row-elsewhere', 'taken']);
    expect(await outcomes('911', changed)).toEqual(['row-elsewhere']);
    const gone = await handIn('911', { rows: [], gone: [{ row: row.row }] });
    expect(gone.rows).toMatchObject([{ is: 'refused', problems: [{ code: 'row-elsewhere' }] }]);
    expect((await entries()).map(({ unit }) => unit)).toEqual(['912', '911']);
  });

  it('without an ID number keep their person, who is called as the row says now', async () => {
    const row = family(1, { noId: 'newborn', figures: { name: '王某', heads: 1 } });
    const named = (name: string, version: number, idNumber = '') => ({
      ...{ ...row, version, noId: idNumber === '' ? 'unregistered' : undefined },
      figures: { name, idNumber, heads: 2 },
    });
    await handIn('911', sending(row));
    const subject = () => sql<{ id: number; shown: string; noId: string | null }[]>`
      select p.id, p.shown, p.no_id as "noId" from entries e join people h on h.id = e.subject_id join people p on p.id = h.head_id`;
    const [first] = await subject();
    expect(await outcomes('911', named('李某乙', 1))).toEqual(['corrected']);
    expect(await subject()).toEqual([{ id: first?.id, shown: '李**', noId: 'unregistered' }]);
    expect(await outcomes('911', named('李某乙', 2, specimen(9)))).toEqual(['corrected']);
    expect(await subject()).toEqual([{ id: expect.any(Number), shown: '李**', noId: null }]);
    expect(await sql`select from people where kind = 'person'`).toHaveLength(2);
  });

  it('wait when two villages propose the same person, in either order', async () => {
    expect(await outcomes('911', family(1))).toEqual(['taken']);
    expect(await outcomes('921', family(1))).toEqual(['twin']);
    expect((await entries()).map(({ unit, state }) => `${unit} ${state}`)).toEqual(['911 held', '921 twin']);
  });

  it('wait when two villages propose the same person at the same moment', async () => {
    const both = await Promise.all(['911', '921'].map((unit) => outcomes(unit, family(1))));
    expect(both.flat().sort()).toEqual(['taken', 'twin']);
    expect((await entries()).map(({ state }) => state).sort()).toEqual(['held', 'twin']);
  });

  it('beyond the quota are refused, all of them named', async () => {
    await start({ limit: 'quotas' });
    await quota('911', 2);
    expect(await outcomes('911', family(1), family(2), family(3), family(4))).toEqual([
      ...['taken', 'taken'],
      ...['row-over-quota', 'row-over-quota'],
    ]);
    await quota('912', 1, 'difficult');
    expect(await outcomes('912', family(5))).toEqual(['row-without-quota']);
    await expect(outcomes('913', family(6))).rejects.toMatchObject({ code: 'not-asked' });
    expect(await sql`select used from quotas where unit_code = '911'`).toMatchObject([{ used: 2 }]);
  });

  it('leave the unit silent until it says that these are all', async () => {
    const begun = await handIn('911', sending(family(1)), { begun: true });
    const asked = () => sql`
      select reported_at is null as silent, begun_at is not null as begun from asks where key = ${KEY} and unit_code = '911'`;
    expect(await asked()).toMatchObject([{ silent: true, begun: true }]);
    const whole = await handIn('911', sending());
    expect(await asked()).toMatchObject([{ silent: false, begun: true }]);
    expect([begun.receipt === whole.receipt, whole.version]).toEqual([false, 2]);
  });

  it('cannot be typed as figures, and an empty list is nothing to report', async () => {
    const report = { campaign: campaign.id, key: KEY, unit: '911', via: 'api' as const };
    const typed = recordReport(sql, { ...report, input: { nothing: false, figures: { specialRows: 12 } } });
    await expect(typed).rejects.toMatchObject({ problems: [{ code: 'list-counted' }] });
    const nothing = await recordReport(sql, { ...report, input: { nothing: true, figures: {} } });
    expect(nothing).toMatchObject({ nothing: true, figures: {} });
  });

  it('lie in the database without a readable name or number', async () => {
    await handIn('911', sending(family(1)));
    const [row] = await sql<{ all: string }[]>`
      select (select string_agg(e::text, '') from entries e) || (select string_agg(p::text, '') from people p) || (select string_agg(d::text, '') from deeds d) as all`;
    expect(row?.all).not.toMatch(new RegExp(`${specimen(1)}|李某1`));
  });
});

describe('Postgres itself', () => {
  const one = async () => {
    await handIn('911', sending(family(1)));
    const [entry] = await sql<{ id: number }[]>`select id from entries`;
    return entry?.id ?? 0;
  };
  const step = (entry: number, kind: string, by: string) => sql`
    insert into deeds (campaign_id, entry_id, unit_code, kind, at, by_name, via)
    values (${campaign.id}, ${entry}, '911', ${kind}, ${shanghai('12-02 11:00')}, ${by}, 'api')`;

  it('refuses a skipped step, a step back, and life after the end', async () => {
    await one();
    await expect(sql`update entries set done = 3, version = version + 1`).rejects.toMatchObject({ code: 'ND003' });
    await expect(sql`update entries set done = 2`).rejects.toMatchObject({ code: 'ND003' });
    await sql`update entries set state = 'out', because = 'moved', version = version + 1`;
    await expect(sql`update entries set state = 'in', version = version + 1`).rejects.toMatchObject({ code: 'ND003' });
  });

  it('refuses two steps of one row by the same hand', async () => {
    await start({ track: ['propose', 'check', 'approve', 'announce', 'deliver'] });
    const entry = await one();
    await step(entry, 'check', 'a');
    await expect(step(entry, 'approve', 'a')).rejects.toMatchObject({ code: 'ND002' });
    await step(entry, 'approve', 'b');
    await step(entry, 'deliver', 'b');
  });

  it('keeps deeds as they were written', async () => {
    await one();
    await expect(sql`update deeds set kind = 'check'`).rejects.toMatchObject({ code: 'ND001' });
  });

  it('counts no more rows than slots', async () => {
    await start({ limit: 'quotas' });
    await quota('911', 1);
    await one();
    await expect(sql`update quotas set slots = 0`).rejects.toMatchObject({ constraint_name: 'quotas_full' });
  });
});
