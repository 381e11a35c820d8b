import { createCalendar } from '../calendar/calendar';
import { campaignId } from '../campaign-id';
import { type Definition, say } from '../definition/definition';
import { earliest, type Instant, latest } from '../instant';
import { didYouMean } from '../nearest';
import type { Plan, StagePlan } from '../plan';
import { type RegionView, regionTree } from '../regions';
import type { Amendment } from './amendments';
import type { Compilation } from './compilation';
import { CompileError } from './compile-problems';
import { planStage } from './plan-stage';
import { missingHolidays, overlaps } from './warnings';

export type { Amendment } from './amendments';
export { CompileError } from './compile-problems';

export interface CompileInput {
  definition: Definition;
  /** The register, or as much of it as lies in the scope. */
  regions: readonly RegionView[];
  /** Campaign id; `<season>-<definition id>-<scope>` when left out. */
  campaign?: string;
  /** In the order in which they were decided. */
  amendments?: readonly Amendment[];
}

/**
 * Makes the plan: every date an instant, every ladder rungs, every ask areas. Pure: the same input gives the same plan
 * on every machine.
 * @throws CompileError with all problems: unknown scope, nobody of a kind to ask, impossible dates, too many areas
 */
export function compile({ definition, regions, campaign, amendments = [] }: CompileInput): Plan {
  const season = { calendar: createCalendar(definition), season: definition.season };
  const compilation: Compilation = {
    definition,
    season,
    tree: regionTree(regions),
    amendments,
    problems: [],
    warnings: [],
  };
  checkScope(compilation);
  const stages = definition.stages.map((stage, index) => planStage(compilation, stage, `stages[${index}]`));
  checkAmendments(compilation, stages);
  if (compilation.problems.length > 0) throw new CompileError(definition.id, compilation.problems);
  return {
    campaign: campaign ?? campaignId(definition),
    definition: definition.id,
    name: say(definition.name, definition.language),
    season: definition.season,
    zone: definition.zone,
    scope: definition.scope,
    ...span(stages),
    stages,
    warnings: warningsOf(compilation, stages),
  };
}

function warningsOf({ definition, season, warnings }: Compilation, stages: StagePlan[]): string[] {
  const { startsAt, endsAt } = span(stages);
  const { calendar } = season;
  const unknown = calendar.unarrangedYears(calendar.dayOf(startsAt), calendar.dayOf(endsAt));
  const all = [...overlaps(definition, season), ...missingHolidays(unknown), ...warnings];
  return [...new Set(all.map((warning) => say(warning, definition.language)))];
}

/** First opening and last lock or rung, extensions of single areas included. */
function span(stages: StagePlan[]): { startsAt: Instant; endsAt: Instant } {
  const rounds = stages.flatMap((stage) => stage.rounds);
  const dates = rounds.flatMap((round) => [round, ...round.areas.flatMap(({ override }) => override ?? [])]);
  const ends = dates.flatMap(({ locksAt, rungs }) => [locksAt, ...rungs.map(({ at }) => at)]);
  return { startsAt: earliest(...rounds.map(({ opensAt }) => opensAt)) ?? '', endsAt: latest(...ends) ?? '' };
}

/** How many regions an error lists before it stops. */
const SHOWN = 10;

function checkScope({ definition: { scope }, tree, problems }: Compilation): void {
  if (tree.byCode.has(scope)) return;
  const codes = [...tree.byCode.keys()];
  const tops = tree.tops.map(({ code, name }) => `${code} ${name}`);
  const exists = tops.length === 0 ? 'none: the register is empty' : tops.slice(0, SHOWN).join(', ');
  const next = 'Import it with `nuandong register import`, or change the scope';
  const message = `no region has the code "${scope}"; at the top of the register there are: ${exists}.${didYouMean(scope, codes)} ${next}`;
  problems.push({ path: 'scope', found: scope, allowed: exists, message });
}

function checkAmendments({ amendments, problems }: Compilation, stages: StagePlan[]): void {
  // Rounds that could not be planned have a problem of their own; an amendment of theirs is not unknown for that.
  if (problems.length > 0) return;
  const rounds = stages.flatMap((stage) => stage.rounds);
  const keys = [...new Set(rounds.flatMap(({ key, stage }) => [stage, key]))];
  amendments.forEach(({ key, area }, index) => {
    const meant = rounds.filter((round) => round.key === key || round.stage === key);
    const areas = [...new Set(meant.flatMap((round) => round.areas.map(({ code }) => code)))];
    const path = `amendments[${index}]`;
    if (meant.length === 0) {
      const message = `there is no stage or round "${key}"; there are: ${keys.join(', ')}.${didYouMean(key, keys)}`;
      problems.push({ path: `${path}.key`, found: key, allowed: keys.join(', '), message });
    } else if (area !== undefined && !areas.includes(area)) {
      const message = `"${area}" is not an area of "${key}"; its areas are: ${areas.slice(0, SHOWN).join(', ')}.${didYouMean(area, areas)}`;
      problems.push({ path: `${path}.area`, found: area, allowed: areas.join(', '), message });
    }
  });
}
