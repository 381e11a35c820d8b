import { answerCase, openCase, readStatements, reopenCase } from '../../../actions/case/cases';
import { createCaseActivities } from '../../../activities/cases';
import { createRoundActivities } from '../../../activities/rounds';
import { withCaseForms } from '../../../domain/case/case-forms';
import type { CaseStart, PlannedRound } from '../../../domain/case/life';
import { roundWorkflowId } from '../../../domain/round/round';
import { findCase, listCases } from '../../../store/case/case-list';
import type { RaisedCase } from '../../../store/case/raise-case';
import type { Sql } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { endRound } from '../../../store/round/rounds';
import { signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

const NOW = shanghai('12-02 10:00');
const KEY = peopleKey('a key for people of the tests, of at least 32');
const SUBMISSION = '0b9f6c3e-6f52-4d6e-9d4e-0c7e5d1f2a3b';
const office = { id: null, via: 'cli', by: 'zhang' } as const;

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let started: CaseStart[] = [];
let told: string[] = [];
let cases: ReturnType<typeof createCaseActivities>;
let rounds: ReturnType<typeof createRoundActivities>;

const client = {
  startCases: async (starts: readonly CaseStart[]) => void started.push(...starts),
  caseAnswered: async (workflow: string, { open }: { open: number }) => void told.push(`${workflow} ${open}`),
  reportArrived: async (round: string) => void told.push(round),
};
const acting = () => ({ sql, by: office, client, key: KEY });

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  const kinds = {
    complaint: {},
    appeal: {},
    hotline: { within: { hours: 4 } },
    referral: { tagged: ['disabled-federation'], revisit: { days: 3 } },
    urgent: {},
  };
  campaign = await openCampaign(sql, { definition: withCaseForms(tinyDefinition({ cases: kinds })), now: NOW });
  await sql`update regions set tags = '{disabled-federation}' where code in ('91', '922')`;
  cases = createCaseActivities({ sql, startCases: client.startCases, cancelCases: async () => [] });
  rounds = createRoundActivities({ sql, startCases: client.startCases });
});
afterAll(() => database.drop());
beforeEach(() => {
  started = [];
  told = [];
});

const open = (raised: Partial<RaisedCase> = {}) =>
  openCase(acting(), {
    campaign: campaign.id,
    kind: 'complaint',
    region: '911',
    raiser: { by: 'public' },
    top: null,
    ...raised,
  });
const show = async (id: number) => {
  const found = await findCase(sql, { id, top: null });
  if (!found) throw new Error(`no case ${id}`);
  return found;
};
const answer = (id: number, outcome: string, top: string | null = null, account: number | null = null) =>
  answerCase(acting(), { case: id, outcome, hand: { via: 'api', ...(account !== null && { account }) }, top });

/** Opens the next round of a lot, as its workflow does. */
async function ask(lot: number, nth = 1): Promise<PlannedRound & { id: string; units: number }> {
  const planned = await cases.planCaseRound({ lot, nth, now: NOW });
  if (!planned) throw new Error('Nobody is left to be asked.');
  const { round, area, cause } = planned;
  const id = roundWorkflowId(campaign.id, round.key, area);
  return { ...planned, id, units: await rounds.openRound({ id, campaign: campaign.id, round, area, cause }) };
}
const report = (key: string, unit: string, outcome: string, contact?: number) =>
  recordReport(sql, {
    campaign: campaign.id,
    key,
    unit,
    via: 'form',
    input: { nothing: false, figures: { outcome } },
    ...(contact !== undefined && { contact }),
  });
const lotNow = () => started.at(-1)?.lot ?? 0;

test('what somebody tells becomes a case with a clock and a receipt; a second sending gives the first receipt', async () => {
  const said = { text: '张三家不困难', from: '李四 19900000001' };
  const first = await open({ said, submission: SUBMISSION });
  expect(first).toMatchObject({ repeated: false, receipt: expect.stringMatching(/^\d{5}-\d{4}$/) });
  expect(await open({ said, submission: SUBMISSION })).toMatchObject({
    case: first.case,
    receipt: first.receipt,
    repeated: true,
  });
  expect(await show(first.case)).toMatchObject({ region: '911', assigneeCode: '9', state: 'waiting', statements: 1 });
  const round = await ask(lotNow());
  expect(round.title['zh-CN']).toMatch(new RegExp(`^办理投诉第${first.case}号（一村，`));
  expect(round).toMatchObject({ units: 1, round: { of: 'county', form: 'case-complaint' } });
  expect(await show(first.case)).toMatchObject({
    state: 'asked',
    dueAt: round.round.dueAt,
    answerBy: round.round.dueAt,
  });
});

