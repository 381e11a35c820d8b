import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { rehearsalId } from '../../domain/campaign/campaign-id';
import type { Definition } from '../../domain/campaign/definition/definition';
import { ladder } from '../../domain/campaign/definition/ladder';
import { readDefinition } from '../../domain/campaign/definition/read-definition';
import { withWarningForms } from '../../domain/warning/alert/forms';
import type { Summary } from '../../rehearsal/audit/summary';
import { rehearse } from '../../rehearsal/rehearse';
import { exportRegister } from '../../store/people/tables/export';
import { importRegister } from '../../store/people/tables/import';
import { generateRegister } from '../../store/people/tables/samples/generate';
import { restOf } from '../../store/rehearsal/steps';
import { type Stage, testStage } from '../support/campaigns/stage';
import { eventually } from '../support/eventually';

/** Seasons of some 40 steps each, slow on a loaded machine. */
jest.setTimeout(180_000);

const FILE = join(ROOT, 'test/fixtures/short-campaign.yaml');
const { definition: written } = readDefinition(readFileSync(FILE, 'utf8'), { file: FILE });
/** All users of this Temporal share workflow ids; a test with another database may have left the same id there. */
const definition = {
  ...written,
  id: `short-${randomBytes(4).toString('hex')}`,
  // Villages may report by SMS.
  forms: Object.fromEntries(
    Object.entries(written.forms).map(([name, form]) => [
      name,
      name === 'people' ? { ...form, bySms: ['households'] } : form,
    ]),
  ),
};
const VILLAGES = 12;
const SEED = 7;

const CAPS = { messages: 8, reminders: 3 };
let stage: Stage;
beforeAll(async () => {
  stage = await testStage();
  await importRegister(stage.sql, generateRegister({ villages: VILLAGES, prefix: definition.scope }));
});
afterAll(() => stage?.close());

const rehearsed = (seed = SEED): Promise<Summary> =>
  rehearse({ ...stage, caps: CAPS, reportsDir: stage.env.REPORTS_DIR, definition, seed });

test('a season runs from its first day to its report, and its audit is clean', async () => {
  const first = await rehearsed();
  expect(first.audit.violations).toEqual([]);
  expect(first.audit.checked).toBeGreaterThan(VILLAGES * 2);
  expect(first.campaign).toBe(`2026-${definition.id}-${definition.scope}-rehearsal-7`);
  expect(first.workflows).toEqual({ root: `campaign/${first.campaign}`, started: 3 });
  const [survey, summary] = first.stages;
  expect(survey).toMatchObject({ id: 'survey', kind: 'survey', expected: VILLAGES });
  expect(summary).toMatchObject({ id: 'summary', kind: 'summary', expected: 1 });
  for (const { expected, onTime, late, missing } of first.stages) expect(onTime + late + missing).toBe(expected);
  for (const file of [first.report.docx, first.report.xlsx]) expect(readFileSync(file).length).toBeGreaterThan(1000);
  expect(await stage.client.describe(first.campaign)).toMatchObject({ status: 'COMPLETED' });
  expect(first.replies.reported).toBeGreaterThan(0);
  const bySms = await stage.sql`
    select distinct unit_code from reports join asks a on a.id = ask_id where campaign_id = ${first.campaign} and via = 'sms'`;
  expect(bySms).toHaveLength(first.replies.reported);
});

