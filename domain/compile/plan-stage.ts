import { datesInWords, type Instants, resolveDay, resolveMoments } from '../calendar/moments';
import { type Ask, type RungDefinition, type Stage, say } from '../definition/definition';
import { earliest, latest } from '../instant';
import { didYouMean } from '../nearest';
import type { Area, Milestone, RoundDates, RoundPlan, StagePlan } from '../plan';
import { subtree } from '../regions';
import { type Amendment, amendMoments, concerns } from './amendments';
import { cutAreas, depthOf, MAX_UNITS } from './areas';
import { attempt, type Compilation } from './compilation';
import { DEFAULT_LADDER } from './default-ladder';
import { orderProblem, type RoundMoments, roundMoments } from './round-dates';
import { layRungs } from './rungs';
import { silencedRungs } from './warnings';

/** Children of one workflow: Temporal's documents advise 500 at most, and the 2,001st wedges the parent for ever. */
const MAX_AREAS = 500;

/** One ask of one stage, and where it stands in the definition. */
interface Asking {
  stage: Stage;
  ask: Ask;
  path: string;
  areas: Area[];
  depth: number;
}

/** @returns the stage with all its rounds; what is wrong is noted in the compilation. */
export function planStage(compilation: Compilation, stage: Stage, path: string): StagePlan {
  const askings = stage.asks.map((ask, index) => readAsk(compilation, stage, ask, `${path}.asks[${index}]`));
  checkFanOut(compilation, stage, path, askings);
  const rounds = askings.flatMap((asking) => planAsk(compilation, asking));
  return {
    id: stage.id,
    kind: stage.kind,
    name: say(stage.name, compilation.definition.language),
    // A stage without rounds has a problem by now, and its plan is never handed out.
    opensAt: earliest(...rounds.map(({ opensAt }) => opensAt)) ?? '',
    dueAt: latest(...rounds.map(({ dueAt }) => dueAt)) ?? '',
    locksAt: latest(...rounds.map(({ locksAt }) => locksAt)) ?? '',
    rounds,
  };
}

function readAsk(compilation: Compilation, stage: Stage, ask: Ask, path: string): Asking {
  const { tree, definition, problems } = compilation;
  const { scope } = definition;
  const areas = tree.byCode.has(scope) ? cutAreas(tree, scope, ask.of) : [];
  const asking = { stage, ask, path, areas: areas ?? [], depth: depthOf(tree, scope, ask.of) };
  if (areas === null) {
    const allowed = 'units of a kind that do not hang below one another, or fewer of them';
    problems.push({
      path: `${path}.of`,
      found: ask.of,
      allowed,
      message: `more than ${MAX_UNITS} regions of kind "${ask.of}" hang below another of the same kind: no cut separates them`,
    });
  } else if (areas.length === 0 && tree.byCode.has(scope)) {
    problems.push(nobodyToAsk(compilation, ask, path));
  }
  return asking;
}

function nobodyToAsk({ tree, definition }: Compilation, { of }: Ask, path: string) {
  const counts = new Map<string, number>();
  for (const { kind } of subtree(tree, definition.scope)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts.keys()];
  const allowed = kinds.map((kind) => `${kind} (${counts.get(kind)})`).join(', ');
  const message = `no region of kind "${of}" in the scope ${definition.scope}; there are: ${allowed}.${didYouMean(of, kinds)}`;
  return { path: `${path}.of`, found: of, allowed, message };
}

function checkFanOut({ problems }: Compilation, stage: Stage, path: string, askings: Asking[]): void {
  const areas = askings.reduce((sum, asking) => sum + asking.areas.length, 0);
  if (areas <= MAX_AREAS) return;
  const message =
    `stage "${stage.id}" would need ${areas} areas, but one workflow may have at most ${MAX_AREAS} children. ` +
    `Give the regions that have more than ${MAX_UNITS} units a level in between, or split the campaign by scope`;
  problems.push({ path, found: `${areas} areas`, allowed: `at most ${MAX_AREAS} areas`, message });
}

function planAsk(compilation: Compilation, asking: Asking): RoundPlan[] {
  const { stage, ask, path } = asking;
  const found = attempt(compilation, path, describe(stage, ask), () => roundMoments(compilation.season, stage, ask));
  if (found?.length === 0) compilation.problems.push(neverRepeats(asking));
  return (found ?? []).flatMap((round) => planRound(compilation, asking, round) ?? []);
}

