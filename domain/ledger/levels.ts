import { divide } from './divide';
import { MONEY } from './items';
import type { Places } from './reconciliation';
import type { Why } from './undelivered';

/** An item of a purse in a region: all that is below it is in it. Whole units; fen for money. */
interface InRegion {
  region: string;
  item: string;
  purse: string;
}

/** What rows were meant to get, and what became of it. */
export interface Plan extends InRegion {
  /** What the rows that stand are entitled to. */
  planned: number;
  /** Of that, with them. */
  delivered: number;
  /** Of that, given and brought back. */
  returned: number;
  /** Of that, the rest, by reason. */
  undelivered: Partial<Record<Why, number>>;
  /** All that is with rows: more than they are entitled to, and rows off the list, included. */
  rows: number;
  /** How many rows are entitled to some of it; of these, how many have got all of it. */
  owed: number;
  served: number;
}

/** What lies in the stores of a region, was promised to it, and is on its way to it. */
export interface Held extends InRegion {
  promised: number;
  stores: number;
  ways: number;
}

/** What went from one place to another; null is outside the region that is looked at, or outside altogether. */
export interface Flow {
  from: string | null;
  to: string | null;
  /** Kinds of the accounts at both ends; `gone` for lost and counted, `spent` for what else left. */
  source: 'from' | 'inside';
  target: 'from' | 'gone' | 'spent' | 'inside';
  item: string;
  purse: string;
  quantity: number;
}

/** What came into a region, and where it is. */
export interface Level extends Plan, Held {
  /** From outside altogether, promises included. */
  came: number;
  /** From other regions, and to other regions. */
  into: number;
  outOf: number;
  spent: number;
  lost: number;
  /** Given back to who gave it. */
  back: number;
}

/** @returns the rest of a plan: 0, unless a figure is wrong */
export const unplannedOf = ({ planned, delivered, returned, undelivered }: Plan): number =>
  planned - delivered - returned - sum(Object.values(undelivered));

/** @returns what came into a region, less where it is: 0 when the books are right */
export const missingIn = ({ came, into, outOf, promised, stores, ways, rows, spent, lost, back }: Level): number =>
  came + into - outOf - promised - stores - ways - rows - spent - lost - back;

/**
 * Adds up what is known of the parts of a region: each part a line for each item and purse, and the region itself.
 * @param top code of the region
 * @returns the region's own lines first, with all that is in it; then its parts, in the order of their codes
 */
export function levelsOf(
  top: string,
  { plans, held, flows }: { plans: readonly Plan[]; held: readonly Held[]; flows: readonly Flow[] },
): { whole: Level[]; parts: Level[] } {
  const parts = new Map<string, Level>();
  const whole = new Map<string, Level>();
  const both = (region: string, of: Omit<InRegion, 'region'>): Level[] => [
    lineIn(parts, { ...of, region }),
    lineIn(whole, { ...of, region: top }),
  ];
  for (const plan of plans) for (const line of both(plan.region, plan)) addPlan(line, plan);
  for (const { region, item, purse, promised, stores, ways } of held)
    for (const line of both(region, { item, purse })) {
      line.promised += promised;
      line.stores += stores;
      line.ways += ways;
    }
  for (const flow of flows) {
    const { from, to, item, purse } = flow;
    if (from !== null) addGoing(lineIn(parts, { region: from, item, purse }), flow);
    if (to !== null) addComing(lineIn(parts, { region: to, item, purse }), flow);
    // Between two parts nothing enters or leaves the whole.
    if (from !== null && to === null) addGoing(lineIn(whole, { region: top, item, purse }), flow);
    if (from === null && to !== null) addComing(lineIn(whole, { region: top, item, purse }), flow);
  }
  return { whole: sorted(whole), parts: sorted(parts) };
}

const addPlan = (line: Level, { planned, delivered, returned, undelivered, rows, owed, served }: Plan): void => {
  line.planned += planned;
  line.delivered += delivered;
  line.returned += returned;
  line.rows += rows;
  line.owed += owed;
  line.served += served;
  for (const [why, quantity] of Object.entries(undelivered) as [Why, number][])
    line.undelivered[why] = (line.undelivered[why] ?? 0) + quantity;
};

const addComing = (line: Level, { source, quantity }: Flow): void => {
  if (source === 'from') line.came += quantity;
  else line.into += quantity;
};

const addGoing = (line: Level, { target, quantity }: Flow): void => {
  if (target === 'from') line.back += quantity;
  else if (target === 'gone') line.lost += quantity;
  else if (target === 'spent') line.spent += quantity;
  else line.outOf += quantity;
};

const unplanned = { planned: 0, delivered: 0, returned: 0, rows: 0, owed: 0, served: 0 } as const;
const unheld = { promised: 0, stores: 0, ways: 0 } as const;
const unmoved = { came: 0, into: 0, outOf: 0, spent: 0, lost: 0, back: 0 } as const;

function lineIn(lines: Map<string, Level>, { region, item, purse }: InRegion): Level {
  const key = `${region}/${purse}/${item}`;
  const line = lines.get(key) ?? { region, item, purse, ...unplanned, ...unheld, ...unmoved, undelivered: {} };
  lines.set(key, line);
  return line;
}

const sorted = (lines: Map<string, Level>): Level[] =>
  [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

/** What the plan of a region is worth, in fen. */
export interface PlanInFen {
  planned: number;
  delivered: number;
  returned: number;
  undelivered: number;
}

/**
 * @param places where the item of the purse is in the whole campaign, with the value of all that came
 * @returns what the plan is worth in fen, its parts making the whole; null where the value of what came is not known
 */
export function worthOfPlan(plan: Plan, places: Pick<Places, 'came' | 'valueFen'> | undefined): PlanInFen | null {
  const parts = [plan.delivered, plan.returned, sum(Object.values(plan.undelivered))];
  const planned = worthOfPieces({ item: plan.item, quantity: plan.planned }, places);
  if (planned === null) return null;
  const [delivered = 0, returned = 0, undelivered = 0] = divide(planned, parts);
  return { planned, delivered, returned, undelivered };
}

/** @returns what so much of an item is worth in fen; null where the value of what came is not known */
export const worthOfPieces = (
  { item, quantity }: { item: string; quantity: number },
  places: Pick<Places, 'came' | 'valueFen'> | undefined,
): number | null => (item === MONEY ? quantity : places === undefined ? null : worthOfShare(places, quantity));

/** What so many pieces are worth by what all of them cost, to the nearest fen. */
function worthOfShare({ came, valueFen }: Pick<Places, 'came' | 'valueFen'>, pieces: number): number | null {
  if (valueFen === null || came === 0) return null;
  return pieces <= came ? (divide(valueFen, [pieces, came - pieces])[0] ?? 0) : Math.round((valueFen / came) * pieces);
}
