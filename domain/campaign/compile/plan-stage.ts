import { earliest, latest } from '../../instant';
import { stepKind } from '../../list/steps';
import { askedBy, type RegionView, subtree } from '../../people/regions';
import { didYouMean } from '../../text/nearest';
import { inBoth, sentence } from '../../text/refusal';
import { datesInWords, type Instants, resolveDay, resolveMoments } from '../calendar/moments';
import { type Ask, type RungDefinition, type Stage, say } from '../definition/definition';
import { noSuchName } from '../definition/rules/rules-of-references';
import type { Area, Branch, Milestone, RoundPlan, StagePlan } from '../plan';
import { type Amendment, amendMoments, concerns } from './amendments';
import { cutAreas, cutBranches, MAX_CHILDREN, MAX_UNITS } from './areas';
import { COMMON_LADDERS } from './common-ladders';
import { attempt, type Compilation } from './compilation';
import { kindsAbove } from './levels';
import { orderProblem, type RoundMoments, repeatOf, roundMoments } from './round-dates';
import { type Laid, layRungs } from './rungs';
import { lostInAreas, lostRungs, mergedRungs, silencedRungs } from './warnings';

/** One ask of one stage, and its path in the definition. */
interface Asking {
  stage: Stage;
  ask: Ask;
  path: string;
  areas: Area[];
  /** Of a stage with more areas than a campaign's workflow may have children. */
  branches?: Branch[];
  /** Kinds of the regions above its units. */
  above: string[];
}

/** The dates of a round, and its ladder laid over them. */
interface Dated {
  opensAt: string;
  dueAt: string;
  locksAt: string;
  laid: Laid;
}

/** @returns the stage with all its rounds; problems are noted in the compilation. */
export function planStage(compilation: Compilation, stage: Stage, path: string): StagePlan {
  const askings = stage.asks.map((ask, index) => readAsk(compilation, stage, ask, `${path}.asks[${index}]`));
  branchOut(compilation, stage, path, askings);
  const rounds = askings.flatMap((asking) => planAsk(compilation, asking));
  return {
    id: stage.id,
    kind: stage.kind,
    name: say(stage.name, compilation.definition.language),
    // A stage without rounds has caused a problem already, so this plan is never used.
    opensAt: earliest(...rounds.map(({ opensAt }) => opensAt)) ?? '',
    dueAt: latest(...rounds.map(({ dueAt }) => dueAt)) ?? '',
    locksAt: latest(...rounds.map(({ locksAt }) => locksAt)) ?? '',
    rounds,
  };
}

function readAsk(compilation: Compilation, stage: Stage, ask: Ask, path: string): Asking {
  const { tree, definition, problems } = compilation;
  const { scope } = definition;
  const areas = tree.byCode.has(scope) ? cutAreas(tree, scope, askedBy(ask)) : [];
  const asking = { stage, ask, path, areas: areas ?? [], above: kindsAbove(tree, { scope }, askedBy(ask)) };
  if (areas === null) {
    problems.push({
      field: `${path}.of`,
      found: ask.of,
      allowed: sentence('kinds-apart'),
      ...sentence('kind-within-kind', { kind: ask.of, most: MAX_UNITS }),
    });
  } else if (areas.length === 0 && tree.byCode.has(scope) && isKind(compilation, ask.of)) {
    problems.push(nobodyToAsk(compilation, ask, path));
  } else if (areas.length > 0) {
    problems.push(...unknownCodes(compilation, ask, path));
  }
  return asking;
}

/** A word that is no kind at all has its own problem. */
const isKind = ({ kinds }: Compilation, of: string): boolean =>
  kinds?.some(({ code, asked }) => code === of && asked) ?? true;

function nobodyToAsk({ tree, definition }: Compilation, ask: Ask, path: string) {
  const { of } = ask;
  const there = subtree(tree, definition.scope).filter(({ kind }) => kind === of);
  if (there.length > 0) return nobodyNamed(there, ask, path);
  const counts = new Map<string, number>();
  for (const { kind } of subtree(tree, definition.scope)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts.keys()];
  const allowed = kinds.map((kind) => `${kind} (${counts.get(kind)})`).join(', ');
  const { scope } = definition;
  const said = sentence('nobody-of-kind', { kind: of, scope, there: allowed, hint: didYouMean(of, kinds) });
  return { field: `${path}.of`, found: of, allowed, ...said };
}

