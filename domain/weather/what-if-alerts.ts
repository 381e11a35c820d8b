import { type Calendar, createCalendar } from '../calendar/calendar';
import { compare } from '../compare';
import type { Definition } from '../definition/definition';
import type { Instant } from '../instant';
import type { Plan } from '../plan';
import { messageCounter, type PreviewLine, type Reach } from '../preview';
import { lineage, type RegionTree, type RegionView, regionTree, subtree } from '../regions';
import { type AlertChange, changeOf, type Standing as Present, worstOf } from './alert';
import { alertAreas } from './alert-areas';
import { type AlertPlanning, type AlertRound, acknowledgementRounds, overRung, patrolRounds } from './alert-plan';
import { codeAtEnd } from './changes';
import type { Standing } from './events';
import { extensionsFor, furtherDays } from './extensions';
import { levelsUp } from './levels';
import type { Place } from './place-index';
import { addPutOff, type PutOff, putOff } from './put-off';
import type { WeatherAt } from './replay';
import { type RuleTable, ruleColour, ruleFor, type WarningRule } from './rules';
import type { Colour, Hazard } from './warning';
import { type Asked, messagesOf, patrolsByDay } from './what-if-messages';

/** Whom the warnings would have met. */
export interface WhatIfGround {
  definition: Definition;
  /** Its deadlines. */
  plan: Plan;
  table: RuleTable;
  /** Of the register: where a warning may mean, the scope with everything below it, and who can be reached. */
  places: readonly Place[];
  regions: readonly RegionView[];
  reach: readonly Reach[];
}

/** What changes for an area, and the rule that holds from then on; none once it is over. */
export interface WhatIfMove {
  at: Instant;
  change: Exclude<AlertChange, 'same'>;
  colour: Colour | null;
  endsAt: Instant | null;
  headline: string | null;
  rule: WarningRule | null;
}

/** One hazard in one area, from the first warning until no warning holds any more. */
export interface WhatIfAlert {
  hazard: Hazard;
  /** Code and name. */
  area: string;
  place: string;
  units: number;
  moves: WhatIfMove[];
  /** Who would be told, if nobody answered, rung by rung. */
  messages: Omit<PreviewLine, 'segments'>[];
  totals: Pick<PreviewLine, 'sms' | 'email'>;
  /** Patrols by local day. */
  patrols: { day: string; rounds: number }[];
  /** When ordinary reminders to the area wait. */
  held: { from: Instant; until: Instant }[];
  putOff: PutOff[];
  /** Numbers of the first messages of the events that it answers. */
  events: string[];
}

interface Mind extends WhatIfGround {
  tree: RegionTree<RegionView>;
  calendar: Calendar;
  pathOf(code: string): string;
  /** Areas that were worked out, by the paths that were warned. */
  areas: Map<string, string[]>;
}

/** An alert while it is being answered. */
interface Open extends Omit<WhatIfAlert, 'messages' | 'totals' | 'patrols'> {
  present: Present | null;
  /** Ordinary reminders wait. */
  waitsSince: Instant | null;
  /** Rounds of 叫应 that are open, and patrols that are to come. */
  asking: AlertRound[];
  patrolling: AlertRound[];
  /** Rounds with the rungs that were climbed before they ended. */
  done: AlertRound[];
}

/** @returns the alerts that would have been opened, with all that follows from each. */
export function whatIfAlerts(moments: readonly WeatherAt[], ground: WhatIfGround): WhatIfAlert[] {
  const tree = regionTree(ground.regions);
  const known = new Map(ground.places.map(({ code, path }) => [code, path]));
  const mind: Mind = {
    ...ground,
    tree,
    calendar: createCalendar(ground.definition),
    areas: new Map(),
    pathOf: (code) => known.get(code) ?? `${pathAbove(tree, known, code)}${code}/`,
  };
  const open = new Map<string, Open>();
  const over: Open[] = [];
  for (const { at, standings } of moments) {
    for (const standing of standings)
      for (const one of areasOf(mind, standing)) open.set(one.key, open.get(one.key) ?? begin(mind, one));
    for (const [key, alert] of open) {
      assess(mind, alert, { at, standings });
      if (alert.present === null) {
        open.delete(key);
        over.push(alert);
      }
    }
  }
  const count = messageCounter({ ...ground, scope: ground.plan.scope });
  return over.map((alert) => finish(alert, count, mind.calendar)).sort(byBeginning);
}

/** Villages are no places that a warning names. */
function pathAbove(tree: RegionTree<RegionView>, known: ReadonlyMap<string, string>, code: string): string {
  const above = lineage(tree, code).slice(1);
  const at = above.findIndex((region) => known.has(region.code));
  const top = known.get(above[at]?.code ?? '') ?? '';
  return (
    top +
    above
      .slice(0, Math.max(at, 0))
      .toReversed()
      .map((region) => `${region.code}/`)
      .join('')
  );
}

interface HazardInArea {
  key: string;
  hazard: Hazard;
  area: string;
}

/** Where an event has to be answered: as far as it lies within the scope. */
function areasOf(mind: Mind, { hazard, paths }: Standing): HazardInArea[] {
  const known = mind.areas.get(paths.join());
  const areas = known ?? areasAt(mind, paths);
  mind.areas.set(paths.join(), areas);
  return areas.map((area) => ({ key: `${hazard} ${area}`, hazard, area }));
}

function areasAt({ definition, regions, pathOf }: Mind, paths: readonly string[]): string[] {
  const { scope } = definition;
  const top = pathOf(scope);
  const warned = paths.flatMap((path) =>
    path.startsWith(top) ? [codeAtEnd(path)] : top.startsWith(path) ? [scope] : [],
  );
  return alertAreas(regions, { warned, of: definition.warnings?.of ?? '' });
}

