import type { Sql } from '../../store/db/db';
import { recordReport } from '../../store/report/reports';
import { openAlert } from '../../store/warning/alerts';
import { listVisits } from '../../store/warning/visit-lists';
import { openCampaign } from '../support/campaigns/campaign';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { testDatabase } from '../support/servers/database';

const NOW = shanghai('12-02 10:00');
const counted = (category: string) => ({
  id: category,
  label: { 'zh-CN': category },
  type: 'integer' as const,
  required: false,
  counts: { category, what: 'households' as const },
});
const form = (...categories: string[]) => ({ name: { 'zh-CN': '表' }, fields: categories.map(counted) });
const stage = (kind: 'survey' | 'visits' | 'summary') => ({
  id: kind,
  kind,
  name: { 'zh-CN': kind },
  opens: '12-01',
  due: '12-03',
  lock: '12-05',
  asks: [{ id: 'villages', of: 'village', form: kind }],
});

let sql: Sql;
let drop: () => Promise<void>;
let campaign: string;

beforeAll(async () => {
  ({ sql, drop } = await testDatabase());
  const definition = tinyDefinition({
    stages: [stage('survey'), stage('visits'), stage('summary')],
    forms: { survey: form('poor'), visits: form('poor', 'alone'), summary: form('poor', 'alone') },
    standards: ['poor', 'alone'].map((category) => ({ category, name: { 'zh-CN': category }, per: 'household' })),
    warnings: { of: 'village' },
  });
  ({ id: campaign } = await openCampaign(sql, { definition, now: NOW }));
});
afterAll(() => drop());

const report = (key: string, unit: string, figures: Record<string, number>) =>
  recordReport(sql, { campaign, key, unit, via: 'form', input: { nothing: false, figures } });

/** @returns the households on each unit's list, by its code */
async function visited(categories: readonly string[] | null): Promise<Record<string, number>> {
  const event = categories?.join() ?? 'all';
  const of = { campaign, hazard: 'cold-wave', area: '9', drill: false } as const;
  const { id: alert } = await openAlert(sql, { ...of, event, day: '12-02', now: NOW });
  await listVisits(sql, { alert, categories });
  const rows = await sql<{ unit: string; households: number }[]>`
    select unit_code as unit, households from visit_lists where alert_id = ${alert}`;
  return Object.fromEntries(rows.map(({ unit, households }) => [unit, households]));
}

test('a warning visits the households that a survey found, else those that visits reached, never a summary’s', async () => {
  await report('survey', '911', { poor: 39 });
  await report('visits', '911', { poor: 12, alone: 5 });
  await report('summary', '911', { poor: 50, alone: 50 });
  await report('visits', '912', { poor: 7, alone: 1 });
  await report('summary', '913', { poor: 3, alone: 3 });
  expect(await visited(['poor'])).toEqual({ '911': 39, '912': 7 });
  expect(await visited(null)).toEqual({ '911': 44, '912': 8 });
});