/** @returns the problem that regions of the kind exist, but none with these codes and tags. */
function nobodyNamed(there: readonly RegionView[], { of, only, tagged, except }: Ask, path: string) {
  const tags = [...new Set(there.flatMap((region) => region.tags ?? []))];
  const wanted = [...(only ?? []), ...(tagged ?? []), ...(except ?? []).map((tag) => `-${tag}`)];
  const allowed = sentence('codes-and-tags', { number: there.length, tags: tags.join(' ') });
  const hint = didYouMean(wanted[0] ?? '', [...tags, ...there.map(({ code }) => code)]);
  const said = sentence('nobody-so-named', { kind: of, wanted: wanted.join(' '), hint });
  return {
    field: `${path}.${only ? 'only' : tagged ? 'tagged' : 'except'}`,
    found: wanted.join(' '),
    allowed,
    ...said,
  };
}

/** @returns a problem for each code of an ask that is no region of its kind in the scope. */
function unknownCodes({ tree, definition }: Compilation, { of, only = [] }: Ask, path: string) {
  const codes = subtree(tree, definition.scope).flatMap(({ kind, code }) => (kind === of ? [code] : []));
  const known = new Set(codes);
  return only.flatMap((code, index) =>
    known.has(code)
      ? []
      : {
          field: `${path}.only[${index}]`,
          found: code,
          allowed: sentence('codes-of-kind', { kind: of }),
          ...sentence('no-such-code', { code, kind: of, hint: didYouMean(code, codes) }),
        },
  );
}

/**
 * Puts workflows between the campaign and the areas of a stage that has too many, except of asks with few: a stage
 * below the limit, and a small ask beside a large one, has its rounds directly below the campaign.
 */
function branchOut({ tree, definition, problems }: Compilation, stage: Stage, path: string, askings: Asking[]): void {
  const areas = askings.reduce((sum, asking) => sum + asking.areas.length, 0);
  if (areas <= MAX_CHILDREN) return;
  for (const asking of askings.filter((one) => one.areas.length > MAX_CHILDREN / askings.length))
    asking.branches = cutBranches(tree, definition.scope, asking.areas);
  const most = MAX_CHILDREN * MAX_CHILDREN;
  if (askings.every(({ branches = [] }) => branches.length <= MAX_CHILDREN)) return;
  problems.push({
    field: path,
    found: sentence('areas', { number: areas }),
    allowed: sentence('at-most', { amount: inBoth(sentence('areas', { number: most })) }),
    ...sentence('too-many-areas', { stage: stage.id, areas, most, units: MAX_UNITS }),
  });
}

function planAsk(compilation: Compilation, asking: Asking): RoundPlan[] {
  const { stage, ask, path } = asking;
  const found = attempt(compilation, path, describe(stage, ask), () => roundMoments(compilation.season, stage, ask));
  if (found?.length === 0) compilation.problems.push(neverRepeats(asking));
  return (found ?? []).flatMap((round) => planRound(compilation, asking, round) ?? []);
}

function neverRepeats({ stage, ask, path }: Asking) {
  const found = JSON.stringify({ opens: ask.opens ?? stage.opens, ...repeatOf(stage, ask) });
  return { field: path, found, allowed: sentence('a-day-of-the-rhythm'), ...sentence('never-repeats') };
}

const describe = ({ opens, due, lock }: Stage, ask: Ask): string =>
  JSON.stringify({ opens: ask.opens ?? opens, due: ask.due ?? due, lock: ask.lock ?? lock });

function planRound(compilation: Compilation, asking: Asking, round: RoundMoments): RoundPlan | null {
  const { stage, ask } = asking;
  const mine = compilation.amendments.filter((amendment) => concerns(amendment, { key: round.key, stage: stage.id }));
  const dates = datesOf(compilation, asking, round, mine);
  if (!dates) return null;
  const { silenced, merged, rungs } = dates.laid;
  const { calendar } = compilation.season;
  compilation.warnings.push(
    ...silencedRungs(round.key, silenced),
    ...mergedRungs(round.key, merged, calendar),
    ...(mine.length > 0 ? lostRungs(round.key, lostBy(compilation, asking, round, dates)) : []),
  );
  const areas = asking.areas.map((area) => withOverride(compilation, asking, round, area));
  compilation.warnings.push(...lostInAreas(round.key, areas, rungs));
  return {
    key: round.key,
    stage: stage.id,
    ask: ask.id,
    ...askedBy(ask),
    form: ask.form,
    ...(ask.list && ask.does && { list: ask.list, does: ask.does }),
    opensAt: dates.opensAt,
    dueAt: dates.dueAt,
    locksAt: dates.locksAt,
    rungs,
    milestones: milestones(compilation, asking, dates),
    areas,
    ...(asking.branches && { branches: asking.branches }),
  };
}