function neverRepeats({ stage, path }: Asking) {
  const found = JSON.stringify({ opens: stage.opens, ...stage.repeats });
  const message = `stage "${stage.id}" has no round: that day of the month does not come between its opening and "until"; found ${found}`;
  return { path, found, allowed: 'a day of the month between opens and until', message };
}

const describe = ({ opens, due, lock }: Stage, ask: Ask): string =>
  JSON.stringify({ opens: ask.opens ?? opens, due: ask.due ?? due, lock: ask.lock ?? lock });

function planRound(compilation: Compilation, asking: Asking, round: RoundMoments): RoundPlan | null {
  const { stage, ask } = asking;
  const mine = compilation.amendments.filter((amendment) => concerns(amendment, { key: round.key, stage: stage.id }));
  const dates = datesOf(compilation, asking, round, mine);
  if (!dates) return null;
  return {
    key: round.key,
    stage: stage.id,
    ask: ask.id,
    of: ask.of,
    form: ask.form,
    opensAt: dates.opensAt,
    dueAt: dates.dueAt,
    locksAt: dates.locksAt,
    rungs: dates.rungs,
    milestones: milestones(compilation, stage, dates),
    areas: asking.areas.map((area) => withOverride(compilation, asking, round, area)),
  };
}

/** An area that an amendment singles out has dates of its own; wider amendments hold there too, in their order. */
function withOverride(compilation: Compilation, asking: Asking, round: RoundMoments, area: Area): Area {
  const target = { key: round.key, stage: asking.stage.id };
  const mine = compilation.amendments.filter((amendment) => concerns(amendment, target, area.code));
  if (!mine.some((amendment) => amendment.area !== undefined)) return area;
  const dates = datesOf(compilation, asking, round, mine);
  if (!dates) return area;
  const { opensAt: _, ...override } = dates;
  return { ...area, override };
}

function datesOf(
  compilation: Compilation,
  asking: Asking,
  round: RoundMoments,
  amendments: Amendment[],
): (RoundDates & { opensAt: string }) | null {
  const { season, warnings } = compilation;
  const found = amendments.length > 0 ? JSON.stringify(amendments) : describe(asking.stage, asking.ask);
  const dates = attempt(compilation, asking.path, found, () =>
    resolveMoments(season, amendMoments(season, round.moments, amendments)),
  );
  if (!dates || !isOrdered(compilation, asking, round, dates)) return null;
  const ladder = ladderOf(compilation, asking);
  const { rungs, silenced } = layRungs({ ladder, dates, calendar: season.calendar, depth: asking.depth });
  warnings.push(...silencedRungs(round.key, silenced));
  return { opensAt: dates.opens, dueAt: dates.due, locksAt: dates.lock, rungs };
}

function isOrdered(
  { problems, season }: Compilation,
  { path }: Asking,
  { key }: RoundMoments,
  dates: Instants,
): boolean {
  const wrong = orderProblem(dates);
  if (wrong === null) return true;
  const rule = wrong === 'due' ? 'due must come after opens' : 'lock must not come before due';
  const found = datesInWords(season.calendar, dates);
  problems.push({
    path: `${path}.${wrong}`,
    found,
    allowed: 'opens < due <= lock',
    message: `round "${key}": ${rule}; found ${found}`,
  });
  return false;
}

function ladderOf({ definition, problems }: Compilation, { stage, ask, path }: Asking): readonly RungDefinition[] {
  const name = ask.ladder ?? stage.ladder;
  const ladder = definition.ladders[name] ?? (name === 'default' ? DEFAULT_LADDER : undefined);
  if (ladder) return ladder;
  const known = ['default', ...Object.keys(definition.ladders)];
  const message = `there is no ladder "${name}"; there are: ${known.join(', ')}.${didYouMean(name, known)}`;
  problems.push({ path: `${path}.ladder`, found: name, allowed: known.join(', '), message });
  return [];
}

/** Those of the stage that fall into this round: an ask with dates of its own may be over by then. */
function milestones(
  { season }: Compilation,
  stage: Stage,
  { opensAt, locksAt }: { opensAt: string; locksAt: string },
): Milestone[] {
  return stage.milestones
    .map(({ by, share }) => ({ at: resolveDay(season, by, 'due'), share }))
    .filter(({ at }) => at > opensAt && at <= locksAt);
}
