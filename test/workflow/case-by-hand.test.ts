import { complainedDefinition, complaints } from '../support/campaigns/case-by-hand';
import { shanghai } from '../support/campaigns/tiny';
import { type Engine, type SteppedCampaign, testEngine } from '../support/servers/engine';

let engine: Engine;
let campaign: SteppedCampaign;
beforeAll(async () => {
  engine = await testEngine();
  campaign = await engine.start(complainedDefinition(), shanghai('12-01 09:00'));
});
afterAll(() => engine.close());

const step = (at: string) => campaign.stepTo(shanghai(at));
const climbed = async (): Promise<string[]> => {
  const rows = await engine.sql<{ rung: string }[]>`
    select g.rung from rungs g join rounds r on r.id = g.round_id
    where r.campaign_id = ${campaign.id} and r.origin = 'case' order by r.opens_at, g.due_at`;
  return rows.map(({ rung }) => rung);
};
const standing = async () =>
  (
    await engine.sql`
    select f.state, f.outcome, f.assignee_code as asked, f.rounds, f.closed_at > f.answer_by as late, l.level
    from cases f join case_lots l on l.id = f.lot_id where f.campaign_id = ${campaign.id}`
  )[0];
const told = () => engine.sql`
  select m.region_code as region, m.template from messages m join rounds r on r.id = m.round_id
  where r.campaign_id = ${campaign.id} and r.origin = 'case' and m.channel = 'sms' group by 1, 2 order by min(m.planned_at), 2`;

test('an officer’s case is asked, reminded, told to the superior when overdue, answered, and opened again', async () => {
  const { open, answer, reopen } = complaints(engine, campaign);
  await step('12-02 10:00');
  const id = await open('911', '91');
  await step('12-02 10:00');
  expect(await standing()).toMatchObject({ state: 'asked', asked: '91', rounds: 1, level: 0 });
  await step('12-03 10:00');
  expect(await climbed()).toEqual(['opens-task']);
  // The deadline is the end of the third: at night nobody is told.
  await step('12-04 00:00');
  expect(await climbed()).toEqual(['opens-task']);
  await step('12-04 08:00');
  await step('12-04 09:30');
  expect(await climbed()).toEqual(['opens-task', 'due', 'due-digest', 'due+1wd-chase']);
  expect(await told()).toEqual([
    { region: '91', template: 'case' },
    { region: '91', template: 'case-reminder' },
    { region: '9', template: 'digest' },
    { region: '9', template: 'chase' },
  ]);
  await answer(id, 'corrected');
  await step('12-04 11:00');
  expect(await standing()).toMatchObject({ state: 'closed', outcome: 'corrected', late: true });
  await reopen(id);
  await step('12-04 11:00');
  expect(await standing()).toMatchObject({ state: 'asked', outcome: null, asked: '91', level: 0 });
  // The campaign's own stage is over; it waits for the case.
  await step('12-05 18:00');
  expect(campaign.ended()).toBe(false);
  await answer(id, 'unfounded');
  await step('12-05 18:00');
  expect(await standing()).toMatchObject({ state: 'closed', outcome: 'unfounded', late: false });
  expect(campaign.ended()).toBe(true);
});