/** @returns ids of the rungs that fit the written dates of a round, but not the decided ones. */
function lostBy(compilation: Compilation, asking: Asking, round: RoundMoments, { laid }: Dated): string[] {
  const before = datesOf(compilation, asking, round, [])?.laid.rungs ?? [];
  const kept = new Set([...laid.rungs.map(({ id }) => id), ...laid.merged.flatMap(({ rungs }) => rungs)]);
  return before.map(({ id }) => id).filter((id) => !kept.has(id));
}

/** An area with its own amendment has its own dates; wider amendments apply there too, in their order. */
function withOverride(compilation: Compilation, asking: Asking, round: RoundMoments, area: Area): Area {
  const target = { key: round.key, stage: asking.stage.id };
  const mine = compilation.amendments.filter((amendment) => concerns(amendment, target, area.code));
  if (!mine.some((amendment) => amendment.area !== undefined)) return area;
  const dates = datesOf(compilation, asking, round, mine);
  if (!dates) return area;
  const { dueAt, locksAt, laid } = dates;
  return { ...area, override: { dueAt, locksAt, rungs: laid.rungs } };
}

function datesOf(compilation: Compilation, asking: Asking, round: RoundMoments, amendments: Amendment[]): Dated | null {
  const { season } = compilation;
  const found = amendments.length > 0 ? JSON.stringify(amendments) : describe(asking.stage, asking.ask);
  const dates = attempt(compilation, asking.path, found, () =>
    resolveMoments(season, amendMoments(season, round.moments, amendments)),
  );
  if (!dates || !isOrdered(compilation, asking, round, dates)) return null;
  const ladder = ladderOf(compilation, asking);
  const { digestsAt } = compilation.definition;
  const marks = milestones(compilation, asking, { opensAt: dates.opens, locksAt: dates.lock });
  const quotaMilestones = marks.filter(({ of }) => of === 'quota');
  const { calendar } = season;
  const ofPairs = asking.ask.does !== undefined && stepKind(asking.ask.does).again === true;
  const laid = layRungs({ ladder, dates, calendar, above: asking.above, digestsAt, quotaMilestones, ofPairs });
  return { opensAt: dates.opens, dueAt: dates.due, locksAt: dates.lock, laid };
}

function isOrdered(
  { problems, season }: Compilation,
  { path }: Asking,
  { key }: RoundMoments,
  dates: Instants,
): boolean {
  const wrong = orderProblem(dates);
  if (wrong === null) return true;
  problems.push({
    field: `${path}.${wrong}`,
    found: datesInWords(season.calendar, dates),
    allowed: sentence('opens-due-lock'),
    ...sentence(wrong === 'due' ? 'round-due-first' : 'round-lock-first', { round: key }),
  });
  return false;
}

function ladderOf({ definition, problems }: Compilation, { stage, ask, path }: Asking): readonly RungDefinition[] {
  const name = ask.ladder ?? stage.ladder;
  const ladders: Record<string, readonly RungDefinition[]> = { ...COMMON_LADDERS, ...definition.ladders };
  const ladder = ladders[name];
  if (ladder) return ladder;
  const known = Object.keys(ladders);
  const said = noSuchName('word-ladder', name, known);
  problems.push({ field: `${path}.ladder`, found: name, allowed: known.join(', '), ...said });
  return [];
}

/**
 * @returns the stage's milestones that fall into this round: an ask with its own dates may be over before some.
 * Those of the quota are of rounds that ask for rows of a list with quotas.
 */
function milestones(
  { season, definition }: Compilation,
  { stage, ask: { list, does } }: Pick<Asking, 'stage' | 'ask'>,
  { opensAt, locksAt }: { opensAt: string; locksAt: string },
): Milestone[] {
  const hasQuotas = list !== undefined && does === 'propose' && definition.lists[list]?.limit === 'quotas';
  return stage.milestones
    .filter(({ of }) => of !== 'quota' || hasQuotas)
    .map(({ by, share, of }) => ({ at: resolveDay(season, by, 'due'), share, ...(of && { of }) }))
    .filter(({ at }) => at > opensAt && at <= locksAt);
}
