import { moveSlots, setQuotas } from '../../../actions/list/quotas';
import type { Quota } from '../../../domain/list/quotas';
import type { Sql } from '../../../store/db/db';
import { quotasOf, quotaTotals } from '../../../store/list/quotas';
import { lookAtQuotas } from '../../../store/list/tables/quota-table';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const KEY = 'apply.village';
const REASON = '按分配表';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let told: string[];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyTables(sql, 'regions', 'campaigns', 'people');
  const { poor } = listDefinition().lists;
  campaign = await openCampaign(sql, { definition: listDefinition({ lists: { poor: { ...poor, limit: 'quotas' } } }) });
  told = [];
});

const of = (top: string | null = null) => ({ campaign: campaign.id, list: 'poor', top });
const acting = () => ({
  sql,
  by: { id: null, via: 'cli' as const, by: 'zhang' },
  client: { reportArrived: async (round: string) => void told.push(round) },
});
const special = (unit: string, slots: number): Quota => ({ unit, category: 'special', slots });
const give = (...wanted: Quota[]) => setQuotas(acting(), { ...of(), wanted, reason: REASON });
const table = (text: string, file = '分配表.csv') =>
  lookAtQuotas(sql, { ...of(), file: { file, bytes: Buffer.from(text) } });
const asked = async () =>
  (
    await sql<{ unit: string }[]>`
      select unit_code as unit from asks where key = ${KEY} and round_id is not null order by 1`
  ).map(({ unit }) => unit);
const propose = (unit: string, ...people: number[]) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key: KEY, unit, via: 'form', people: TEST_PEOPLE_KEY, begun: true },
    input: { nothing: false, figures: {} },
    rows: sending(...people.map((nth) => family(nth))),
  });

describe('a table of quotas', () => {
  it('is read with a column for each category, and with a line for each', async () => {
    const wide = '2026年名额分配表,,\n村,特困户,困难户\n一村,5,2\n四村,1,\n合计,6,2\n';
    const { quotas: wanted } = await table(wide);
    expect(wanted).toEqual([special('911', 5), { unit: '911', category: 'difficult', slots: 2 }, special('921', 1)]);
    const long = '乡镇,村,类别,名额\n东乡,一村,特困户,5\n东乡,一村,困难户,2\n西乡,四村,special,1\n';
    expect((await table(long)).quotas).toEqual(wanted);
  });

  it('is refused with every wrong cell', async () => {
    const text = '编码,类别,名额\n911,特困户,3\n999,特困户,1\n912,五保,1\n913,特困户,半\n911,特困户,4\n';
    await expect(table(text.replace('编码', '村编码'))).rejects.toMatchObject({
      code: 'quotas-refused',
      problems: [
        { field: expect.stringContaining(':3'), code: 'quota-unit-unknown' },
        { field: expect.stringContaining(':4'), code: 'quota-category-unknown' },
        { field: expect.stringContaining(':5'), code: 'quota-no-number' },
        { field: expect.stringContaining(':6'), code: 'quota-twice' },
      ],
    });
  });

  it('gives the first receipt when it comes again, and writes only what changes', async () => {
    const first = await give(special('911', 5), special('921', 1));
    expect(first).toMatchObject({ repeated: false, changed: 2 });
    expect(await give(special('911', 5), special('921', 1))).toEqual({
      ...{ receipt: first.receipt, repeated: true, changed: 0, same: 2 },
    });
    const second = await give(special('911', 5), special('921', 2));
    expect(second).toMatchObject({ repeated: false, changed: 1, same: 1 });
    expect(second.receipt).not.toBe(first.receipt);
    const lines = await sql<{ line: string }[]>`
      select verb || ' ' || (target ->> 'after') as line from audit_log order by id desc limit 2`;
    expect(lines.map(({ line }) => line)).toEqual(['change-quotas 2', 'change-quotas 6']);
  });
});

describe('slots', () => {
  it('make a unit asked, with the message of the opening', async () => {
    expect(await asked()).toEqual([]);
    await give(special('911', 1), special('912', 0));
    expect(await asked()).toEqual(['911']);
    const messages = await sql`select region_code as region, kind from messages`;
    expect(messages).toMatchObject([{ region: '911', kind: 'task' }]);
    expect(told).toHaveLength(1);
    await give(special('911', 0), special('922', 2));
    expect(await asked()).toEqual(['922']);
  });

  it('are not fewer than the rows, and all units with more rows are named', async () => {
    await give(special('911', 2), special('912', 2), special('913', 2));
    await propose('911', 1, 2);
    await propose('912', 3, 4);
    await expect(give(special('911', 1), special('912', 1), special('913', 0))).rejects.toMatchObject({
      problems: [
        { field: '911', code: 'quota-below-used' },
        { field: '912', code: 'quota-below-used' },
      ],
    });
    expect((await quotasOf(sql, of())).map(({ slots }) => slots)).toEqual([2, 2, 2]);
  });

  it('are moved with a reason, before the lock only', async () => {
    await give(special('911', 3));
    await propose('911', 1, 2);
    const move = { from: '911', to: '921', category: 'special', slots: 1 };
    const moving = { ...of(), move, reason: '四村有漏报' };
    expect(await moveSlots(acting(), moving)).toMatchObject({ changed: 2 });
    expect(await asked()).toEqual(['911', '921']);
    await expect(moveSlots(acting(), moving)).rejects.toMatchObject({ problems: [{ code: 'quota-below-used' }] });
    const west = { ...moving, move: { ...move, from: '921', to: '911' }, top: '92' };
    await expect(moveSlots(acting(), west)).rejects.toMatchObject({ problems: [{ code: 'quota-unit-unknown' }] });
    await campaign.at(shanghai('12-08 18:00'));
    await expect(give(special('921', 9))).rejects.toMatchObject({ code: 'quotas-locked' });
  });

  it('are shown as used, burnt and free, and in sum', async () => {
    await give(special('911', 3), special('921', 4));
    await propose('911', 1, 2);
    await sql`
      update entries set state = 'out', because = 'not-eligible', burns = true, version = version + 1
      where id = (select min(id) from entries)`;
    const [first] = await quotasOf(sql, of());
    expect(first).toMatchObject({ unit: '911', name: '一村', above: '东乡', slots: 3, used: 2, burnt: 1, free: 1 });
    expect(await quotaTotals(sql, of())).toEqual([
      { category: 'special', slots: 7, used: 2, burnt: 1, free: 5, units: 2 },
    ]);
    expect(await quotaTotals(sql, of('92'))).toEqual([
      { category: 'special', slots: 4, used: 0, burnt: 0, free: 4, units: 1 },
    ]);
  });
});
