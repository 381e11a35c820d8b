import { randomUUID } from 'node:crypto';
import { addAccount } from '../../../store/account/accounts';
import type { Sql } from '../../../store/db/db';
import { findingsOf } from '../../../store/ledger/findings';
import { decideRows } from '../../../store/list/acts/decide';
import type { RowDone } from '../../../store/list/acts/row-done';
import { stepOfUnit } from '../../../store/list/unit/step-of-unit';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
const officers: Record<string, number> = {};
/** Ids of three rows that are approved, and of one that is not. */
let rows: string[];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: told() });
  for (const login of ['wang', 'zhao'])
    officers[login] = (await addAccount(sql, { login, name: `${login}某`, role: 'county-officer', region: '9' })).id;
  const sent = [1, 2, 3, 4].map((nth) => family(nth));
  rows = sent.map(({ row }) => row);
  await campaign.at(shanghai('12-02 10:00'));
  await report('apply.village', { rows: sending(...sent) });
  await decide('zhao', 'check');
  await decide('wang', 'approve', 3);
});
afterAll(() => database.drop());

/** Villages tell their households by 8 December of the visit on the 11th. */
function told() {
  const { lists, stages } = ledgerDefinition();
  const { poor } = lists;
  const stage = (does: string, opens: string, due: string, lock: string) => ({
    ...{ id: does, kind: 'visits', name: { 'zh-CN': does }, opens, due, lock },
    asks: [{ id: 'village', of: 'village', list: 'poor', does }],
  });
  return ledgerDefinition({
    standards: ['special', 'difficult'].map((category) => ({
      ...{ category, name: { 'zh-CN': category }, per: 'household', cash: 0 },
    })),
    lists: {
      poor: {
        ...poor,
        track: ['propose', 'check', 'approve', 'deliver'],
        posting: undefined,
        tell: { days: 2, says: { 'zh-CN': '工作人员12月11日上午上门走访' } },
      },
    },
    stages: [...stages, stage('tell', '12-06', '12-08', '12-10'), stage('deliver', '12-11', '12-12', '12-13')],
  });
}
const report = (key: string, more: object) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, unit: '911', via: 'form', input: { nothing: false, figures: {} } },
    ...{ key, people: TEST_PEOPLE_KEY, ...more },
  });
async function decide(login: string, step: 'check' | 'approve', most = 100) {
  const hand = { account: officers[login] ?? 0, via: 'api' as const };
  const seen = await sql<{ id: number; version: number }[]>`
    select id, version from entries where done = ${step === 'check' ? 1 : 2} order by id limit ${most}`;
  return decideRows(sql, {
    ...{ campaign: campaign.id, list: 'poor', hand, submission: randomUUID(), top: '9' },
    ...{ decision: { act: 'do', step }, meant: { rows: [...seen] } },
  });
}
const doing = async (key: string, ...did: RowDone[]) => {
  const { rows: outcomes = [] } = await report(key, { did });
  return outcomes.map((one) => (one.is === 'refused' ? one.problems.map(({ code }) => code).join() : one.is));
};
const nth = (at: number): string => rows[at - 1] ?? '';
const seen = async () => {
  const place = { campaign: campaign.id, key: 'tell', unit: '911', list: 'poor', does: 'tell' as const };
  const { todo, acted } = await stepOfUnit(sql, TEST_PEOPLE_KEY, place);
  return { waiting: todo.map(({ row }) => rows.indexOf(row) + 1), acted };
};

it('is told once, days before; who is not reached is asked about again, and visited all the same', async () => {
  await campaign.at(shanghai('12-08 10:00'));
  // Who proposed the rows tells them, too; the fourth is not approved.
  expect(await seen()).toEqual({ waiting: [1, 2, 3], acted: 0 });
  const told = { row: nth(1), done: true, told: 'phone' as const, key: randomUUID() };
  expect(await doing('tell', told, { row: nth(4), done: true })).toEqual(['done', 'row-step-early']);
  expect(await doing('tell', told)).toEqual(['same']);
  const absent = { row: nth(2), done: false, missed: 'unreached' as const };
  expect(await doing('tell', absent)).toEqual(['missed']);
  expect(await doing('tell', { ...absent, key: randomUUID() })).toEqual(['missed']);
  expect(await sql`select kind, entry_id is not null as row from cases`).toEqual([{ kind: 'unreached', row: true }]);
  expect(await sql`select kind, because from deeds where kind in ('tell', 'missed') order by id`).toEqual([
    { kind: 'tell', because: 'phone' },
    { kind: 'missed', because: 'unreached' },
  ]);
  expect(await seen()).toEqual({ waiting: [2, 3], acted: 1 });
  // A row that was told stands where it stood; its figures count it.
  expect(await sql`select distinct done from entries where entitled is not null`).toEqual([{ done: 3 }]);
  expect(
    await sql`select p.figures -> 'specialRows' as told from reports p join asks a on a.id = p.ask_id join rounds r on r.id = a.round_id where r.key = 'tell' order by p.id desc limit 1`,
  ).toEqual([{ told: 1 }]);

  await campaign.at(shanghai('12-10 09:00'));
  expect(await doing('tell', { row: nth(3), done: true })).toEqual(['done']);
  await campaign.at(shanghai('12-11 10:00'));
  const given = [1, 2, 3].map((at) => ({ row: nth(at), done: true }));
  expect(await doing('deliver', ...given)).toEqual(['done', 'done', 'done']);
  const untold = await findingsOf(sql, { campaign: campaign.id, finding: 'untold', top: null, limit: 9 });
  const ids = await sql<{ id: number }[]>`select id from entries order by id`;
  expect(untold.map(({ row }) => ids.findIndex(({ id }) => id === row) + 1)).toEqual([2, 3]);
});
