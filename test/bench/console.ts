import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { progress } from '../../cli/output';
import { readEnv } from '../../config/env';
import { compile } from '../../domain/campaign/compile/compile';
import { definitionSchema } from '../../domain/campaign/definition/definition';
import { withListForms } from '../../domain/list/list-forms';
import { roundsInAreas } from '../../domain/round/round';
import { insertCampaign } from '../../store/campaign/campaigns';
import type { Sql } from '../../store/db/db';
import { regionsUnder } from '../../store/people/regions';
import { importRegister } from '../../store/people/tables/import';
import { generateRegister } from '../../store/people/tables/samples/generate';
import { openRound } from '../../store/round/rounds';
import { writePast } from '../support/campaigns/past-messages';
import { type Answer, call, percentile } from './calls';
import { giveLinks, linkTokens } from './links';
import { type OwnDatabase, onOwnDatabase } from './own-database';
import { FAMILY, field, list, STANDARDS } from './people/ground';
import { endRole, startRole, untilUp } from './roles';
import { runBench } from './run';

/** Addresses that send no mail and no SMS. */
const NOTHING_IS_SENT = { SMTP_URL: 'smtp://127.0.0.1:1', SMS_URL: 'http://127.0.0.1:1' };
const OPENS = '2026-12-01T01:00:00.000Z';
const NOW = '2026-12-08T02:00:00.000Z';
const REPORTS_A_SECOND = 50;
const SECONDS = 20;
/** Not measured: V8 compiles, connections open, and all clients arrive at once, which does not happen later. */
const WARM_UP_SECONDS = 4;
/** Officers that keep a campaign's page open, and read it again every second as the page does. */
const VIEWERS = 10;

const count = (id: string, label: string) => field(id, label, { type: 'integer', min: 0 });
const stage = (id: string, kind: 'survey' | 'visits', name: string, opens: string, due: string, lock: string) => ({
  id,
  kind,
  name: { 'zh-CN': name },
  opens,
  due,
  lock,
  asks: [{ id: 'village', of: 'village', form: 'count' }],
});

const definitionOf = (scope: string) =>
  withListForms(
    definitionSchema.parse({
      id: 'bench-console',
      name: { 'zh-CN': '测量' },
      season: 2026,
      scope,
      holidays: 'none',
      organisation: { 'zh-CN': '测量' },
      forms: {
        count: { name: { 'zh-CN': '表' }, fields: [count('households', '户数'), count('persons', '人数')] },
        family: FAMILY,
      },
      standards: STANDARDS,
      lists: { imported: list('导入名单') },
      stages: [
        stage('survey', 'survey', '摸底', '12-01', '12-20', '12-24'),
        stage('visits', 'visits', '走访', '12-05', '01-20', '01-25'),
        {
          ...stage('apply', 'survey', '申报', '12-01', '12-20', '12-24'),
          asks: [{ id: 'village', of: 'village', list: 'imported', does: 'propose' }],
        },
      ],
    }),
  );

/** Measures the waiting times of officers and villages while 29,000 villages report. */
export async function consoleBench({ villages, json }: { villages: number; json: boolean }): Promise<void> {
  await runBench({ json }, (servers) =>
    onOwnDatabase(readEnv({ ...NOTHING_IS_SENT, ...servers }), { LOG_LEVEL: 'silent' }, async (own) => {
      const figures = { villages, ...(await whileServed(await prepareConsole(own, villages))) };
      return { figures, table: { headers: ['', ''], rows: Object.entries(figures) } };
    }),
  );
}

async function whileServed(bench: Bench) {
  const server = await startRole('console', bench.env);
  try {
    await untilUp(bench.env, server);
    return await measure(bench);
  } finally {
    await endRole(server);
  }
}

type Bench = Awaited<ReturnType<typeof prepareConsole>>;

/** Fills it with the register, two open rounds in every county, and a message and a link for each village. */
export async function prepareConsole({ env, sql }: OwnDatabase, villages: number) {
  progress(`register of ${villages} villages …`);
  const register = generateRegister({ villages });
  await importRegister(sql, register);
  const scope = register.regions[0]?.code ?? '';
  const campaign = await openEverywhere(sql, scope);
  return {
    env,
    sql,
    campaign,
    url: env.PUBLIC_URL,
    tokens: await linkTokens(sql, env, 'survey'),
  };
}

