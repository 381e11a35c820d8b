import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { createCaseActivities } from '../../../activities/cases';
import { createRoundActivities } from '../../../activities/rounds';
import { withCaseForms } from '../../../domain/case/case-forms';
import { roundWorkflowId } from '../../../domain/round/round';
import { writeReport } from '../../../reporting/document/write';
import { eachUnitTotal, listTotals, sumOf } from '../../../reporting/figures/list/list-totals';
import { lotsToStart } from '../../../store/case/case-lots';
import type { Sql } from '../../../store/db/db';
import { type Decision, decideRows } from '../../../store/list/acts/decide';
import { askAgain } from '../../../store/list/ask-again';
import { giveQuotas, limitedList } from '../../../store/list/quotas';
import { listOfUnit } from '../../../store/list/unit/list-of-unit';
import { closePostings } from '../../../store/posting/close-postings';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { notedPostings, post } from '../../support/campaigns/posted';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';
import { filesIn } from '../../support/zip';

/** SUBSTANCE D.1: a household moves to another village in mid campaign. The receiving village has no slot at all. */
const TRACK = ['propose', 'approve', 'announce', 'deliver'] as const;

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  const { lists, stages } = listDefinition();
  const definition = listDefinition({
    lists: { poor: { ...lists.poor, track: TRACK, limit: 'quotas' } },
    stages: stages.map((stage) => ({
      ...stage,
      asks: [
        { id: 'village', of: 'village', list: 'poor', does: 'propose' },
        { id: 'give', of: 'village', list: 'poor', does: 'deliver' },
      ],
    })),
  });
  campaign = await openCampaign(sql, { definition: withCaseForms(definition) });
  const address = { campaign: campaign.id, list: 'poor' };
  await sql.begin(async (tx) => {
    const limited = await limitedList(tx, address);
    await giveQuotas(tx, limited, { ...address, wanted: [{ unit: '911', category: 'special', slots: 3 }] });
    await askAgain(tx, limited);
  });
  await recordReport(sql, {
    ...{
      campaign: campaign.id,
      key: 'apply.village',
      unit: '911',
      via: 'form',
      input: { nothing: false, figures: {} },
    },
    ...{ rows: sending(family(1), family(2), family(3)), people: TEST_PEOPLE_KEY },
  });
});
afterAll(() => database.drop());

const rows = () => sql<{ id: number; version: number; unit: string; slot: string; done: number; state: string }[]>`
  select id, version, unit_code as unit, slot_unit as slot, done, state from entries order by id`;
async function decide(decision: Decision, ...which: number[]) {
  const all = await rows();
  return decideRows(sql, {
    ...{ campaign: campaign.id, list: 'poor', top: null, submission: randomUUID(), decision },
    ...{
      hand: { name: `officer of ${decision.act}`, via: 'cli' as const },
      meant: { rows: which.flatMap((at) => all[at] ?? []) },
    },
  });
}
const move = (which: number, to: string) => decide({ act: 'move', to, reason: '迁居' }, which);
const county = async () => sumOf(await listTotals(sql, { campaign: campaign.id }));
const byUnit = async () => {
  const units: unknown[] = [];
  for await (const { unit, proposed, steps, movedOut, movedIn } of eachUnitTotal(sql, { campaign: campaign.id }))
    units.push([unit, proposed, steps.deliver ?? 0, movedOut, movedIn]);
  return units;
};
const cases = () => sql`select region_code as unit, assignee_code as asked, state, outcome from cases order by id`;
const told = () =>
  sql`select distinct region_code as unit, params ->> 'reason' as said from messages where template = 'rows-moved' order by 1, 2`;

/** Asks about the newest lot, as its workflow does. @returns the round's key */
async function ask(): Promise<string> {
  const startCases = async () => {};
  const activities = createCaseActivities({ sql, startCases, cancelCases: async () => [] });
  const lot = (await lotsToStart(sql, { campaign: campaign.id })).at(-1)?.lot ?? 0;
  const planned = await activities.planCaseRound({ lot, nth: 1, now: shanghai('12-02 10:00') });
  if (!planned) throw new Error('Nobody is asked.');
  const { round, area, cause } = planned;
  const id = roundWorkflowId(campaign.id, round.key, area);
  await createRoundActivities({ sql, startCases }).openRound({ id, campaign: campaign.id, round, area, cause });
  return round.key;
}
const answer = (key: string, unit: string, outcome: string) =>
  recordReport(sql, { campaign: campaign.id, key, unit, via: 'form', input: { nothing: false, figures: { outcome } } });

