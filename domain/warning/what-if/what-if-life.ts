import type { Calendar } from '../../campaign/calendar/calendar';
import type { Definition } from '../../campaign/definition/definition';
import type { Plan, Rung } from '../../campaign/plan';
import type { Reach } from '../../campaign/preview';
import type { Instant } from '../../instant';
import type { RegionTree, RegionView } from '../../people/regions';
import type { UnplannedRound } from '../../round/round';
import { type AlertChange, type Standing, worstOf } from '../alert/alert';
import { type Assessed, assess } from '../alert/assessment';
import { type AlertEvent, type AlertLife, type AlertStep, alertAfter, nextOfAlert } from '../alert/life';
import { addPutOff, type PutOff, putOff } from '../alert/put-off';
import { laddersFor, type RuleTable, ruleColour, ruleFor, type WarningRule } from '../alert/rules';
import type { Standing as WeatherStanding } from '../feed/events';
import type { Place } from '../feed/place-index';
import type { Colour, Hazard } from '../feed/warning';
import type { WeatherAt } from './replay';

/** The campaign and the register that the warnings meet. */
export interface WhatIfGround {
  definition: Definition;
  /** The campaign's plan, for its deadlines. */
  plan: Plan;
  table: RuleTable;
  /**
   * From the register: all places for the areas of warnings, the scope with all regions below it, and the reach of
   * contacts.
   */
  places: readonly Place[];
  regions: readonly RegionView[];
  reach: readonly Reach[];
}

/** A change for an area, and the rule from then on; none once it is over. */
export interface WhatIfMove {
  at: Instant;
  change: Exclude<AlertChange, 'same'>;
  colour: Colour | null;
  endsAt: Instant | null;
  headline: string | null;
  rule: WarningRule | null;
}

/** The ground, with computed results. */
export interface Mind extends WhatIfGround {
  tree: RegionTree<RegionView>;
  calendar: Calendar;
  pathOf(code: string): string;
  /** Computed areas, by the warned paths. */
  areas: Map<string, string[]>;
}

/** A running alert: one hazard in one area. */
export interface Answering {
  hazard: Hazard;
  /** Code and name. */
  area: string;
  place: string;
  units: number;
  moves: WhatIfMove[];
  /** Times in which ordinary reminders to the area wait. */
  held: { from: Instant; until: Instant }[];
  putOff: PutOff[];
  /** Identifiers of the first messages of its events. */
  events: string[];
  life: AlertLife;
  /** Since when ordinary reminders wait; null while they do not. */
  waitsSince: Instant | null;
  /** Opened rounds, by key, with the rungs that were climbed before their end. */
  asked: Map<string, UnplannedRound>;
}

/** Runs an alert up to an instant of change, and handles the change. */
export function live(mind: Mind, alert: Answering, { at, standings }: WeatherAt): void {
  const mine = standings.filter((standing) => holdsIn(mind, standing, alert));
  const present = worstOf(
    mine.map((one) => ({ colour: ruleColour(one), endsAt: one.lapsesAt, headline: one.headline })),
  );
  alert.events.push(...mine.map(({ first }) => first).filter((first) => !alert.events.includes(first)));
  let now = alert.moves.at(-1)?.at ?? at;
  for (;;) {
    const step = nextOfAlert(alert.life, now);
    if (step.do === 'end') return;
    if (step.do !== 'rest') hear(alert, carryOut(mind, alert, { step, now, present }));
    else if (now === at) return;
    else if (step.until !== null && step.until < at) now = step.until;
    else {
      now = at;
      hear(alert, { is: 'news' });
    }
  }
}

const hear = (alert: Answering, event: AlertEvent): void => {
  alert.life = alertAfter(alert.life, event);
};

interface Doing {
  step: Exclude<AlertStep, { do: 'rest' | 'end' }>;
  now: Instant;
  present: Standing | null;
}