async function openEverywhere(sql: Sql, scope: string): Promise<string> {
  const definition = definitionOf(scope);
  const plan = compile({ definition, regions: await regionsUnder(sql, scope) });
  const { campaign } = plan;
  await insertCampaign(sql, { id: campaign, definition, plan, mode: 'rehearsal', clockAt: OPENS });
  progress('rounds, links and messages …');
  for (const { id, round, area } of roundsInAreas(plan)) await openRound(sql, { id, campaign, round, area });
  await sql`update campaigns set clock_at = ${NOW} where id = ${campaign}`;
  await giveLinks(sql);
  await writePast(
    sql,
    {
      message: {
        key: sql`concat_ws('|', l.id, rung)`,
        campaign_id: sql`l.campaign_id`,
        round_id: sql`l.round_id`,
        rung: sql`rung`,
        kind: sql`rung`,
        region_code: sql`l.region_code`,
        contact_id: sql`l.contact_id`,
        channel: 'sms',
        template: sql`rung`,
        needed: 'silent',
        valid_until: NOW,
        planned_at: OPENS,
      },
      from: sql`links l cross join unnest(array['task', 'reminder']) rung`,
    },
    { state: 'delivered', accepted_at: OPENS },
  );
  await sql`vacuum analyze`;
  return campaign;
}

/** Everything at once for some seconds: reports at an even rate, villages that open the form, officers that watch. */
async function measure({ url, env, sql, campaign, tokens }: Bench) {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const bearer = { authorization: `Bearer ${env.API_TOKEN}` };
  const api = `${url}/api/campaigns/${campaign}`;
  const places = await sql<{ county: string; township: string }[]>`
    select parent_code as county, code as township from regions where kind = 'township' order by code`;
  const [reports, forms, pages]: [number[], number[], number[]] = [[], [], []];
  const timed = async (into: number[], ask: () => Promise<Answer>) => {
    const start = performance.now();
    const { status } = await ask();
    if (start >= counted) into.push(performance.now() - start);
    if (status !== 200) throw new Error(`An answer of ${status} is no measurement.`);
  };
  const report = (token: string, count: number) =>
    call(agent, `${url}/api/links/${token}`, { figures: { households: count % 40, persons: count % 90 } });
  progress(`${REPORTS_A_SECOND} reports a second, ${VIEWERS} officers, for ${SECONDS} s …`);
  const counted = performance.now() + WARM_UP_SECONDS * 1000;
  const until = counted + SECONDS * 1000;
  const watch = async (viewer: number) => {
    // The viewers start at different moments.
    await pause((viewer * 1000) / VIEWERS);
    for (let turn = viewer; performance.now() < until; turn += 7) {
      const place = places[turn % places.length];
      for (const path of [
        'progress',
        'regions',
        `regions?under=${place?.county}`,
        `units?under=${place?.township}&stage=survey`,
        'curve',
      ])
        await timed(pages, () => call(agent, `${api}/${path}`, undefined, bearer));
      await pause(1000);
    }
  };
  const hand = async () => {
    const sent: Promise<void>[] = [];
    const begun = performance.now();
    for (let count = 0; count < (WARM_UP_SECONDS + SECONDS) * REPORTS_A_SECOND; count += 1) {
      await pause(Math.max(0, begun + (count * 1000) / REPORTS_A_SECOND - performance.now()));
      const token = tokens[count] ?? '';
      // Each village opens its form before it reports.
      sent.push(
        timed(forms, () => call(agent, `${url}/r/${token}`)).then(() => timed(reports, () => report(token, count))),
      );
    }
    await Promise.all(sent);
  };
  await Promise.all([hand(), ...Array.from({ length: VIEWERS }, (_, viewer) => watch(viewer))]);
  const formBytes = await weightOf(agent, url, `/r/${tokens.at(-60) ?? ''}`);
  agent.destroy();
  return {
    campaignPageP95Ms: percentile(pages, 0.95),
    villagePageP95Ms: percentile(forms, 0.95),
    reportP99Ms: percentile(reports, 0.99),
    formBytes,
  };
}

/** Bytes of a page and of the style sheets and scripts that it names, as a browser that takes gzip gets them. */
async function weightOf(agent: Agent, url: string, path: string): Promise<number> {
  const { body } = await call(agent, url + path);
  const parts = [...body.matchAll(/<(?:link[^>]+rel="?stylesheet"?[^>]*href|script[^>]+src)="?([^"\s>]+)/g)].map(
    ([, part]) => part ?? '',
  );
  const sizes = await Promise.all(
    [path, ...new Set(parts)].map((part) =>
      call(agent, new URL(part, url + path).href, undefined, { 'accept-encoding': 'gzip' }),
    ),
  );
  return sizes.reduce((sum, { bytes }) => sum + bytes, 0);
}
