import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { PLACES } from '../../rehearsal/audit/personal/leaks';
import type { Summary } from '../../rehearsal/audit/summary';
import { inventPerson } from '../../rehearsal/lists/invented-people';
import { rehearse } from '../../rehearsal/rehearse';
import { audit } from '../../store/account/audit-log';
import { importRegister } from '../../store/people/tables/import';
import { generateRegister } from '../../store/people/tables/samples/generate';
import { listSeason } from '../support/campaigns/list-season';
import { type Stage, testStage } from '../support/campaigns/stage';

/** One season of some 130 steps, slow on a loaded machine. */
jest.setTimeout(420_000);

const SCOPE = '990000';
/** All users of this Temporal share workflow ids. */
const definition = listSeason(`lists-${randomBytes(4).toString('hex')}`, SCOPE);
/** In few villages everything happens, and most of it more than once. */
const SHARES = {
  ...{ twin: 0.5, both: 0.3, badNumber: 0.5, beyond: 0.5, corrects: 0.5, takesBack: 0.5, unwilling: 0.4 },
  ...{ returned: 0.08, moves: 0.04, notEligible: 0.04, died: 0.04, noConsent: 0.02, refuses: 0.05 },
  ...{ objects: 0.3, tooLate: 0.2, nominates: 0.25 },
};

let stage: Stage;
let summary: Summary;
/** Of everything that a list knows of a person, only an address is left lying about, on purpose and everywhere. */
const { address } = inventPerson(1, 3);

beforeAll(async () => {
  stage = await testStage();
  const { sql, redis } = stage;
  await importRegister(sql, generateRegister({ villages: 6, prefix: SCOPE }));
  await sql`update regions set name = ${address} where code = (select min(code) from regions where kind = 'township')`;
  const careless = new Redis(redis.url);
  const left: Promise<unknown>[] = [];
  try {
    summary = await rehearse({
      ...stage,
      caps: { messages: 8, reminders: 3 },
      reportsDir: stage.env.REPORTS_DIR,
      definition,
      seed: 1,
      shares: SHARES,
      onStep: () => stage.log.write(JSON.stringify({ msg: 'careless', address })),
      onStart({ campaign }) {
        const by = { id: null, via: 'cli' as const, by: 'test' };
        left.push(
          careless.set(`${redis.prefix}:careless`, JSON.stringify({ address })),
          audit(sql, by, 'decide-rows', { campaign, what: address }),
        );
      },
    });
    await Promise.all(left);
  } finally {
    await careless.del(`${redis.prefix}:careless`);
    careless.disconnect();
  }
});
afterAll(() => stage?.close());

const count = async (which: string): Promise<number> => {
  const { sql } = stage;
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from ${sql.unsafe(which)} and campaign_id = ${summary.campaign}`;
  return row?.count ?? 0;
};

test('a season of lists has no violation but what was left lying about', () => {
  expect(summary.audit.violations.filter(({ kind }) => kind !== 'personal-data')).toEqual([]);
  expect(summary.audit.checked).toBeGreaterThan(500);
});

test('whatever was left lying about is found, in every place; nothing else of anybody is anywhere', () => {
  expect(summary.scanned).toEqual(PLACES);
  const leaks = summary.audit.violations.filter(({ kind }) => kind === 'personal-data').map(({ detail }) => detail);
  for (const detail of leaks) expect(detail).toMatch(/: the address of somebody on a list$/);
  expect(leaks.join('\n')).not.toContain(address);
  const places = new Set(leaks.map((detail) => detail.split(',')[0]));
  // Addresses and refusals are tried apart (test/pure/rehearsal/scanner.test.ts).
  expect([...places].sort()).toEqual(PLACES.filter((place) => !['URL', 'refusal'].includes(place)).sort());
});

test('the invented people do everything that a list must stand', async () => {
  const happened = {
    returned: await count("deeds where kind = 'return'"),
    againAfterReturn: await count("deeds where kind = 'correct' and before ->> 'state' = 'returned'"),
    questionsAnswered: await count("cases where kind = 'returned' and outcome = 'corrected'"),
    moved: await count("deeds where kind = 'move'"),
    died: await count("entries where because = 'deceased'"),
    refused: await count("entries where because = 'withdrawn' and done > 1"),
    takenBack: await count("entries where because = 'withdrawn' and done = 1"),
    nominated: await count("cases where kind = 'nomination'"),
    objected: await count("cases where kind = 'objection'"),
    tooLate: await count("cases where kind = 'complaint'"),
    givenOut: await count("deeds where kind = 'deliver'"),
  };
  for (const [what, many] of Object.entries(happened)) expect([what, many > 0]).toEqual([what, true]);
});

test('of two villages that name one household the one where it lives keeps it, whichever was first', async () => {
  const outcomes = await stage.sql<{ outcome: string }[]>`
    select distinct outcome from cases where campaign_id = ${summary.campaign} and kind = 'duplicate' and state = 'closed'`;
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['here', 'there']);
});

test('quotas hold, rows come bit by bit, and the summary counts them', async () => {
  const { sql } = stage;
  const { campaign, lists } = summary;
  const [quota] = await sql`select bool_and(used <= slots) as kept from quotas where campaign_id = ${campaign}`;
  expect(quota).toEqual({ kept: true });
  const [reports] = await sql<{ begun: number; whole: number }[]>`
    select count(*) filter (where not whole)::int as begun, count(*) filter (where whole)::int as whole
    from reports p join asks u on u.id = p.ask_id where u.campaign_id = ${campaign} and u.key like 'apply.%'`;
  expect(reports?.begun).toBeGreaterThan(3);
  expect(reports?.whole).toBeGreaterThan(3);
  for (const list of lists) {
    expect(list.slots).toBeGreaterThan(20);
    expect(list.byMilestone).toBeLessThanOrEqual(list.proposed);
    expect(list.posted).toBeLessThanOrEqual(list.checked);
    expect(list.served).toBeLessThanOrEqual(list.posted);
    expect(list.served).toBeGreaterThan(0);
  }
});