test('villages asked for three things on the same morning get one message; the same seed sends the same, by a hostile gateway too', async () => {
  const [survey, summary] = definition.stages;
  if (!survey || !summary) throw new Error('The fixture has two stages');
  const threeAtOnce: Definition = {
    ...definition,
    id: `${definition.id}-three`,
    stages: [
      survey,
      { ...survey, id: 'notices', name: { 'zh-CN': '公示' }, due: '12-09' },
      { ...survey, id: 'visits', name: { 'zh-CN': '走访' } },
      summary,
    ],
  };
  const rehearsal = {
    ...stage,
    caps: CAPS,
    reportsDir: stage.env.REPORTS_DIR,
    definition: threeAtOnce,
    seed: SEED,
    gateway: 'hostile',
  };
  const sent = (campaign: string) => stage.sql<{ text: string; rounds: string[] }[]>`
      select regexp_replace(lead.text, 'https?://\\S+|\\d{3}-\\d{4}', '', 'g') as text, m.contact_id, m.submitted_at,
             array_agg(m.round_id || ' ' || m.rung || ' ' || m.state || ' ' || coalesce(m.reason, '')
                       order by m.round_id, m.rung) as rounds
      from messages m join messages lead on lead.id = coalesce(m.envelope, m.id)
      where m.campaign_id = ${campaign}
      group by lead.id, 1, 2, 3 order by 1, 2, 3, 4`;
  // Misdeeds go by the order of a phone's messages and replies since the simulator began or forgot.
  const again = async (client = stage.client) => {
    await fetch(`${stage.simulators.sms}/messages`, { method: 'DELETE' });
    return rehearse({ ...rehearsal, client });
  };
  const first = await again();
  expect(first.audit.violations).toEqual([]);
  const messages = await sent(first.campaign);
  const several = messages.filter(({ rounds }) => rounds.length > 1);
  expect(several.map(({ rounds }) => rounds.length)).toContain(3);
  expect(several.some(({ text }) => /3项要报：摸底、走访、公示/.test(text))).toBe(true);
  expect(several.some(({ text }) => /没有报齐/.test(text))).toBe(true);
  // The task of the first morning: one SMS for each village that has a number, not three.
  expect(several.filter(({ rounds }) => rounds.length === 3).length).toBeGreaterThan(VILLAGES / 2);

  // On a machine on which workflows take turns, the last one first, and messages are quicker than any of them.
  expect(await again(oneByOne(stage, first.campaign))).toEqual(first);
  expect(await sent(first.campaign)).toEqual(messages);
}, 300_000);

/** A client whose workflows go on one after the other, in the other order, once no message is on its way. */
function oneByOne({ client, sql }: Stage, campaign: string): Stage['client'] {
  const atRest = () => eventually(async () => expect((await restOf(sql, campaign)).underWay).toBe(false));
  const waiting: (() => Promise<void>)[] = [];
  let running = false;
  const run = async () => {
    running = true;
    for (let next = waiting.pop(); next; next = waiting.pop()) await next();
    running = false;
  };
  return {
    ...client,
    async start(request) {
      const started = await client.start(request);
      await eventually(async () => expect((await client.standing(campaign)).nextAt).not.toBeNull());
      // Nothing opens by itself while the people get ready.
      expect((await client.standing(campaign)).rounds).toEqual({});
      return started;
    },
    advance: (id, to) =>
      new Promise((resolve, reject) => {
        waiting.push(async () => {
          await client.advance(id, to).then(resolve, reject);
          await atRest();
        });
        // Those that go on at the same instant ask in the same turn.
        if (!running) setImmediate(() => running || run());
      }),
  };
}

test('warnings in mid-campaign are answered, put deadlines off, and hold back what is ordinary; the audit knows all of it', async () => {
  const county = { hazard: 'cold-wave' as const, areas: [definition.scope] };
  const withWeather: Definition = withWarningForms({
    ...definition,
    id: `${definition.id}-cold`,
    warnings: { of: 'village', rules: {} },
    rehearsal: {
      warnings: [
        { event: 'cold', at: '12-04 02:10', type: 'alert', colour: 'yellow', ...county, expires: '12-08 08:00' },
        { event: 'cold', at: '12-04 14:20', type: 'update', colour: 'red', ...county, expires: '12-08 08:00' },
        { event: 'cold', at: '12-05 10:00', type: 'cancel', colour: 'red', ...county },
      ],
    },
  });
  const { campaign, alerts, audit } = await rehearse({
    ...stage,
    caps: CAPS,
    reportsDir: stage.env.REPORTS_DIR,
    definition: withWeather,
    seed: SEED,
  });
  expect(audit.violations).toEqual([]);
  const [alert] = alerts;
  expect(alerts).toHaveLength(1);
  expect(alert).toMatchObject({ colours: ['yellow', 'red'], areas: [definition.scope], asked: VILLAGES });
  expect((alert?.acknowledged ?? 0) + (alert?.unreached ?? 0)).toBe(VILLAGES);
  expect(alert?.patrols).toBeGreaterThan(3);
  // Two working days for red, from the end of the 7th to the end of the 9th.
  expect(await stage.sql`select due_at from rounds where campaign_id = ${campaign} and key = 'survey'`).toEqual([
    { due_at: '2026-12-09T16:00:00.000Z' },
  ]);
});

test('when the system forgets who has reported, the audit finds every needless message', async () => {
  await stage.sql.unsafe(`
    create function forget_report() returns trigger language plpgsql as $$ begin new.reported_at := null; return new; end $$;
    create trigger fault before update on asks for each row execute function forget_report();`);
  try {
    const { audit, stages } = await rehearsed(8);
    expect(stages[0]).toMatchObject({ onTime: 0, late: 0, missing: VILLAGES });
    expect(new Set(audit.violations.map(({ kind }) => kind))).toEqual(new Set(['after-report']));
    expect(audit.violations.length).toBeGreaterThan(VILLAGES);
  } finally {
    await stage.sql.unsafe('drop trigger fault on asks; drop function forget_report();');
  }
});

