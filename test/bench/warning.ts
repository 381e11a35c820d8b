import type { ChildProcess } from 'node:child_process';
import { progress } from '../../cli/output';
import { connectClient } from '../../client/campaigns';
import { readEnv } from '../../config/env';
import { hookSecret, weatherHook } from '../../config/hook-secrets';
import { withWarningForms } from '../../domain/warning/alert/forms';
import type { Sql } from '../../store/db/db';
import { writeMessages } from '../../store/message/write';
import { openRound } from '../../store/round/rounds';
import { enterPeople, posts } from '../support/campaigns/people';
import { tinyDefinition } from '../support/campaigns/tiny';
import { endWorkflows } from '../support/end-workflows';
import { type OwnDatabase, onOwnDatabase } from './own-database';
import { endRole, startRole, untilUp, withSinks } from './roles';
import { runBench } from './run';
import { until } from './until';

interface Sizes {
  villages: number;
  /** Reminders of another campaign that wait meanwhile. */
  waiting: number;
  runs: number;
}

const COUNTY = '990100';
/** What the numbers of the warned contacts begin with. */
const WARNED = '1990';
const OTHERS = 'bench-others';
const ROUND = `campaign/${OTHERS}/survey/B`;
const STORM = 500;
/** Far in the future, so that no rung of the season is due and only warnings move. */
const SEASON = 2080;

/**
 * Times warnings from the push to the webhook until the last village's contact has an SMS that the provider has taken,
 * while the reminders of another campaign wait; then pushes a storm of the same warnings, after which no contact may
 * have a second SMS. Every role is a separate process, as in production.
 */
export async function warning({ json, ...sizes }: Sizes & { json: boolean }): Promise<void> {
  await runBench({ json }, (servers) =>
    withSinks(
      (urls) =>
        onOwnDatabase(readEnv({ ...servers, SMTP_URL: urls.smtp, SMS_URL: urls.sms }), SETTINGS, (own) =>
          whileWarned(own, sizes, async (bench) => {
            const figures = await measure(bench, sizes, urls.sms);
            const { contacts, p50Ms, p95Ms, doubled, storm } = figures;
            const headers = ['contacts', 'p50 ms', 'p95 ms', 'doubled', 'storm s'];
            return { figures, table: { headers, rows: [[contacts, p50Ms, p95Ms, doubled, storm.seconds]] } };
          }),
        ),
      WARNED,
    ),
  );
}

const UNCAPPED = 1_000_000;
const SETTINGS = {
  LOG_LEVEL: 'warn' as const,
  SMS_PER_NUMBER_DAY: UNCAPPED,
  SMS_REMINDERS_PER_NUMBER_DAY: UNCAPPED,
};

/** With the campaign that answers warnings. */
type Bench = OwnDatabase & { campaign: string };

/** Runs the campaign, and every role as a process of its own. */
async function whileWarned<T>(
  { env, sql }: OwnDatabase,
  { villages, waiting }: Sizes,
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  await writeRegister(sql, villages);
  await writeOthers(sql, waiting);
  const client = await connectClient(env, sql);
  const processes: ChildProcess[] = [];
  try {
    const id = env.TASK_QUEUE.replace('_', '-');
    const definition = withWarningForms(
      tinyDefinition({ id, season: SEASON, scope: COUNTY, warnings: { of: 'village' } }),
    );
    const { campaign } = await client.start({ definition, mode: 'live', by: null });
    const server = await startRole('console', env);
    processes.push(server, await startRole('workflows', env), await startRole('delivery', env));
    try {
      await untilUp(env, server);
      return await work({ env, sql, campaign });
    } finally {
      // Through Temporal itself: a decision would wait for workers, and these may have failed.
      await endWorkflows(env, campaign);
    }
  } finally {
    await Promise.all(processes.map(endRole));
    await client.close();
  }
}

