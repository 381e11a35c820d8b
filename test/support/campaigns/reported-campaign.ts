import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { compile } from '../../../domain/campaign/compile/compile';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import type { Plan } from '../../../domain/campaign/plan';
import { type Instant, plusMs } from '../../../domain/instant';
import { type RoundInArea, roundsInAreas } from '../../../domain/round/round';
import { changeCampaignState, insertCampaign, moveClock, recordSteering } from '../../../store/campaign/campaigns';
import { keepReason } from '../../../store/campaign/steering-reasons';
import type { Sql } from '../../../store/db/db';
import { regionsUnder } from '../../../store/people/regions';
import { importRegister } from '../../../store/people/tables/import';
import { recordReport, returnReport } from '../../../store/report/reports';
import { openRound } from '../../../store/round/rounds';
import { writePast } from './past-messages';

const HOUR = 3_600_000;
export const CAMPAIGN = '2026-qiubei-red-cross-532626';

/** Villages of the sample that the plan's figures belong to. */
export const MALIUTANG = '532626108701';
export const JIUDAOYA = '532626108702';
const XIONGSHAN = '532626101701';
const DABUHONG = '532626101702';
const PINGTAN = '532626101703';
const QINGPING = '532626100701';

/** Amounts from the county's account, village by village; yuan as on the form. */
const VISITS: Record<string, Record<string, number>> = {
  [MALIUTANG]: { leprosyHouseholds: 20, leprosyCash: 8000, leprosyGoods: 2221.5 },
  [JIUDAOYA]: { leprosyHouseholds: 19, leprosyCash: 7600, leprosyGoods: 1999.5 },
  [XIONGSHAN]: { poorHouseholds: 50, poorPersons: 250, poorCash: 15000 },
  [DABUHONG]: { poorHouseholds: 50, poorPersons: 240, poorCash: 15000 },
  // Two households fewer than planned.
  [PINGTAN]: { poorHouseholds: 40, poorPersons: 200, poorCash: 12000 },
  [QINGPING]: { boxHouseholds: 17, boxValue: 5198 },
};

export interface ReportedCampaign {
  definition: Definition;
  plan: Plan;
  /** Codes of all villages, in the register's order. */
  villages: string[];
}

/**
 * A campaign of the sample county that has come to its third stage: the survey is over with two late and three
 * missing villages, the visits are reported by the villages of the county's account, one report was returned.
 */
export async function reportedCampaign(sql: Sql): Promise<ReportedCampaign> {
  const samples = join(ROOT, 'config/samples/qiubei');
  await importRegister(sql, { regions: join(samples, 'regions.csv'), contacts: join(samples, 'contacts.csv') });
  const definition = definitionWithMilestone();
  const regions = await regionsUnder(sql, definition.scope);
  const plan = compile({ definition, regions });
  await insertCampaign(sql, { id: CAMPAIGN, definition, plan, mode: 'rehearsal', clockAt: plan.startsAt });
  const villages = regions.filter(({ kind }) => kind === 'village').map(({ code }) => code);
  const [survey, , visits] = plan.stages.map(({ id }) => roundsInAreas(plan).filter(({ round }) => round.stage === id));
  await answerSurvey(sql, survey ?? [], villages);
  await answerVisits(sql, visits ?? []);
  return { definition, plan, villages };
}

/** 70 % of the survey must be in one day before it is due; 90 % on its second day, when nothing has come yet. */
function definitionWithMilestone(): Definition {
  const file = join(ROOT, 'test/fixtures/county-visits.yaml');
  const { definition } = readDefinition(readFileSync(file, 'utf8'), { file });
  const [survey, ...others] = definition.stages;
  if (!survey) throw new Error('the template has no stage');
  return {
    ...definition,
    stages: [
      {
        ...survey,
        milestones: [
          { by: 'lunar 11-14', share: 0.7 },
          { by: 'lunar 11-02', share: 0.9 },
        ],
      },
      ...others,
    ],
  };
}

const open = async (sql: Sql, rounds: RoundInArea[]) => {
  for (const { id, round, area } of rounds) await openRound(sql, { id, campaign: CAMPAIGN, round, area });
};