test('a rehearsal that is broken off leaves a cancelled campaign and no workflow behind', async () => {
  const broken = new AbortController();
  let steps = 0;
  const onStep = () => {
    steps += 1;
    if (steps === 3) broken.abort(new Error('enough'));
  };
  await expect(
    rehearse({
      ...stage,
      caps: CAPS,
      reportsDir: stage.env.REPORTS_DIR,
      definition,
      seed: 9,
      onStep,
      signal: broken.signal,
    }),
  ).rejects.toThrow('enough');
  const campaign = rehearsalId(definition, 9);
  expect(await stage.sql`select state from campaigns where id = ${campaign}`).toEqual([{ state: 'cancelled' }]);
});

test('H11: real people are rehearsed under invented numbers and names; other duties are told, a person with two once', async () => {
  const { contacts } = await exportRegister(stage.sql);
  const [head, ...others] = contacts.filter(({ role, phone }) => role === 'contact' && phone !== null);
  if (!head) throw new Error('the register has nobody');
  const villages = others.slice(-4);
  await importRegister(stage.sql, {
    contacts: [
      { ...head, role: '值班员' },
      ...villages.map((contact, nr) => ({ ...contact, role: '统计员', name: `统计员${nr}`, phone: `1990090000${nr}` })),
    ],
  });
  const morning = { from: 'due', time: '09:30' } as const;
  const own = ladder.parse([
    { id: 'task', kind: 'task', at: { from: 'opens' } },
    { id: 'clerks', kind: 'reminder', at: { from: 'due', days: -1, time: '09:30' }, to: 'role', role: '统计员' },
    { id: 'last', kind: 'reminder', at: morning, deputy: true },
    { id: 'digest', kind: 'digest', at: { from: 'due', time: '17:00' }, to: 'superior', of: 'county' },
    { id: 'officer', kind: 'digest', at: { from: 'due', time: '17:00' }, to: 'role', role: '值班员', of: 'county' },
    {
      id: 'chase',
      kind: 'chase',
      at: { from: 'due', workingDays: 1, time: '09:30' },
      to: 'role',
      role: '值班员',
      of: 'county',
      acknowledgeWithin: { workingHours: 4 },
    },
  ]);
  await stage.sql`
    update contacts set name = '真' || substr(name, 2), phone = '138' || substr(phone, 4),
           email = replace(email, 'example.org', 'corp.cn')`;
  const { audit, campaign, replies } = await rehearse({
    ...stage,
    caps: CAPS,
    reportsDir: stage.env.REPORTS_DIR,
    definition: { ...definition, ladders: { default: own, short: own } },
    seed: 12,
  });
  expect(audit.violations).toEqual([]);
  expect(replies.reported).toBeGreaterThan(0);
  const told = await stage.sql<{ rung: string; role: string; people: number }[]>`
    select rung, role, count(distinct contact_id)::int as people from messages
    where campaign_id = ${campaign} and rung in ('clerks', 'digest', 'officer', 'chase') group by 1, 2 order by 1`;
  const roles = Object.fromEntries(told.map(({ rung, role }) => [rung, role]));
  expect(roles).toMatchObject({ clerks: '统计员', chase: '值班员', digest: 'contact' });
  expect(roles).not.toHaveProperty('officer');
  const texts = await stage.sql<{ text: string; to: string | null }[]>`
    select text, sent_to as to from messages where campaign_id = ${campaign} and text is not null`;
  expect(texts.length).toBeGreaterThan(VILLAGES);
  const names = (await stage.sql<{ name: string }[]>`select name from contacts`).map(({ name }) => name);
  const shown = texts.filter(({ text, to }) => to?.startsWith('138') || names.some((name) => text.includes(name)));
  expect(shown).toEqual([]);
});

test('a rehearsal whose villages could not open their links is refused before anything is removed or started', async () => {
  const hooks = { url: 'http://127.0.0.1:1', secret: 'of-no-use-to-anybody' };
  const run = rehearse({ ...stage, hooks, caps: CAPS, reportsDir: stage.env.REPORTS_DIR, definition, seed: 999 });
  await expect(run).rejects.toThrow('http://127.0.0.1:1');
  expect(await stage.sql`select from campaigns where id like ${`%${definition.id}%-rehearsal-999`}`).toHaveLength(0);
});
