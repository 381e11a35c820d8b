import type { Area, Channel, MessageWay, Plan, RoundPlan } from '../../domain/campaign/plan';
import type { StageKind } from '../../domain/campaign/stage-kinds';
import type { Instant } from '../../domain/instant';
import type { UnitsAsked } from '../../domain/people/regions';
import { rungKindsWith } from '../../domain/round/rung-kinds';
import { getCampaign } from '../../store/campaign/campaigns';
import type { Queries } from '../../store/db/db';
import { within } from '../../store/db/scope';
import { isAskedBy } from '../../store/round/asks';

/** The returns for one question, one stage or one region. `expected` = `onTime` + `late` + `missing`. */
export interface Returns {
  expected: number;
  onTime: number;
  late: number;
  missing: number;
  /** Of those that came: on paper, and the rows are not keyed yet (已交未录). Neither missing nor nothing. */
  onPaper: number;
}

export interface StageFigures extends Returns {
  id: string;
  kind: StageKind;
  name: string;
  opensAt: Instant;
  dueAt: Instant;
  locksAt: Instant;
  /** Reminders that a provider took from us, whatever happened to them there. */
  reminders: number;
  /** Chases and raises that a provider took, and units put on the call list. */
  escalations: number;
}

/** Number of messages by state, for example `{ delivered: 95, cleared: 3 }`. */
export type StateCounts = Partial<Record<string, number>>;

/**
 * The condition that message `m` reached a provider. A message that failed before that, or was cleared, held or
 * suppressed, reached no phone and is not counted as a reminder.
 */
const reachedProvider = (sql: Queries) =>
  sql`(m.state in ('accepted', 'delivered', 'unknown') or (m.state = 'failed' and m.submitted_at is not null))`;

/**
 * Reads the figures of every stage of the plan in its order. In a stage that has not begun, the units of the plan's
 * areas are expected, and all are missing. A report is on time when it came before the present deadline, so an
 * extension counts for every unit.
 * @param region only the units of a region; all of the campaign when null
 * @throws Error when the campaign is not known
 */
export async function stageFigures(
  sql: Queries,
  campaign: string,
  region: string | null = null,
): Promise<StageFigures[]> {
  const { plan } = await getCampaign(sql, campaign);
  // The two counts run one after the other: together they would keep several cores of the database busy.
  const returns = await returnsByStage(sql, campaign, region);
  const told = await toldByStage(sql, campaign, region);
  const [called, begun, unitsIn] = await Promise.all([
    calledByStage(sql, campaign, region),
    sql<{ key: string; area: string }[]>`select key, area from rounds where campaign_id = ${campaign}`,
    unitsOfAreas(sql, plan, region),
  ]);
  const begunRounds = new Set(begun.map(({ key, area }) => `${key}/${area}`));
  return plan.stages.map(({ id, kind, name, opensAt, dueAt, locksAt, rounds }) => {
    const { onTime = 0, late = 0, onPaper = 0, asked = 0 } = returns.get(id) ?? {};
    const expected = asked + unitsNotYetAsked(rounds, begunRounds, unitsIn);
    const { reminders = 0, escalations = 0 } = told.get(id) ?? {};
    return {
      id,
      kind,
      name,
      opensAt,
      dueAt,
      locksAt,
      expected,
      onTime,
      late,
      missing: expected - onTime - late,
      onPaper,
      reminders,
      escalations: escalations + (called.get(id)?.units ?? 0),
    };
  });
}

/** Messages by way and state. */
export type WayCounts = Record<Channel, StateCounts> & { group?: StateCounts };

/**
 * Counts the messages of the campaign by channel and state.
 * @param region only those to a region and below; all of the campaign when null
 * @returns always SMS and e-mail, also without messages; groups only where one was told
 */