function begin({ tree, definition }: Mind, { hazard, area }: HazardInArea): Open {
  const units = subtree(tree, area).filter(({ kind }) => kind === definition.warnings?.of).length;
  const place = tree.byCode.get(area)?.name ?? area;
  const nothing = { moves: [], held: [], putOff: [], events: [], asking: [], patrolling: [], done: [] };
  return { hazard, area, place, units, present: null, waitsSince: null, ...nothing };
}

/** The same decisions as those of an alert that is answered: see workflows/cold-alert.ts and activities/alerts.ts. */
function assess(mind: Mind, alert: Open, { at, standings }: WeatherAt): void {
  const mine = standings.filter((standing) => holdsIn(mind, standing, alert));
  const before = alert.present;
  const present = worstOf(
    mine.map((one) => ({ colour: ruleColour(one), endsAt: one.lapsesAt, headline: one.headline })),
  );
  const change = changeOf(before, present);
  alert.events.push(...mine.map(({ first }) => first).filter((first) => !alert.events.includes(first)));
  if (change === 'same') return;
  alert.present = present;
  openPatrols(alert, at);
  if (change === 'opened' || change === 'upgraded' || change === 'over') endAsking(alert, at);
  const rule = present && ruleOf(mind, alert.hazard, present.colour);
  alert.moves.push({
    at,
    change,
    colour: present?.colour ?? null,
    endsAt: present?.endsAt ?? null,
    headline: present?.headline ?? null,
    rule,
  });
  hold(alert, at, rule?.ordinary === 'wait');
  if (!present || !rule) tellOver(mind, alert, at);
  else plan(alert, mind, { ...present, at, change, rule });
}

interface Decided extends Present {
  at: Instant;
  change: AlertChange;
  rule: WarningRule;
}

const isRise = ({ change }: WhatIfMove): boolean => change === 'opened' || change === 'upgraded';

/** What is asked and patrolled from now on, and which deadlines are put off. */
function plan(alert: Open, mind: Mind, { at, change, rule, colour, endsAt }: Decided): void {
  const of = mind.definition.warnings?.of ?? '';
  const began = mind.calendar.dayOf(alert.moves[0]?.at ?? at);
  const planning: AlertPlanning = {
    name: `${alert.hazard}-${began.slice(5).replace('-', '')}`,
    hazard: alert.hazard,
    colour,
    rise: alert.moves.filter(isRise).length,
    rule,
    of,
    up: levelsUp(mind.tree, { area: alert.area, of }),
    calendar: mind.calendar,
    now: at,
    endsAt,
  };
  if (change === 'opened' || change === 'upgraded') alert.asking = acknowledgementRounds(planning);
  alert.patrolling = patrolRounds(planning);
  const extensions = extensionsFor(mind.plan, {
    tree: mind.tree,
    area: alert.area,
    now: at,
    endsAt,
    workingDays: furtherDays(
      rule.extendWorkingDays,
      alert.moves.slice(0, -1).map((move) => move.rule?.extendWorkingDays ?? 0),
    ),
    calendar: mind.calendar,
  });
  const moved = putOff(mind.plan, extensions);
  mind.plan = moved.plan;
  alert.putOff = addPutOff(alert.putOff, moved.done);
}

function holdsIn({ pathOf }: Mind, { hazard, paths }: Standing, alert: Open): boolean {
  const mine = pathOf(alert.area);
  return hazard === alert.hazard && paths.some((path) => mine.startsWith(path) || path.startsWith(mine));
}

const ruleOf = ({ table, definition }: Mind, hazard: Hazard, colour: Colour): WarningRule =>
  ruleFor(table, definition.warnings?.rules ?? {}, { hazard, colour });

/** Patrols that have begun are finished whatever happens. */
function openPatrols(alert: Open, at: Instant): void {
  alert.done.push(...alert.patrolling.filter(({ round }) => round.opensAt < at));
  alert.patrolling = [];
}

/** Nobody is asked to confirm what is over, or was asked anew. */
function endAsking(alert: Open, at: Instant): void {
  alert.done.push(
    ...alert.asking.map((asked) => ({
      ...asked,
      round: { ...asked.round, rungs: asked.round.rungs.filter((rung) => rung.at < at) },
    })),
  );
  alert.asking = [];
}

function hold(alert: Open, at: Instant, waits: boolean): void {
  if (waits) alert.waitsSince ??= at;
  else if (alert.waitsSince !== null) {
    alert.held.push({ from: alert.waitsSince, until: at });
    alert.waitsSince = null;
  }
}

function tellOver({ calendar }: Mind, alert: Open, at: Instant): void {
  const told = alert.done.findLast(({ round }) => round.ask === 'known');
  if (told) told.round = { ...told.round, rungs: [...told.round.rungs, overRung(at, calendar)] };
}

function finish(alert: Open, count: ReturnType<typeof messageCounter>, calendar: Calendar): WhatIfAlert {
  const { hazard, area, place, units, moves, held, putOff, events, done } = alert;
  const asked: Asked = { area, rounds: done.map(({ round }) => round) };
  const shared = { hazard, area, place, units, moves, held, putOff, events };
  return { ...shared, ...messagesOf(count, asked), patrols: patrolsByDay(calendar, asked) };
}

const byBeginning = (a: WhatIfAlert, b: WhatIfAlert): number =>
  compare(a.moves[0]?.at ?? '', b.moves[0]?.at ?? '') || compare(a.area, b.area);