test('what was said is sealed, and every look leaves a line', async () => {
  const { case: id } = await open({ said: { text: '邻居反映多领' } });
  const kept = await sql`select sealed from case_statements where case_id = ${id}`;
  expect(Buffer.from(kept[0]?.sealed ?? '').toString('utf8')).not.toContain('邻居');
  expect(await readStatements(acting(), { case: id, top: '9' })).toMatchObject([
    { by: 'public', text: '邻居反映多领' },
  ]);
  expect([...(await sql`select target from audit_log where verb = 'read-case'`)]).toEqual([{ target: { case: id } }]);
  await expect(readStatements(acting(), { case: id, top: '92' })).rejects.toMatchObject({ code: 'unknown-case' });
});

test('an answer by link closes the case in the transaction of the report, and no correction undoes what followed', async () => {
  const { case: id } = await open({ kind: 'hotline' });
  const { round, id: asked } = await ask(lotNow());
  await campaign.at(round.opensAt);
  await report(round.key, '911', 'unfounded');
  expect(await show(id)).toMatchObject({ state: 'closed', outcome: 'unfounded' });
  await report(round.key, '911', 'not-found');
  expect(await show(id)).toMatchObject({ state: 'asked', outcome: null });
  await report(round.key, '911', 'referred');
  const { followedBy } = await show(id);
  expect(await show(followedBy[0] ?? 0)).toMatchObject({ kind: 'referral', region: '911', assigneeCode: '91' });
  await expect(report(round.key, '911', 'helped')).rejects.toMatchObject({ code: 'case-answered' });
  await endRound(sql, asked, 'closed');
  const noted = { nth: 1, round: asked, last: false, now: NOW, clock: { kind: 'stepped', at: NOW } } as const;
  expect(await cases.noteCaseRound({ lot: lotNow(), ...noted })).toMatchObject({
    open: 0,
    started: [expect.any(String)],
  });
});

test('a referral goes to the nearest department with the tag; taken over, it is looked after in so many days', async () => {
  const near = await open({ kind: 'referral', region: '921' });
  expect(await show(near.case)).toMatchObject({ assigneeCode: '922' });
  await answer(near.case, 'accepted');
  const [revisit = 0] = (await show(near.case)).followedBy;
  expect(await show(revisit)).toMatchObject({ kind: 'revisit', assigneeCode: '921', follows: near.case });
  expect((await ask(lotNow())).round.opensAt).toBe(shanghai('12-05 10:00'));
});

test('an officer’s answer counts at once: in an open round as the report, between rounds by itself', async () => {
  const first = await open();
  const { lot = 0, workflowId } = started.at(-1) ?? {};
  expect(await answer(first.case, 'unfounded')).toMatchObject({ case: first.case });
  expect(told).toEqual([`${workflowId} 0`]);
  expect(await cases.planCaseRound({ lot, nth: 1, now: NOW })).toBeNull();
  const second = await open({ kind: 'urgent' });
  const { round, id } = await ask(lotNow());
  await campaign.at(round.opensAt);
  await answer(second.case, 'granted', '91');
  expect(told.at(-1)).toBe(id);
  expect(await show(second.case)).toMatchObject({ state: 'closed', outcome: 'granted', assigneeCode: '91' });
  expect([...(await sql`select reported_at is null as silent from asks where round_id = ${id}`)]).toEqual([
    { silent: false },
  ]);
  await expect(answer(second.case, 'denied')).rejects.toMatchObject({ code: 'case-answered' });
});

test('a case that an officer answers while its round opens is not asked about', async () => {
  const { case: id } = await open();
  const lot = lotNow();
  const planned = await cases.planCaseRound({ lot, nth: 1, now: NOW });
  if (!planned) throw new Error('nothing planned');
  await answer(id, 'corrected');
  const { round, area, cause } = planned;
  expect(await rounds.openRound({ id: 'late', campaign: campaign.id, round, area, cause })).toBe(0);
});

