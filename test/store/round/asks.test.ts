import { compile } from '../../../domain/campaign/compile/compile';
import { roundsInAreas } from '../../../domain/round/round';
import { insertCampaign } from '../../../store/campaign/campaigns';
import type { Sql } from '../../../store/db/db';
import { regionsUnder } from '../../../store/people/regions';
import { recordReport, returnReport } from '../../../store/report/reports';
import { openRound } from '../../../store/round/rounds';
import { openCampaign } from '../../support/campaigns/campaign';
import { importTinyRegister, shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';
import { oldDatabase } from '../../support/servers/old-database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

test('a unit that leaves its round owes nothing; when it comes back it goes on where it was', async () => {
  const { id: campaign, plan } = await openCampaign(sql);
  const place = { campaign, key: 'survey', unit: '911' };
  const handIn = (households: number) =>
    recordReport(sql, {
      ...place,
      via: 'api',
      input: { nothing: false, figures: { households: String(households), cash: '0' } },
    });
  const opened = async () => {
    let units = 0;
    for (const { id, round, area } of roundsInAreas(plan)) units += await openRound(sql, { id, campaign, round, area });
    return units;
  };
  await handIn(3);
  await returnReport(sql, { ...place, reason: '户数不符' });
  await sql`update regions set kind = 'group' where code = '911'`;
  expect(await opened()).toBe(4);
  await expect(handIn(4)).rejects.toMatchObject({ code: 'not-asked' });
  await sql`update regions set kind = 'village' where code = '911'`;
  expect(await opened()).toBe(5);
  expect(await handIn(4)).toMatchObject({ version: 2 });
  expect(await opened()).toBe(5);
  expect(await sql`select version, returned_because as because from reports order by version`).toEqual([
    { version: 1, because: '户数不符' },
    { version: 2, because: null },
  ]);
});

test('only those are asked that the ask names by code or tag', async () => {
  await emptyTables(sql, 'regions', 'campaigns');
  await importTinyRegister(sql);
  await sql`update regions set tags = array['publicity', 'volunteers'] where code in ('911', '92', '922')`;
  const asked = async (names: { only?: string[]; tagged?: string[] }) => {
    await sql`delete from campaigns`;
    const asks = [{ id: 'village', of: 'village', form: 'count', ...names }];
    const [stage] = tinyDefinition().stages;
    const definition = tinyDefinition({ stages: [{ ...stage, asks }] });
    const plan = compile({ definition, regions: await regionsUnder(sql, '9') });
    await insertCampaign(sql, {
      id: plan.campaign,
      definition,
      plan,
      mode: 'rehearsal',
      clockAt: shanghai('12-02 10:00'),
    });
    for (const { id, round, area } of roundsInAreas(plan))
      await openRound(sql, { id, campaign: plan.campaign, round, area });
    const rows = await sql<{ unit: string }[]>`select unit_code as unit from asks order by 1`;
    expect(plan.stages[0]?.rounds[0]?.areas.reduce((sum, { units }) => sum + units, 0)).toBe(rows.length);
    return rows.map(({ unit }) => unit);
  };
  expect(await asked({ tagged: ['volunteers', 'nobody'] })).toEqual(['911', '922']);
  expect(await asked({ only: ['912', '922'] })).toEqual(['912', '922']);
  expect(await asked({ only: ['912', '922'], tagged: ['publicity'] })).toEqual(['922']);
});

describe('what was written before there were asks', () => {
  let old: Sql;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const before = await oldDatabase(database, '0058');
    ({ sql: old, drop } = before);
    await writeOldRegister(old);
    await writeOldRows(old);
    await before.update();
  });
  afterAll(() => drop());

  test('rounds say what asks for them', async () => {
    const rounds = await old`select key, origin from rounds order by key`;
    expect([...rounds]).toEqual([
      { key: 'cold.known', origin: 'warning' },
      { key: 'cold.revisit-1', origin: 'case' },
      { key: 'survey', origin: 'plan' },
    ]);
  });

  test('reports, photos, pieces, keys and cases name the ask they were about, also one that is asked no more', async () => {
    const named = await old`
      select a.key, a.unit_code as unit, a.round_id as round, p.version, p.receipt, s.submission is not null as keyed,
             f.size, e.at, c.cases, a.report_id is not distinct from p.id as present
      from asks a join reports p on p.ask_id = a.id left join submissions s on s.ask_id = a.id and s.report_id = p.id
      left join photos f on f.ask_id = a.id left join photo_pieces e on e.ask_id = a.id and e.photo = f.id
      left join (select ask_id, count(*)::int as cases from cases group by 1) c on c.ask_id = a.id order by a.unit_code, p.version`;
    const rest = { size: null, at: null, cases: null, keyed: false };
    expect([...named]).toEqual([
      {
        ...rest,
        key: 'survey',
        unit: '911',
        round: 'r',
        version: 1,
        receipt: '1',
        keyed: true,
        size: 3,
        at: 0,
        cases: 2,
        present: false,
      },
      {
        ...rest,
        key: 'survey',
        unit: '911',
        round: 'r',
        version: 2,
        receipt: '2',
        size: 3,
        at: 0,
        cases: 2,
        present: true,
      },
      { ...rest, key: 'survey', unit: '922', round: null, version: 1, receipt: '3', present: false },
    ]);
  });

  test('what was counted as two persons is two cases', async () => {
    const cases = await old`
      select f.kind, f.region_code as region, f.number, l.key, l.area, f.state from cases f join case_lots l on l.id = f.lot_id
      order by f.number`;
    const rest = { kind: 'refusal', region: '911', area: '9', state: 'waiting' };
    expect([...cases]).toEqual([
      { ...rest, number: 1, key: 'survey.refusal-1' },
      { ...rest, number: 2, key: 'survey.refusal-2' },
    ]);
  });

  test('an unanswered ask is there as well', async () => {
    expect(
      await old`select unit_code as unit, subject_id as subject from asks where report_id is null order by 1`,
    ).toEqual([
      { unit: '912', subject: null },
      { unit: '922', subject: null },
    ]);
  });
});