async function measure(bench: Bench, sizes: Sizes, sink: string) {
  const times: number[] = [];
  for (let run = 0; run <= sizes.runs; run++) {
    const ms = await timeOne(bench, sizes, run);
    // The first run is cold and is not counted.
    if (run > 0) times.push(ms);
    progress(`warning ${run} of ${sizes.runs}: ${ms} ms`);
  }
  progress(`a storm of ${STORM} warnings …`);
  const storm = await weatherStorm(bench, sizes);
  const { doubled } = (await (await fetch(sink)).json()) as { doubled: number };
  return { contacts: sizes.villages, ...percentiles(times), doubled, storm };
}

/** A county of townships with twenty villages each; all contacts have unassigned numbers. */
async function writeRegister(sql: Sql, villages: number): Promise<void> {
  const townships = Math.ceil(villages / 20);
  await sql`insert into regions values (${COUNTY}, null, 1, 'county', '测县', ${`${COUNTY}/`}, 0)`;
  await sql`
    insert into regions select ${COUNTY}::text || (99 + t), ${COUNTY}, 2, 'township', '乡' || t, ${COUNTY}::text || '/' || ${COUNTY}::text || (99 + t) || '/', t
    from generate_series(1, ${townships}::int) t`;
  await sql`
    insert into regions select t.code || lpad(v::text, 3, '0'), t.code, 3, 'village', '村' || v, t.path || t.code || lpad(v::text, 3, '0') || '/', v
    from regions t cross join generate_series(1, 20) v where t.kind = 'township' order by 1 limit ${villages}`;
  await enterPeople(
    sql,
    sql`
    select code, 'contact', '甲', ${WARNED}::text || lpad((row_number() over (order by code))::text, 7, '0'), null::text
    from regions`,
  );
}

/** Another campaign, whose reminders are due. */
async function writeOthers(sql: Sql, waiting: number): Promise<void> {
  await sql`insert into regions values ('B', null, 1, 'county', '乙县', 'B/', 1)`;
  await sql`insert into regions select 'V' || v, 'B', 2, 'village', '村' || v, 'B/V' || v || '/', v from generate_series(1, ${waiting}::int) v`;
  await enterPeople(
    sql,
    sql`
    select code, 'contact', '乙', '198' || lpad(position::text, 8, '0'), null::text from regions where parent_code = 'B'`,
  );
  const definition = tinyDefinition({ scope: 'B', quietHours: { from: '00:00', to: '00:00' } });
  const now = new Date().toISOString();
  const later = new Date(Date.now() + 86_400_000).toISOString();
  await sql`
    insert into campaigns (id, definition, plan, mode, started_at)
    values (${OTHERS}, ${sql.json(definition)}, '{"stages": []}', 'live', ${now})`;
  const round = {
    key: 'survey',
    stage: 'survey',
    ask: 'villages',
    of: 'village',
    form: 'count',
    opensAt: now,
    dueAt: later,
    locksAt: later,
    rungs: [],
    milestones: [],
  };
  await openRound(sql, { id: ROUND, campaign: OTHERS, round, area: 'B' });
  await sql`analyze`;
}

/** Keeps the number of waiting reminders: replaces those that have gone out since the last run. */
async function fillUp(sql: Sql, waiting: number, run: number): Promise<void> {
  const later = new Date(Date.now() + 86_400_000).toISOString();
  await writeMessages(sql, {
    message: {
      key: sql`${`run ${run} `} || c.id`,
      campaign_id: OTHERS,
      round_id: ROUND,
      rung: `run ${run}`,
      kind: 'reminder',
      region_code: sql`c.region_code`,
      contact_id: sql`c.id`,
      channel: 'sms',
      template: 'reminder',
      needed: 'silent',
      valid_until: later,
      planned_at: sql`now()`,
    },
    from: sql`
    ${posts(sql)} c join regions g on g.code = c.region_code where g.parent_code = 'B' order by c.id
    limit ${waiting} - (select count(*) from messages where campaign_id = ${OTHERS} and state in ('planned', 'queued'))`,
  });
}

const HAZARDS = ['11B05 寒潮', '11B04 暴雪', '11B16 霜冻', '11B21 道路结冰', '11B06 大风'];
const SEVERITIES = { Orange: '橙色', Red: '红色' } as const;

interface Pushed {
  hazard: string;
  serial: number;
  first: number;
  type: 'Alert' | 'Update' | 'Cancel';
  severity: keyof typeof SEVERITIES;
}

