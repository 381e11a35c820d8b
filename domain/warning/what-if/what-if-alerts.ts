import { type Calendar, createCalendar } from '../../campaign/calendar/calendar';
import { messageCounter, type PreviewLine } from '../../campaign/preview';
import { compare } from '../../compare';
import { lineage, type RegionTree, type RegionView, regionTree, subtree } from '../../people/regions';
import { alertAreas } from '../alert/alert-areas';
import { newAlert } from '../alert/life';
import { codeAtEnd } from '../feed/changes';
import type { Standing as WeatherStanding } from '../feed/events';
import type { Hazard } from '../feed/warning';
import type { WeatherAt } from './replay';
import { type Answering, live, type Mind, type WhatIfGround } from './what-if-life';
import { type Asked, messagesOf, patrolsByDay } from './what-if-messages';

/** One hazard in one area, from the first warning until no warning holds any more. */
export interface WhatIfAlert extends Omit<Answering, 'life' | 'waitsSince' | 'asked'> {
  /** The messages without any answer, rung by rung. */
  messages: Omit<PreviewLine, 'segments'>[];
  totals: Pick<PreviewLine, 'sms' | 'email'>;
  /** Patrols by local day. */
  patrols: { day: string; rounds: number }[];
}

/** @returns the alerts that would have opened, with all consequences of each. */
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
  const open = new Map<string, Answering>();
  const over: Answering[] = [];
  for (const { at, standings } of moments) {
    for (const standing of standings)
      for (const one of areasOf(mind, standing)) open.set(one.key, open.get(one.key) ?? begin(mind, one));
    for (const [key, alert] of open) {
      live(mind, alert, { at, standings });
      if (alert.life.over) {
        open.delete(key);
        over.push(alert);
      }
    }
  }
  const count = messageCounter({ ...ground, scope: ground.plan.scope });
  return over.map((alert) => finish(alert, count, mind.calendar)).sort(byBeginning);
}

/** Skips villages, because warnings do not name them. */
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

/** @returns the areas in which an event must be answered, within the scope. */
function areasOf(mind: Mind, { hazard, paths }: WeatherStanding): HazardInArea[] {
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

function begin({ tree, definition }: Mind, { hazard, area }: HazardInArea): Answering {
  const units = subtree(tree, area).filter(({ kind }) => kind === definition.warnings?.of).length;
  const place = tree.byCode.get(area)?.name ?? area;
  const nothing = { moves: [], held: [], putOff: [], events: [], asked: new Map(), waitsSince: null };
  return { hazard, area, place, units, life: newAlert(), ...nothing };
}

function finish(alert: Answering, count: ReturnType<typeof messageCounter>, calendar: Calendar): WhatIfAlert {
  const { hazard, area, place, units, moves, held, putOff, events } = alert;
  const asked: Asked = { area, rounds: [...alert.asked.values()].map(({ round }) => round) };
  const shared = { hazard, area, place, units, moves, held, putOff, events };
  return { ...shared, ...messagesOf(count, asked), patrols: patrolsByDay(calendar, asked) };
}

const byBeginning = (a: WhatIfAlert, b: WhatIfAlert): number =>
  compare(a.moves[0]?.at ?? '', b.moves[0]?.at ?? '') || compare(a.area, b.area);