export async function messageCounts(sql: Queries, campaign: string, region: string | null = null): Promise<WayCounts> {
  const rows = await sql<{ channel: MessageWay; state: string; count: number }[]>`
    select m.channel, m.state, count(*) as count from messages m ${inRegion(sql, region, 'm.region_code')}
    where m.campaign_id = ${campaign} group by m.channel, m.state order by m.channel, m.state`;
  const counts: WayCounts = { sms: {}, email: {} };
  for (const { channel, state, count } of rows) counts[channel] = { ...counts[channel], [state]: count };
  return counts;
}

const nameOf = ({ of, only, tagged, except }: UnitsAsked): string => JSON.stringify([of, only, tagged, except]);

type UnitsIn = (asked: UnitsAsked, area: Area) => number;

/** @returns how many units a round asks in an area: the plan's number, or, within a region, the register's. */
async function unitsOfAreas(sql: Queries, plan: Plan, region: string | null): Promise<UnitsIn> {
  if (region === null) return (_, { units }) => units;
  const rounds = plan.stages.flatMap((stage) => stage.rounds);
  const codes = [...new Set(rounds.flatMap(({ areas }) => areas.map(({ code }) => code)))];
  const counted = new Map<string, number>();
  for (const [name, asked] of new Map(rounds.map((round) => [nameOf(round), round]))) {
    const rows = await sql<{ area: string; units: number }[]>`
      select a.code as area, count(*) as units from regions a join regions u on starts_with(u.path, a.path)
      where a.code = any(${codes}) and ${isAskedBy(sql, asked)} and ${within(sql, region, 'u.path')} group by 1`;
    for (const { area, units } of rows) counted.set(`${name}/${area}`, units);
  }
  return (asked, { code }) => counted.get(`${nameOf(asked)}/${code}`) ?? 0;
}

const unitsNotYetAsked = (rounds: RoundPlan[], begun: Set<string>, unitsIn: UnitsIn): number =>
  rounds
    .flatMap((round) => round.areas.map((area) => (begun.has(`${round.key}/${area.code}`) ? 0 : unitsIn(round, area))))
    .reduce((sum, units) => sum + units, 0);

const returnsByStage = async (sql: Queries, campaign: string, region: string | null) =>
  byStage(
    await sql<{ stage: string; asked: number; onTime: number; late: number; onPaper: number }[]>`
      select r.stage, count(*) as asked,
             count(*) filter (where u.reported_at < r.due_at) as "onTime",
             count(*) filter (where u.reported_at >= r.due_at) as late, count(*) filter (where u.on_paper) as "onPaper"
      from rounds r join asks u on u.round_id = r.id ${inRegion(sql, region, 'u.unit_code')}
      where r.campaign_id = ${campaign} group by r.stage`,
  );

const REMINDERS = rungKindsWith(({ counted }) => counted === 'reminder');
const ESCALATIONS = rungKindsWith(({ counted }) => counted === 'escalation');

const toldByStage = async (sql: Queries, campaign: string, region: string | null) =>
  byStage(
    await sql<{ stage: string; reminders: number; escalations: number }[]>`
      select r.stage,
             count(*) filter (where m.kind = any(${REMINDERS})) as reminders,
             count(*) filter (where m.kind = any(${ESCALATIONS})) as escalations
      from messages m join rounds r on r.id = m.round_id ${inRegion(sql, region, 'm.region_code')}
      where m.campaign_id = ${campaign} and m.kind = any(${[...REMINDERS, ...ESCALATIONS]}) and ${reachedProvider(sql)}
      group by r.stage`,
  );

const calledByStage = async (sql: Queries, campaign: string, region: string | null) =>
  byStage(
    await sql<{ stage: string; units: number }[]>`
      select r.stage, count(*) as units from call_list c join rounds r on r.id = c.round_id ${inRegion(sql, region, 'c.unit_code')}
      where c.campaign_id = ${campaign} group by r.stage`,
  );

/** A join that keeps the rows of a region; no join for the whole campaign, where it would cost as much as the count. */
const inRegion = (sql: Queries, region: string | null, column: string) =>
  region === null ? sql`` : sql`join regions g on g.code = ${sql(column)} and ${within(sql, region, 'g.path')}`;

const byStage = <Row extends { stage: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.stage, row]));