/** A number of the release system: office, and a time that counts up. */
const numberOf = (serial: number): string =>
  `${COUNTY}41600000_${new Date(Date.UTC(2026, 0, 1) + serial * 1000).toISOString().replace(/\D/g, '').slice(0, 14)}`;

async function push({ env }: Bench, { hazard, serial, first, type, severity }: Pushed): Promise<void> {
  const [code, name] = hazard.split(' ');
  const sent = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const body = `<?xml version="1.0" encoding="UTF-8"?><alert><identifier>${numberOf(serial)}</identifier><sender>测县气象台</sender>
    <senderCode>${COUNTY}41600000</senderCode><sendTime>${sent}+08:00</sendTime><status>Actual</status><msgType>${type}</msgType>
    <references>${serial === first ? '' : numberOf(first)}</references><info><eventType>${code}</eventType><severity>${severity}</severity>
    <headline>测县气象台发布${name}${SEVERITIES[severity]}预警</headline><area><areaDesc>测县</areaDesc><geocode>${COUNTY}000000</geocode></area></info></alert>`;
  const response = await fetch(`${env.PUBLIC_URL}/hooks/weather/12379/${hookSecret(env, weatherHook('12379'))}`, {
    method: 'POST',
    headers: { 'content-type': 'application/xml' },
    body,
  });
  if (!response.ok) throw new Error(`The webhook answered ${response.status}: ${await response.text()}`);
}

async function timeOne(bench: Bench, { villages, waiting }: Sizes, run: number): Promise<number> {
  const hazard = HAZARDS[run % HAZARDS.length] ?? '';
  const said = { hazard, first: run * 10, severity: 'Orange' } as const;
  await fillUp(bench.sql, waiting, run);
  const started = performance.now();
  await push(bench, { ...said, serial: run * 10, type: 'Alert' });
  await until('all are told', async () => (await told(bench, run)) >= villages, { everyMs: 10 });
  const ms = Math.round(performance.now() - started);
  await push(bench, { ...said, serial: run * 10 + 1, type: 'Cancel' });
  const over = async () => (await bench.sql`select 1 from alerts where state = 'open'`).length === 0;
  await until('the alert is over', over, { everyMs: 20 });
  return ms;
}

/** Villages whose SMS of the newest alert the provider has taken. */
async function told({ sql, campaign }: Bench, run: number): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(distinct m.region_code)::int as n
    from alerts a join rounds r on r.alert_id = a.id join messages m on m.round_id = r.id and m.rung = 'warning'
    where a.campaign_id = ${campaign} and a.event = ${numberOf(run * 10)} and m.state in ('accepted', 'delivered')`;
  return row?.n ?? 0;
}

/** The same warning again and again, and updates of it that say the same: within a minute, by four senders at once. */
async function weatherStorm(bench: Bench, { runs, villages }: Sizes) {
  const run = runs + 1;
  const first = run * 10_000;
  const hazard = HAZARDS[0] ?? '';
  const serials = Array.from({ length: STORM }, (_, nr) => (nr % 2 === 0 ? first : first + nr));
  const started = performance.now();
  await push(bench, { hazard, first, serial: first, type: 'Alert', severity: 'Orange' });
  const left = serials.values();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const serial of left)
        await push(bench, { hazard, first, serial, type: serial === first ? 'Alert' : 'Update', severity: 'Orange' });
    }),
  );
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const event = numberOf(first);
  const written = () => bench.sql<{ told: number; contacts: number }[]>`
    select count(*)::int as told, count(distinct m.contact_id)::int as contacts
    from alerts a join rounds r on r.alert_id = a.id join messages m on m.round_id = r.id and m.rung = 'warning'
    where a.event = ${event} and m.state in ('accepted', 'delivered')`;
  await until('the storm is told', async () => ((await written())[0]?.contacts ?? 0) >= villages);
  const [row] = await written();
  return { warnings: STORM, seconds, told: row?.told ?? 0, contacts: row?.contacts ?? 0 };
}

function percentiles(times: readonly number[]): { p50Ms: number; p95Ms: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}
