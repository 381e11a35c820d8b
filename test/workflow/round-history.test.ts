import { Client, Connection } from '@temporalio/client';
import { REPORT_HINTS } from '../../client/campaigns';
import { spaced } from '../../client/spaced';
import { roundStanding } from '../../workflows/messages';
import { enterPeople } from '../support/campaigns/people';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { lookingInto } from '../support/looking-into';
import { type Engine, testEngine } from '../support/servers/engine';

const UNITS = 260;
const MOST_EVENTS = 600;
const units = Array.from({ length: UNITS }, (_, at) => `91${String(at).padStart(4, '0')}`);

/** Hours of the day in which villages report, one after the other in equal steps, over these days of December. */
const DAYS = [1, 2, 3, 4, 7];
const WORKING_HOURS = { from: 9, to: 18 };

/** @returns the reports after which the round is told, by day: the worst case, no two come together. */
async function toldByDay(): Promise<number[][]> {
  jest.useFakeTimers({ now: Date.parse(shanghai('12-01 09:00')) });
  let reports = 0;
  let told: number[] = [];
  const hints = spaced(async () => void told.push(reports), REPORT_HINTS);
  const days: number[][] = [];
  const aDay = UNITS / DAYS.length;
  const stepMs = ((WORKING_HOURS.to - WORKING_HOURS.from) * 3600_000) / aDay;
  for (const day of DAYS) {
    const opens = Date.parse(shanghai(`12-${String(day).padStart(2, '0')} 09:00`));
    await jest.advanceTimersByTimeAsync(Math.max(0, opens - Date.now()));
    for (let unit = 0; unit < aDay; unit += 1) {
      reports += 1;
      await hints.tell('round');
      await jest.advanceTimersByTimeAsync(stepMs);
    }
    days.push(told);
    told = [];
  }
  jest.useRealTimers();
  return days;
}

let engine: Engine;
let connection: Connection;
let days: number[][];
beforeAll(async () => {
  days = await toldByDay();
  engine = await testEngine();
  connection = await Connection.connect({ address: engine.env.TEMPORAL_ADDRESS });
  const { sql } = engine;
  await sql`delete from duties where region_code like '91_' or region_code like '92_'`;
  await sql`delete from regions where code like '91_' or code like '92_'`;
  await sql`
    insert into regions ${sql(units.map((code, position) => ({ code, parent_code: '91', level: 3, kind: 'village', name: `第${position}村`, path: `9/91/${code}/`, position })))}`;
  await enterPeople(
    sql,
    sql`select code, 'contact', '甲' || code, '1990' || lpad(code, 7, '0'), null from regions where kind = 'village'`,
  );
});
afterAll(async () => {
  await connection?.close();
  await engine?.close();
});

const { report } = lookingInto(() => engine.sql);

test(`a round of ${UNITS} units that report one by one for a week is a history of at most ${MOST_EVENTS} events`, async () => {
  const definition = tinyDefinition({
    ladders: {},
    stages: [
      {
        id: 'survey',
        kind: 'survey',
        name: { 'zh-CN': '摸底' },
        opens: '12-01 09:00',
        due: '12-07',
        lock: '12-10',
        asks: [{ id: 'villages', of: 'village', form: 'count' }],
      },
    ],
  });
  const campaign = await engine.start(definition, shanghai('12-01 09:00'));
  const round = `${campaign.root}/survey/9`;
  const handle = new Client({ connection }).workflow.getHandle(round);
  let reported = 0;
  for (const [at, told] of days.entries()) {
    await campaign.stepTo(shanghai(`12-${String(DAYS[at]).padStart(2, '0')} 09:30`));
    for (const reports of told) {
      await Promise.all(units.slice(reported, reports).map((unit) => report(campaign.id, unit)));
      reported = reports;
      await engine.client.reportsArrived(round);
      await eventually(async () => expect((await handle.query(roundStanding)).tally.missing).toBe(UNITS - reported));
    }
  }
  const counts = days.flat().length;
  // Each step of the clock of a rehearsal is an Update; a real campaign has timers instead.
  await campaign.stepTo(shanghai('12-10 18:00'));
  const { historyLength, memo } = await handle.describe();
  expect(memo).toMatchObject({
    zone: 'Asia/Shanghai',
    console: expect.stringContaining(`/console/campaigns/${campaign.id}`),
  });
  // On the wall clock, each count cancels a timer and sets it anew.
  expect(historyLength + 2 * counts).toBeLessThanOrEqual(MOST_EVENTS);
  expect(counts).toBeGreaterThan(20);
}, 120_000);