const counts = (households: number) => ({
  leprosyHouseholds: 0,
  disabledHouseholds: households,
  oldYoungHouseholds: 1,
  poorHouseholds: 2,
});

const report = (sql: Sql, key: string, unit: string, figures: Record<string, unknown> | null) =>
  recordReport(sql, {
    campaign: CAMPAIGN,
    key,
    unit,
    via: 'form',
    input: { nothing: figures === null, figures: figures ?? {} },
  });

async function answerSurvey(sql: Sql, rounds: RoundInArea[], villages: string[]): Promise<void> {
  const [first] = rounds;
  if (!first) throw new Error('nothing is asked in the survey');
  await open(sql, rounds);
  await moveClock(sql, CAMPAIGN, plusMs(first.round.opensAt, 48 * HOUR));
  const [wrong = '', corrected = '', ...rest] = villages;
  for (const village of [wrong, corrected, ...rest.slice(5)]) await report(sql, 'survey', village, counts(3));
  await returnReport(sql, { campaign: CAMPAIGN, key: 'survey', unit: wrong, reason: '请核对残疾人户数' });
  await report(sql, 'survey', wrong, counts(4));
  await report(sql, 'survey', corrected, counts(5));
  await moveClock(sql, CAMPAIGN, first.round.dueAt);
  for (const village of rest.slice(0, 2)) await report(sql, 'survey', village, null);
  await moveClock(sql, CAMPAIGN, first.round.locksAt);
  await writeMessages(sql, first.id, { silent: rest.slice(2, 5), at: first.round.dueAt });
  await recordSteering(sql, {
    campaign: CAMPAIGN,
    verb: 'extend',
    target: { key: 'survey', due: '01-05' },
    reason: await keepReason(sql, CAMPAIGN, '大雪封山'),
    actor: 'someone',
    key: 'u1',
    now: first.round.opensAt,
  });
}

async function answerVisits(sql: Sql, rounds: RoundInArea[]): Promise<void> {
  const [first] = rounds;
  if (!first) throw new Error('nothing is asked in the visits');
  await moveClock(sql, CAMPAIGN, first.round.opensAt);
  await open(sql, rounds);
  for (const [village, figures] of Object.entries(VISITS)) await report(sql, 'visits', village, figures);
}

/** One reminder each, one of them undeliverable and one cleared; their township is chased, one unit is to be called. */
async function writeMessages(
  sql: Sql,
  round: string,
  { silent, at }: { silent: string[]; at: Instant },
): Promise<void> {
  const message = (
    key: string,
    of: { kind: string; region: string; channel: string; state: string; reason?: string },
  ) =>
    writePast(
      sql,
      {
        message: {
          key,
          campaign_id: CAMPAIGN,
          round_id: round,
          rung: 'due',
          kind: of.kind,
          region_code: of.region,
          contact_id: sql`(select min(id) from contacts)`,
          channel: of.channel,
          template: of.kind,
          needed: 'silent',
          valid_until: at,
          planned_at: at,
        },
      },
      { state: of.state, reason: of.reason ?? null, submitted_at: of.state === 'cleared' ? null : at },
    );
  const [one = '', two = '', three = ''] = silent;
  await message('1', { kind: 'reminder', region: one, channel: 'sms', state: 'delivered' });
  await message('2', { kind: 'reminder', region: two, channel: 'sms', state: 'failed', reason: 'undelivered' });
  await message('3', { kind: 'reminder', region: three, channel: 'email', state: 'cleared', reason: 'reported' });
  await message('4', { kind: 'chase', region: one, channel: 'sms', state: 'delivered' });
  await message('5', { kind: 'raise', region: one, channel: 'email', state: 'accepted' });
  await sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by, state, acknowledged_at)
    select ${CAMPAIGN}, ${round}, 'chase', parent_code, 3, ${at}, ${at}, 'acknowledged', ${at} from regions where code = ${one}`;
  await sql`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
    values (${CAMPAIGN}, ${round}, ${two}, 'silent', ${at})`;
}

/** Ends the campaign at the end of its plan. */
export async function endCampaign(sql: Sql, { endsAt }: Plan): Promise<void> {
  await moveClock(sql, CAMPAIGN, endsAt);
  await changeCampaignState(sql, CAMPAIGN, 'completed', endsAt);
}