test('what an officer passes upwards is the superior’s; beyond one’s region there is nothing to answer', async () => {
  const { case: id } = await open({ kind: 'urgent' });
  await expect(answer(id, 'granted', '92')).rejects.toMatchObject({ code: 'unknown-case' });
  await expect(answer(id, 'perhaps', '91')).rejects.toMatchObject({ code: 'unknown-outcome' });
  await answer(id, 'above', '91');
  expect(await show(id)).toMatchObject({ state: 'waiting', assigneeCode: '9', outcome: 'above' });
  expect(started.at(-1)).toMatchObject({ area: '9', most: 2 });
});

test('nobody decides in a matter of the own hand', async () => {
  const { id } = (await signIn(sql, 'county-officer', '9')).account;
  const raised = await open({ kind: 'urgent', raiser: { by: 'account', account: id } });
  await expect(answer(raised.case, 'granted', '9', id)).rejects.toMatchObject({ code: 'case-own-hand' });
  const [contact] = await sql<{ id: number }[]>`select contact_id as id from duties where region_code = '91' limit 1`;
  const other = await open({ kind: 'urgent', raiser: { by: 'contact', contact: contact?.id ?? 0 } });
  const { round } = await ask(lotNow());
  await campaign.at(round.opensAt);
  await expect(report(round.key, '91', 'granted', contact?.id)).rejects.toMatchObject({ code: 'case-own-hand' });
  await report(round.key, '91', 'granted');
  expect(await show(other.case)).toMatchObject({ outcome: 'granted' });
});

test('an answered case is opened again with a reason, and asked about anew; what it has opened stays', async () => {
  const { case: id } = await open();
  await answer(id, 'unfounded');
  await reopenCase(acting(), { case: id, top: null, reason: '有新材料' });
  expect(await show(id)).toMatchObject({ state: 'waiting', outcome: null, reopenedAt: expect.any(String) });
  expect((await ask(lotNow())).units).toBe(1);
  await expect(reopenCase(acting(), { case: id, top: null, reason: '再来' })).rejects.toMatchObject({
    code: 'case-open',
  });
  const referred = await open({ kind: 'referral' });
  await answer(referred.case, 'accepted');
  await expect(reopenCase(acting(), { case: referred.case, top: null, reason: '再来' })).rejects.toMatchObject({
    code: 'case-not-reopened',
  });
});

test('a kind that the campaign does not have, a place outside, and a campaign that is over are refused', async () => {
  await expect(open({ kind: 'shortage' })).rejects.toMatchObject({ code: 'case-kind-absent' });
  await expect(open({ region: '99' })).rejects.toMatchObject({ code: 'case-outside' });
  await expect(open({ region: '911', top: '92' })).rejects.toMatchObject({ code: 'case-outside' });
  await sql`update campaigns set state = 'completed' where id = ${campaign.id}`;
  await expect(open()).rejects.toMatchObject({ code: 'case-campaign-over' });
  await sql`update campaigns set state = 'running' where id = ${campaign.id}`;
});

test('lists show mine, my area’s and the overdue, page by page', async () => {
  const ids: number[] = [];
  for (const region of ['921', '922', '921']) ids.push((await open({ kind: 'hotline', region })).case);
  const wanted = { campaign: campaign.id, kind: 'hotline', closed: false, limit: 2 };
  const page = (after?: number) => listCases(sql, { ...wanted, view: 'area', top: '92', after });
  const first = await page();
  const second = await page(first.at(-1)?.id);
  expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
  expect(await listCases(sql, { ...wanted, view: 'mine', top: '922' })).toMatchObject([{ id: ids[1], place: '五村' }]);
  expect(await listCases(sql, { ...wanted, view: 'mine', top: null })).toEqual([]);
  const { round } = await ask(started.find(({ area }) => area === '922')?.lot ?? 0);
  await campaign.at(round.opensAt);
  expect(await listCases(sql, { ...wanted, view: 'overdue', top: null })).toEqual([]);
  await campaign.at(round.locksAt);
  expect(await listCases(sql, { ...wanted, view: 'overdue', top: null })).toMatchObject([{ id: ids[1] }]);
});