/** Simulates the workflow's activities and rounds; in the simulation no person refuses help. */
function carryOut(mind: Mind, alert: Answering, { step, now, present }: Doing): AlertEvent {
  switch (step.do) {
    case 'assess': {
      const found = assess(assessedOf(mind, alert, { now, rises: step.rises }), { before: step.before, present, now });
      return { is: 'assessed', news: step.news, found };
    }
    case 'answer':
      note(mind, alert, { change: step.found.change, now, present });
      for (const id of step.callOff) callOff(alert, id, now);
      for (const round of step.found.acknowledge) open(alert, round);
      return { is: 'answered' };
    case 'extend': {
      const moved = putOff(mind.plan, step.found.extend);
      mind.plan = moved.plan;
      alert.putOff = addPutOff(alert.putOff, moved.done);
      return { is: 'extended' };
    }
    case 'note-over':
      note(mind, alert, { change: 'over', now, present: null });
      return { is: 'noted-over', ended: true };
    case 'tell-over':
      for (const id of step.callOff) callOff(alert, id, now);
      if (step.told !== null) climb(alert, step.told, step.over);
      return { is: 'told-over' };
    case 'patrol':
      for (const round of step.due) open(alert, round);
      return { is: 'patrolled', until: step.until };
    case 'look-after':
      return { is: 'looked-after', round: step.round, lots: 0 };
    case 'call-off':
      return { is: 'called-off' };
  }
}

function assessedOf(mind: Mind, alert: Answering, { now, rises }: { now: Instant; rises: number }): Assessed {
  const { definition, tree, plan, calendar } = mind;
  const { hazard, area, moves } = alert;
  const began = calendar.dayOf(moves[0]?.at ?? now);
  return {
    name: `${hazard}-${began.slice(5).replace('-', '')}`,
    hazard,
    area,
    drill: false,
    of: definition.warnings?.of ?? '',
    ruleOf: (colour) => ruleOf(mind, hazard, colour),
    ladders: laddersFor(mind.table, definition.ladders),
    colours: moves.flatMap(({ colour }) => colour ?? []),
    rises,
    tree,
    plan,
    calendar,
  };
}

function note(
  mind: Mind,
  alert: Answering,
  { change, now: at, present }: { change: AlertChange; now: Instant; present: Standing | null },
): void {
  if (change === 'same') return;
  const rule = present && ruleOf(mind, alert.hazard, present.colour);
  const { colour = null, endsAt = null, headline = null } = present ?? {};
  alert.moves.push({ at, change, colour, endsAt, headline, rule });
  hold(alert, at, rule?.ordinary === 'wait');
}

function open(alert: Answering, planned: UnplannedRound): void {
  const { key, ask } = planned.round;
  alert.asked.set(key, planned);
  hear(alert, { is: 'opened', id: key, ask });
}

/** Withdraws an open round: the alert is over, or asks again. */
function callOff(alert: Answering, id: string, at: Instant): void {
  const planned = alert.asked.get(id);
  if (planned)
    alert.asked.set(
      id,
      withRungs(
        planned,
        planned.round.rungs.filter((rung) => rung.at < at),
      ),
    );
  const counts = { expected: alert.units, onTime: 0, late: 0, missing: alert.units };
  hear(alert, { is: 'settled', outcome: { id, at, as: 'closed', ...counts } });
}

function climb(alert: Answering, id: string, rung: Rung): void {
  const planned = alert.asked.get(id);
  if (planned) alert.asked.set(id, withRungs(planned, [...planned.round.rungs, rung]));
}

const withRungs = (planned: UnplannedRound, rungs: Rung[]): UnplannedRound => ({
  ...planned,
  round: { ...planned.round, rungs },
});

function holdsIn({ pathOf }: Mind, { hazard, paths }: WeatherStanding, alert: Answering): boolean {
  const mine = pathOf(alert.area);
  return hazard === alert.hazard && paths.some((path) => mine.startsWith(path) || path.startsWith(mine));
}

const ruleOf = ({ table, definition }: Mind, hazard: Hazard, colour: Colour): WarningRule =>
  ruleFor(table, definition.warnings?.rules ?? {}, { hazard, colour });

function hold(alert: Answering, at: Instant, waits: boolean): void {
  if (waits) alert.waitsSince ??= at;
  else if (alert.waitsSince !== null) {
    alert.held.push({ from: alert.waitsSince, until: at });
    alert.waitsSince = null;
  }
}
