import type { RehearsalRequest, Rehearsals } from '../../../console/api/rehearsal/rehearsals';
import { inventedScope } from '../../../domain/people/invented-register';
import { inventRegister, overInvented } from '../../../rehearsal/ground';
import type { Sql } from '../../../store/db/db';
import { makeRoomForInvented, retireRehearsals } from '../../../store/rehearsal/retired-rehearsals';
import { signIn } from '../../support/accounts';
import { importTinyRegister, shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { BEARER, fakeClient, testConsole } from '../../support/servers/console';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyDatabase(sql);
  await importTinyRegister(sql);
});

/** Writes the row of a rehearsal over an invented register, with its state of so many days ago. */
async function rehearsed(villages: number, { daysAgo = 0, state = 'completed' } = {}): Promise<string> {
  const definition = overInvented(tinyDefinition(), villages);
  await inventRegister(sql, definition, villages);
  const now = shanghai('12-05 18:00');
  await sql`
    insert into campaigns (id, definition, plan, mode, clock_at, state, started_at, ended_at, created_at)
    values (${`rehearsal-${villages}`}, ${sql.json(definition)}, ${sql.json({ scope: definition.scope })}, 'rehearsal', ${now},
            ${state}, ${now}, ${state === 'completed' ? now : null}, clock_timestamp() - ${daysAgo} * interval '1 day')`;
  return definition.scope;
}

const tops = async () =>
  (await sql<{ code: string }[]>`select code from regions where parent_code is null order by code`).map(
    ({ code }) => code,
  );

describe('M3: rehearsals', () => {
  test('go with their invented registers when they ended long ago; the real register stays', async () => {
    await rehearsed(10, { daysAgo: 15 });
    const recent = await rehearsed(20, { daysAgo: 13 });
    const running = await rehearsed(30, { daysAgo: 15, state: 'running' });
    expect(await retireRehearsals(sql)).toBe(1);
    expect(await tops()).toEqual(['9', recent, running].sort());
    expect(await sql`select 1 from regions where starts_with(code, 'R10-')`).toEqual([]);
    expect(await sql`select 1 from duties where starts_with(region_code, 'R10-')`).toEqual([]);
  });

  test('over more invented registers than three make the oldest go', async () => {
    for (const villages of [10, 20, 30]) await rehearsed(villages, { daysAgo: 100 - villages });
    const next = inventedScope(tinyDefinition(), 40);
    await makeRoomForInvented(sql, next);
    expect(await tops()).toEqual(
      ['9', inventedScope(tinyDefinition(), 20), inventedScope(tinyDefinition(), 30)].sort(),
    );
  });

  test('are held over an invented register by accounts without a region only, and ten in an hour by one account', async () => {
    const started: RehearsalRequest[] = [];
    const rehearsals: Rehearsals = {
      async start(request) {
        started.push(request);
        const at = shanghai('12-01 08:00');
        const none = { startsAt: at, endsAt: at, at, reports: 0, messages: 0, audit: null, error: null };
        return { campaign: 'tried', state: 'running', ...none };
      },
      standing: () => null,
      running: () => null,
      stop() {},
    };
    const web = await testConsole(sql, { client: fakeClient(), rehearsals });
    const county = await signIn(sql, 'county-officer', '9');
    const start = (body: object, headers: Record<string, string>) =>
      web.send('/api/rehearsals', { yaml: JSON.stringify(tinyDefinition()), ...body }, headers);
    const refused = await start({ villages: 20 }, { ...county.headers, 'accept-language': 'zh-CN' });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      code: 'invented-register',
      message: expect.stringMatching(/虚拟名册/),
    });
    expect(started).toEqual([]);
    const statuses = [];
    for (let n = 0; n < 11; n++) statuses.push((await start({}, county.headers)).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
    expect((await start({ villages: 20 }, BEARER)).status).toBe(200);
    await web.close();
  });
});