test('D.1: before the approval the row waits until the new village has confirmed; both are told, the slot stays', async () => {
  const before = await county();
  await move(0, '921');
  expect((await rows())[0]).toMatchObject({ unit: '921', slot: '911', done: 1, state: 'held' });
  expect(await cases()).toEqual([{ unit: '921', asked: '921', state: 'waiting', outcome: null }]);
  expect(await told()).toEqual([{ unit: '911', said: '有1户已转到四村，以后由那里办理，名额仍算本单位的' }]);
  const seen = await listOfUnit(sql, TEST_PEOPLE_KEY, {
    campaign: campaign.id,
    key: 'apply.village',
    list: 'poor',
    unit: '911',
  });
  expect([seen.rows.length, seen.quotas[0]?.used]).toEqual([2, 3]);
  await expect(decide({ act: 'do', step: 'approve' }, 0)).rejects.toMatchObject({ problems: [{ code: 'row-held' }] });
  expect(await county()).toMatchObject({ proposed: before.proposed, slots: before.slots, movedOut: 1, movedIn: 1 });
  expect((await answer(await ask(), '921', 'here')).figures).toEqual({ outcome: 'here' });
  expect((await rows())[0]).toMatchObject({ unit: '921', done: 1, state: 'in' });
  expect(await cases()).toMatchObject([{ state: 'closed', outcome: 'here' }]);
});

test('D.1: who moves once more asks the next village, and nobody waits for the one before', async () => {
  await move(1, '921');
  await ask();
  expect((await move(1, '922')).rounds).toHaveLength(1);
  expect((await cases()).slice(1)).toEqual([
    { unit: '921', asked: '921', state: 'closed', outcome: 'withdrawn' },
    { unit: '922', asked: '922', state: 'waiting', outcome: null },
  ]);
  await answer(await ask(), '922', 'here');
  expect((await rows())[1]).toMatchObject({ unit: '922', state: 'in' });
});

test('D.1: once it hangs the posting stays as it is and only the delivery moves; the county’s totals are the same', async () => {
  await decide({ act: 'do', step: 'approve' }, 0, 1, 2);
  await post(sql, campaign.id, notedPostings());
  const hung = () => sql`select region_code as unit, content, digest from postings order by region_code`;
  const before = { hung: await hung(), county: await county() };
  await move(2, '921');
  expect((await rows())[2]).toMatchObject({ unit: '921', slot: '911', state: 'in' });
  expect(await hung()).toEqual(before.hung);
  expect(await cases()).toHaveLength(3);
  await campaign.at(shanghai('12-08 09:00'));
  const [lot] = await sql<{ lot: number }[]>`select lot_id as lot from postings limit 1`;
  await sql.begin((tx) => closePostings(tx, { lot: lot?.lot ?? 0, now: shanghai('12-08 09:00') }));
  const given = (await sql<{ row: string }[]>`select row from entries where unit_code = '921'`).map(({ row }) => ({
    row,
    done: true,
  }));
  const handed = await recordReport(sql, {
    ...{ campaign: campaign.id, key: 'apply.give', unit: '921', via: 'form', input: { nothing: false, figures: {} } },
    did: given,
  });
  expect([handed.rows?.map(({ is }) => is), handed.figures]).toEqual([
    ['done', 'done'],
    { specialRows: 2, specialHeads: expect.any(Number) },
  ]);
  expect(await county()).toMatchObject({
    ...before.county,
    movedOut: 3,
    movedIn: 3,
    steps: { ...before.county.steps, announce: 3, deliver: 2 },
  });
  expect(await byUnit()).toEqual([
    ['911', 3, 0, 3, 0],
    ['921', 0, 2, 0, 2],
    ['922', 0, 0, 0, 1],
  ]);
});

test('the report counts the cases by kind, and names what was handed in and is elsewhere now', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nuandong-report-'));
  try {
    const { docx, xlsx } = await writeReport(sql, { campaign: campaign.id, dir });
    const text = (
      filesIn(await readFile(docx))
        .get('word/document.xml')
        ?.toString() ?? ''
    )
      .replaceAll('</w:p>', '|')
      .replace(/<[^>]+>/g, '');
    expect(text).toContain('|迁入确认|3|3|2|2|0|1|0|住在这里2件；情况有变，已撤销1件|');
    expect(text).toContain('|上报与现有名单的差额|');
    expect(text).toContain('|困难家庭|3|3|3|0|');
    const book = new Workbook();
    await book.xlsx.readFile(xlsx);
    const cells = (name: string) =>
      (book.getWorksheet(name)?.getRows(3, 3) ?? []).map(({ values }) => (values as unknown[]).slice(1));
    expect(cells('办件')[0]).toEqual(['迁入确认', 3, 3, 2, 2, 0, 1, 0, '住在这里2件；情况有变，已撤销1件']);
    expect(cells('上报与现有名单的差额')).toEqual([
      ['困难家庭', '一村', '911', 3, 0, -3],
      ['困难家庭', '四村', '921', 0, 2, 2],
      ['困难家庭', '五村', '922', 0, 1, 1],
    ]);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
