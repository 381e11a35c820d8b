import { earliest, type Instant, latest } from '../../instant';
import { isSmsPlatform, SMS_PLATFORMS } from '../../message/sms-platforms';
import type { RegionKind } from '../../people/region-kinds';
import { type RegionView, regionTree } from '../../people/regions';
import { didYouMean } from '../../text/nearest';
import { inBoth, type Sentence, sentence, tellIn } from '../../text/refusal';
import { campaignId } from '../campaign-id';
import { type Definition, say } from '../definition/definition';
import type { Plan, StagePlan } from '../plan';
import type { Amendment } from './amendments';
import type { Compilation } from './compilation';
import { CompileError } from './compile-problems';
import { kindProblems } from './kinds-asked';
import { checkOpenAtOnce } from './open-at-once';
import { refuseTheHuge } from './plan-size';
import { planStage } from './plan-stage';
import { withoutSiblings } from './repeated-warnings';
import { seasonOf } from './round-dates';
import {
  coincidences,
  holidayWarnings,
  missingHolidays,
  overlaps,
  silentRounds,
  stagesAsAmended,
  stagesAsWritten,
} from './warnings';

export type { Amendment } from './amendments';
export { CompileError } from './compile-problems';

export interface CompileInput {
  definition: Definition;
  /** The register, or the part of it within the scope. */
  regions: readonly RegionView[];
  /**
   * The kinds of region of the register: others are refused, with the nearest. Left out when a running plan is compiled
   * again, because it keeps its kinds.
   */
  kinds?: readonly RegionKind[];
  /** Campaign id; `<season>-<definition id>-<scope>` when left out. */
  campaign?: string;
  /** In the order of the decisions. */
  amendments?: readonly Amendment[];
}

/**
 * Makes the plan: every date an instant, every ladder rungs, every ask areas. Pure: the same input gives the same plan
 * on every machine.
 * @throws CompileError with all problems: unknown scope, no units of an asked kind, impossible dates, too many areas;
 *   Refused when the plan is too large for a workflow
 */
export function compile({ definition, regions, kinds, campaign, amendments = [] }: CompileInput): Plan {
  const season = seasonOf(definition);
  const compilation: Compilation = {
    definition,
    season,
    tree: regionTree(regions),
    kinds,
    amendments,
    problems: [],
    warnings: [],
  };
  checkScope(compilation);
  compilation.problems.push(...(kinds ? kindProblems(definition, kinds) : []));
  checkProviders(compilation);
  const stages = definition.stages.map((stage, index) => planStage(compilation, stage, `stages[${index}]`));
  checkAmendments(compilation, stages);
  checkOpenAtOnce(compilation, stages);
  if (compilation.problems.length > 0) throw new CompileError(definition.id, compilation.problems, definition.language);
  const plan: Plan = {
    campaign: campaign ?? campaignId(definition),
    definition: definition.id,
    name: say(definition.name, definition.language),
    season: definition.season,
    ...(definition.seasonFrom !== undefined && { seasonFrom: definition.seasonFrom }),
    zone: definition.zone,
    scope: definition.scope,
    ...span(stages),
    stages,
    warnings: warningsOf(compilation, stages),
  };
  refuseTheHuge(plan);
  return plan;
}

function warningsOf({ definition, season, amendments, warnings }: Compilation, stages: StagePlan[]): string[] {
  const { startsAt, endsAt } = span(stages);
  const { calendar } = season;
  const unknown = calendar.unarrangedYears(calendar.dayOf(startsAt), calendar.dayOf(endsAt));
  const rounds = stages.flatMap((stage) => stage.rounds);
  const dates = stagesAsAmended(stagesAsWritten(definition, season), stages, amendments);
  const all: Sentence[] = [
    ...overlaps(definition, dates, season),
    ...missingHolidays(unknown),
    ...holidayWarnings(definition, stages, season),
    ...silentRounds(rounds),
    ...coincidences(rounds, season),
    ...warnings,
  ];
  return [...new Set(withoutSiblings(all).map((warning) => tellIn(definition.language, warning)))];
}

/** @returns the first opening, and the last lock or rung, extensions of single areas included. */
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
  const exists = tops.length === 0 ? sentence('register-empty') : tops.slice(0, SHOWN).join(', ');
  const shown = typeof exists === 'string' ? exists : inBoth(exists);
  const said = sentence('no-such-scope', { scope, exists: shown, hint: didYouMean(scope, codes) });
  problems.push({ field: 'scope', found: scope, allowed: exists, ...said });
}

/**
 * A stored definition, or one from a program, has not passed the file's checks, and an unknown platform would stop
 * delivery.
 */
function checkProviders({ definition: { providers = [] }, problems }: Compilation): void {
  const written: readonly string[] = providers;
  written.forEach((provider, index) => {
    if (isSmsPlatform(provider)) return;
    const said = sentence('no-such-platform', { provider, hint: didYouMean(provider, SMS_PLATFORMS) });
    problems.push({ field: `providers[${index}]`, found: provider, allowed: SMS_PLATFORMS.join(', '), ...said });
  });
}

function checkAmendments({ amendments, problems }: Compilation, stages: StagePlan[]): void {
  // A round that could not be planned has its own problem; its amendments are not unknown because of it.
  if (problems.length > 0) return;
  const rounds = stages.flatMap((stage) => stage.rounds);
  const keys = [...new Set(rounds.flatMap(({ key, stage }) => [stage, key]))];
  amendments.forEach(({ key, area }, index) => {
    const meant = rounds.filter((round) => round.key === key || round.stage === key);
    const areas = [...new Set(meant.flatMap((round) => round.areas.map(({ code }) => code)))];
    const path = `amendments[${index}]`;
    if (meant.length === 0) {
      const allowed = keys.join(', ');
      const said = sentence('no-such-round', { key, keys: allowed, hint: didYouMean(key, keys) });
      problems.push({ field: `${path}.key`, found: key, allowed, ...said });
    } else if (area !== undefined && !areas.includes(area)) {
      const some = areas.slice(0, SHOWN).join(', ');
      const said = sentence('not-an-area', { area, key, areas: some, hint: didYouMean(area, areas) });
      problems.push({ field: `${path}.area`, found: area, allowed: areas.join(', '), ...said });
    }
  });
}
