import { randomUUID } from 'node:crypto';
import { pairRows } from '../../actions/list/pairs';
import { shellUser } from '../../store/account/actor';
import { peopleKey } from '../../store/people/sealed/people-key';
import { recordReport } from '../../store/report/reports';
import { deedOf, enterHelpers, pairDefinition } from '../support/campaigns/pair-definition';
import { sending, specimen } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';
import { type Engine, testEngine } from '../support/servers/engine';

/**
 * A monthly round asks the units that help, helpers are reminded, deeds come, and the next month asks whoever helps
 * then.
 */
const definition = pairDefinition({
  ladders: {
    default: [
      { id: 'open', kind: 'task', at: { from: 'opens' } },
      { id: 'helpers', kind: 'reminder', to: 'helper', at: { from: 'due', days: -1, time: '09:30' } },
      { id: 'above', kind: 'digest', up: 1, at: { from: 'due', time: '17:00' } },
    ],
  },
});
const OPENS = shanghai('12-01 09:00');
const [DECEMBER, JANUARY] = ['entry@2026-12-15', 'entry@2027-01-15'];

let engine: Engine;
beforeAll(async () => {
  engine = await testEngine();
  await enterHelpers(engine.sql);
});
afterAll(() => engine.close());

test('the entry of the 15th, two months long', async () => {
  const { sql } = engine;
  const campaign = await engine.start(definition, OPENS);
  await campaign.stepTo(OPENS);
  const place = { campaign: campaign.id, via: 'form' as const, input: { nothing: false, figures: {} } };
  for (const nth of [1, 2])
    await recordReport(sql, {
      ...{ ...place, key: 'find', unit: `91${nth}`, people: peopleKey(engine.env.PEOPLE_KEY) },
      rows: sending({ row: randomUUID(), figures: { name: `甘小${nth}`, idNumber: specimen(nth) } }),
    });
  const rows = await sql<{ id: number; row: string }[]>`select id, row from entries order by unit_code`;
  await pairRows(
    { sql, by: shellUser({ NUANDONG_BY: 'tests' }), client: engine.client },
    {
      ...{ campaign: campaign.id, list: 'objects', top: null, submission: randomUUID(), via: 'cli' },
      pairs: rows.map(({ id }, at) => ({ row: id, helper: { unit: '91', post: `帮扶${at + 1}` } })),
    },
  );
  await campaign.stepTo(shanghai('12-15 09:00'));
  expect(await sql`select unit_code as unit from asks where key = ${DECEMBER} and round_id is not null`).toEqual([
    { unit: '91' },
  ]);
  const enter = (key: string, deeds: ReturnType<typeof deedOf>[], begun = true) =>
    recordReport(sql, { ...place, key, unit: '91', begun, deeds: { done: deeds, undone: [] } });
  const [one, two] = rows.map(({ row }) => row);
  await enter(DECEMBER, [deedOf(one ?? '', 'contact', { times: '2' })]);
  await campaign.stepTo(shanghai('12-16 09:30'));
  const reminded = () => sql<{ to: string; key: string }[]>`
    select k.name as to, r.key from messages m join contacts k on k.id = m.contact_id join rounds r on r.id = m.round_id
    where m.rung = 'helpers' order by m.id`;
  expect(await reminded()).toEqual([{ to: '甘二', key: DECEMBER }]);
  const report = await enter(DECEMBER, [deedOf(two ?? '', 'visit')], false);
  expect(report.figures).toMatchObject({ contacts: 2, visits: 1, cash: 0 });
  await engine.client.reportArrived(report.round);
  await campaign.stepTo(shanghai('12-17 17:00'));
  const digests = () => sql<{ template: string; params: object }[]>`
    select m.template, m.params from messages m join rounds r on r.id = m.round_id
    where m.rung = 'above' and r.does = 'support' order by m.id`;
  // All have reported.
  expect(await digests()).toEqual([]);

  const [next] = await sql<
    { id: number }[]
  >`insert into contacts (name, phone) values ('新人', '19900030000') returning id`;
  await sql`update duties set contact_id = ${next?.id ?? 0} where region_code = '91' and role = '帮扶2'`;
  for (const at of ['2027-01-15T09:00:00+08:00', '2027-01-16T09:30:00+08:00', '2027-01-17T17:00:00+08:00'])
    await campaign.stepTo(new Date(at).toISOString());
  expect((await reminded()).slice(1)).toEqual([
    { to: '甘一', key: JANUARY },
    { to: '新人', key: JANUARY },
  ]);
  // A new year: nothing is done of its minima yet.
  expect(await digests()).toMatchObject([
    { template: 'pairs-digest', params: { silent: 1, missing: ['东乡'], below: 2 } },
  ]);
});
