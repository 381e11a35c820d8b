import { randomUUID } from 'node:crypto';
import { answerCase } from '../../actions/case/cases';
import { correct } from '../../actions/ledger/corrections';
import { arrive, dispatch } from '../../actions/ledger/dispatches';
import { receive } from '../../actions/ledger/gifts';
import { withCaseForms } from '../../domain/case/case-forms';
import { findCase } from '../../store/case/case-list';
import { openDispatches } from '../../store/ledger/dispatches';
import { transfersOf } from '../../store/ledger/transfers-of';
import { ledgerDefinition } from '../support/campaigns/ledger-definition';
import { TEST_PEOPLE_KEY } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';
import { type Engine, type SteppedCampaign, testEngine } from '../support/servers/engine';

let engine: Engine;
let campaign: SteppedCampaign;
beforeAll(async () => {
  engine = await testEngine();
  campaign = await engine.start(withCaseForms(ledgerDefinition()), shanghai('12-01 09:00'));
});
afterAll(() => engine.close());

const by = (name: string) => ({
  ...{ sql: engine.sql, client: engine.client, key: TEST_PEOPLE_KEY },
  by: { id: null, via: 'cli' as const, by: name },
});
const booking = () => ({ campaign: campaign.id, key: randomUUID(), top: null, via: 'cli' as const });
const rice = (quantity: number) => [{ item: 'rice', quantity }];
const follow = <T extends { workflows: string[] }>(moved: T): T => {
  campaign.follow(moved.workflows);
  return moved;
};
/** @returns the number of a note of ten bags, which are due the next morning */
async function send(to: string): Promise<number> {
  const sent = { from: '9', to, purse: 'charity', things: rice(10), dueAt: shanghai('12-03 10:00') };
  return follow(await dispatch(by('li'), { ...booking(), ...sent })).dispatch;
}
const arrived = async (note: number, quantity: number, last = true) =>
  follow(await arrive(by('receiver'), { ...booking(), dispatch: note, things: rice(quantity), last }));
const casesOf = (note: number) => engine.sql`
  select kind, state, outcome, assignee_code as asks, rounds from cases where dispatch_id = ${note} order by id`;
const idOf = async (note: number, kind: string): Promise<number> => {
  const [found] = await engine.sql<{ id: number }[]>`
    select id from cases where dispatch_id = ${note} and kind = ${kind}`;
  return found?.id ?? 0;
};

test('a dispatch is asked about when it is due, not before; its arrival answers, a shortage goes on', async () => {
  await campaign.stepTo(shanghai('12-02 10:00'));
  const gift = { from: { unnamed: true as const }, to: '9', purse: 'charity', things: rice(60) };
  await receive(by('zhang'), { ...booking(), ...gift });
  const notes = [];
  for (const to of ['91', '91', '92', '92', '92']) notes.push(await send(to));
  const [early = 0, late = 0, short = 0, told = 0, wrong = 0] = notes;
  await campaign.stepTo(shanghai('12-02 18:00'));
  for (const note of notes)
    expect(await casesOf(note)).toEqual([expect.objectContaining({ kind: 'late', state: 'waiting', rounds: 0 })]);

  // In time: nobody is ever asked.
  await arrived(early, 10);
  expect(await casesOf(early)).toEqual([expect.objectContaining({ state: 'closed', outcome: 'came' })]);
  // What was sent by mistake is taken back by another hand.
  const [sent] = (await transfersOf(engine.sql, { campaign: campaign.id, top: null, limit: 20 })).filter(
    ({ to }) => to === `way:${wrong}`,
  );
  follow(await correct(by('zhang'), { ...booking(), transfer: sent?.id ?? 0, reason: '发错' }));
  expect(await casesOf(wrong)).toEqual([expect.objectContaining({ state: 'closed', outcome: 'withdrawn' })]);

  await campaign.stepTo(shanghai('12-03 10:00'));
  for (const [note, asks] of [
    [late, '91'],
    [short, '92'],
    [told, '92'],
  ] as const)
    expect(await casesOf(note)).toEqual([{ kind: 'late', state: 'asked', outcome: null, asks, rounds: 1 }]);
  const ways = await openDispatches(engine.sql, { campaign: campaign.id, top: null });
  expect(ways.find(({ id }) => id === late)?.case).toBe(await idOf(late, 'late'));
  expect(await findCase(engine.sql, { id: await idOf(late, 'late'), top: '91' })).toMatchObject({ dispatch: late });
  const asked = await engine.sql`
    select m.region_code as region, m.template from messages m join rounds r on r.id = m.round_id
    where r.campaign_id = ${campaign.id} and r.origin = 'case' and m.channel = 'sms' order by 1`;
  expect(asked).toEqual(['91', '92', '92'].map((region) => ({ region, template: 'case' })));

  // A part of it answers nothing; the rest does, in the open round.
  await arrived(late, 4, false);
  expect(await casesOf(late)).toEqual([expect.objectContaining({ state: 'asked' })]);
  await arrived(late, 6);
  expect(await casesOf(late)).toEqual([expect.objectContaining({ state: 'closed', outcome: 'came' })]);
  await arrived(short, 7);
  expect(await casesOf(short)).toEqual([
    expect.objectContaining({ kind: 'late', state: 'closed', outcome: 'short' }),
    expect.objectContaining({ kind: 'shortage', state: 'waiting', asks: '9' }),
  ]);
  const lateCase = await idOf(short, 'late');
  expect(await findCase(engine.sql, { id: lateCase, top: null })).toMatchObject({
    followedBy: [await idOf(short, 'shortage')],
  });

  // Whoever is asked may answer instead: then all that is on its way has come.
  const hand = { name: 'wang', via: 'cli' } as const;
  const answered = { case: await idOf(told, 'late'), outcome: 'came', hand, top: '92' };
  follow(await answerCase(by('wang'), answered));
  expect(await casesOf(told)).toEqual([expect.objectContaining({ state: 'closed', outcome: 'came' })]);
  const held = await engine.sql<{ account: string; quantity: number }[]>`
    select account, quantity from balances where campaign_id = ${campaign.id} and quantity > 0 and item = 'rice'
      and account !~ '^from' order by 1`;
  expect(Object.fromEntries(held.map(({ account, quantity }) => [account, quantity]))).toEqual({
    ...{ 'store:9': 20, 'store:91': 20, 'store:92': 17, [`way:${short}`]: 3 },
  });
  const lines = await engine.sql<{ case: string }[]>`
    select target ->> 'case' as case from audit_log where verb = 'keep-ledger' and target ->> 'case' is not null order by id`;
  expect(lines).toHaveLength(4);
  expect(lines.at(-1)?.case).toBe(`${lateCase}`);
  await campaign.stepTo(shanghai('12-03 10:00'));
  const open = await engine.sql`
    select r.id from rounds r where campaign_id = ${campaign.id} and origin = 'case' and state = 'open'`;
  expect(open).toHaveLength(1);
});

test('a receiver that is silent is asked again, and then its superior', async () => {
  const note = await send('91');
  await campaign.stepTo(shanghai('12-10 09:00'));
  await campaign.stepTo(shanghai('12-20 09:00'));
  expect(await casesOf(note)).toEqual([expect.objectContaining({ kind: 'late', asks: '9' })]);
});