/** As version 0.1.0 kept it; only the regions that the rows name. */
async function writeOldRegister(old: Sql): Promise<void> {
  await old`
    insert into regions (code, name, kind, parent_code, level, path)
    values ('9', '县', 'county', null, 1, '9/'), ('91', '东镇', 'township', '9', 2, '9/91/'), ('92', '西镇', 'township', '9', 2, '9/92/'),
           ('911', '东一村', 'village', '91', 3, '9/91/911/'), ('912', '东二村', 'village', '91', 3, '9/91/912/'),
           ('922', '西二村', 'village', '92', 3, '9/92/922/')`;
}

/** As version 0.1.0 wrote them: 911 reported twice, 912 is silent, 922 has left with a report that was returned. */
async function writeOldRows(old: Sql): Promise<void> {
  const at = shanghai('12-02 10:00');
  const photo = 'a'.repeat(64);
  await old`
    insert into campaigns (id, definition, plan, mode, clock_at, started_at) values ('c', '{}', '{}', 'rehearsal', ${at}, ${at})`;
  await old`
    insert into alerts (campaign_id, name, hazard, area, workflow_id, event, opened_at)
    values ('c', 'cold', 'cold-wave', '9', 'w', 'e', ${at})`;
  await old`
    insert into rounds (id, campaign_id, key, stage, ask, form, unit_kind, area, opens_at, due_at, locks_at, state, alert_id)
    select v.id, 'c', key, 'survey', ask, 'count', 'village', '9', ${at}, ${at}, ${at}, 'open', case when warned then a.id end
    from alerts a cross join (values ('r', 'survey', 'village', false), ('k', 'cold.known', 'known', true),
                                     ('v', 'cold.revisit-1', 'revisit', true)) v(id, key, ask, warned)`;
  await old`
    insert into round_units (round_id, campaign_id, key, unit_code, reported_at, report_id)
    values ('r', 'c', 'survey', '911', ${at}, 2), ('r', 'c', 'survey', '912', null, null)`;
  await old`
    insert into reports (campaign_id, key, unit_code, version, receipt, nothing, figures, on_time, via, reported_at)
    values ('c', 'survey', '911', 1, '1', true, '{}', true, 'form', ${at}), ('c', 'survey', '911', 2, '2', true, '{}', true, 'form', ${at}),
           ('c', 'survey', '922', 1, '3', true, '{}', true, 'form', ${at})`;
  await old`
    insert into submissions (campaign_id, key, unit_code, submission, report_id)
    values ('c', 'survey', '911', gen_random_uuid(), 1)`;
  await old`insert into photos (campaign_id, key, unit_code, id, size) values ('c', 'survey', '911', ${photo}, 3)`;
  await old`
    insert into photo_pieces (campaign_id, key, unit_code, photo, at, bytes)
    values ('c', 'survey', '911', ${photo}, 0, ${Buffer.from('abc')})`;
  await old`
    insert into follow_ups (campaign_id, alert_id, unit_code, key, workflow_id, persons, opened_at)
    select 'c', id, '911', 'survey', 'f', 2, ${at} from alerts`;
}
