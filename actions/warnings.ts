import { audit } from '../store/account/audit-log';
import { makeDrill as make } from '../store/warning/drills';
import { decideDuty as decide } from '../store/warning/duty-decisions';
import { feedAnswered } from '../store/warning/feeds';
import * as raised from '../store/warning/raised-warnings';
import { type Intake, receiveWarnings, type Taken, tellTaken } from '../store/warning/warnings';
import type { Tell } from '../store/warning/weather-events';
import type { WeatherScope } from '../store/warning/weather-scope';
import type { Deciding } from './acting';

/** The scope of the weather, and the function that tells the alerts. */
interface Weather extends Deciding {
  weather: WeatherScope;
  /** Starts the alerts of a campaign that answers warnings, or tells them. */
  tell: Tell;
  /** A rehearsal, which has its own weather. */
  campaign?: string | undefined;
}

/** The changes, and the workflows that were started or told. */
export interface Answered {
  touched: Taken['touched'];
  workflows: string[];
}

const about = ({ campaign }: Weather) => (campaign === undefined ? {} : { campaign });

/** Tells the alerts, after the transaction of the change. */
const answered = async <T extends Pick<Taken, 'touched'>>({ sql, weather, tell }: Weather, taken: T) => ({
  ...taken,
  workflows: await tellTaken(sql, weather.scope, tell),
});

/** Raises a warning, for example when the office telephones. @throws Refused */
export async function raiseWarning(
  acting: Weather,
  warning: Parameters<typeof raised.raiseWarning>[1],
): Promise<Taken & Answered> {
  const { sql, by, name, weather } = acting;
  const { hazard, colour, areas, headline } = warning;
  const taken = await sql.begin(async (transaction) => {
    const line = { what: 'raise', hazard, colour, areas: areas.join(' '), reason: headline };
    await audit(transaction, by, 'raise-warning', { ...line, ...about(acting) });
    return raised.raiseWarning(transaction, warning, { ...weather, by: name });
  });
  return answered(acting, taken);
}

/** Ends a warning of any feed. @throws Refused */
export async function cancelWarning(
  acting: Weather,
  { event, reason }: { event: number; reason?: string },
): Promise<Taken & Answered> {
  const { sql, by, name, weather } = acting;
  const taken = await sql.begin(async (transaction) => {
    const line = { what: 'cancel', event, ...(reason !== undefined && { reason }) };
    await audit(transaction, by, 'raise-warning', { ...line, ...about(acting) });
    return raised.cancelWarning(transaction, event, { ...weather, by: name });
  });
  return answered(acting, taken);
}

/** Answers a question that no machine may decide; then the warning is processed again. @throws Refused */
export async function decideDuty(
  acting: Weather,
  { item, decision }: { item: number; decision: Parameters<typeof decide>[1]['decision'] },
): Promise<Answered> {
  const { sql, by, name, weather } = acting;
  const { note, regions, ...picked } = decision;
  const touched = await sql.begin(async (transaction) => {
    const line = { item, ...picked, regions: regions?.join(' '), ...(note && { reason: note }) };
    await audit(transaction, by, 'decide-duty', line);
    return decide(transaction, { item, by: name, decision, at: weather.at });
  });
  return answered(acting, { touched });
}

/** Makes a drill of warnings, on real phones; every text says that it is one. @throws Refused */
export async function makeDrill(
  { sql, by, name, tell }: Deciding & Pick<Weather, 'tell'>,
  { reason, ...drill }: Omit<Parameters<typeof make>[1], 'by'> & { reason: string },
): Promise<Taken & Answered> {
  const { scope, ...taken } = await sql.begin(async (transaction) => {
    const made = await make(transaction, { ...drill, by: name });
    await audit(transaction, by, 'make-drill', { campaign: drill.campaign, reason, warnings: made.fresh });
    return made;
  });
  return { ...taken, workflows: await tellTaken(sql, scope, tell) };
}

/**
 * Takes a push of a weather office; the stored warnings and their text are its record.
 * @param feed one of config/feeds.yaml; the push counts as its answer
 * @throws WarningsUntold when everything was kept, but the alerts could not be told
 */
export async function takePushed(
  { sql, tell }: Pick<Weather, 'sql' | 'tell'>,
  { intake, feed }: { intake: Intake & { read: { format: string | null } }; feed?: string },
): Promise<Taken & { workflows: string[] }> {
  const taken = await receiveWarnings(sql, intake, tell);
  if (feed && intake.scope === 'live' && intake.read.format !== null) await feedAnswered(sql, feed, { now: intake.at });
  return taken;
}
