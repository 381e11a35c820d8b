import { fieldTotals } from '../../reporting/figures/sums/totals';
import type { Sql } from '../../store/db/db';
import { recordReport } from '../../store/report/reports';
import { openCampaign } from '../support/campaigns/campaign';
import { tinyDefinition } from '../support/campaigns/tiny';
import { testDatabase } from '../support/servers/database';

const field = (id: string, more = {}) => ({ id, label: { 'zh-CN': id }, type: 'integer', required: false, ...more });

const definition = tinyDefinition({
  id: 'weekly',
  forms: {
    return: { name: { 'zh-CN': '周报' }, fields: [field('staff', { over: 'last' }), field('visits', { over: 'sum' })] },
  },
  stages: [
    {
      ...{ id: 'visits', kind: 'entry', name: { 'zh-CN': '走访' }, opens: '12-01' },
      ...{ due: { after: 'opens', days: 2 }, lock: { after: 'due', days: 1 } },
      repeat: { weeklyOn: ['tuesday'], until: '12-20' },
      asks: [{ id: 'village', of: 'village', form: 'return' }],
    },
  ],
});

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

it('adds up visits over the weeks, and takes the staff of the last week that tells it', async () => {
  const { id, plan, at } = await openCampaign(sql, { definition });
  const [first, second, third] = plan.stages[0]?.rounds ?? [];
  const report = async (round: typeof first, unit: string, figures: Record<string, number>) => {
    await at(round?.opensAt ?? '');
    await recordReport(sql, {
      campaign: id,
      key: round?.key ?? '',
      unit,
      via: 'form',
      input: { nothing: false, figures },
    });
  };
  await report(first, '911', { staff: 5, visits: 10 });
  await report(first, '912', { staff: 2, visits: 3 });
  await report(second, '911', { staff: 7, visits: 20 });
  await report(third, '911', { visits: 1 });
  const totals = await fieldTotals(sql, id);
  expect(totals.map(({ field: name, sum, reports }) => [name, sum, reports])).toEqual([
    ['staff', 9, 2],
    ['visits', 34, 4],
  ]);
});
