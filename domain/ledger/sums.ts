import type { Definition, Standard, Text } from '../campaign/definition/definition';
import { approximately, approximationOf, fits, numberOf, type Planned, readPlanned } from './approximate';

/** A total of the plan document, and what the definition's own standards make of it. Money in fen. */
export interface PlannedSum {
  /** Null for all standards together. */
  category: string | null;
  name: Text | null;
  /** Which total: money, value of goods, pieces of one kind of goods, money and value together. */
  of: 'cash' | 'value' | 'pieces' | 'total';
  /** Of pieces: which. */
  goods?: Text;
  planned: number;
  computed: number;
  /** How it is computed: `300 × 43`. */
  how: string;
  /** Whether the plan says the same, as far as it says it exactly. */
  fits: boolean;
}

/** Value of goods that no price in whole fen makes up. */
export interface UnevenValue {
  category: string;
  name: Text;
  value: number;
  pieces: number;
}

/** Goods of a standard whose own value is not what the catalogue's price makes of them. In fen. */
export interface UnlikePrice {
  category: string;
  name: Text;
  goods: Text;
  value: number;
  computed: number;
  /** How it is computed: `80 × 2`. */
  how: string;
}

/** Two planned numbers of a standard of which the first cannot be below the second. */
export interface TooFew {
  category: string;
  name: Text;
  /** Fewer persons than households; fewer occasions (人次) than who is reached. */
  of: 'persons' | 'occasions';
  number: number;
  least: number;
}

/** Converts the yuan of a definition, which may have fractions, to whole fen. */
export const fenOf = (yuan: number): number => Math.round(yuan * 100);

/** @returns for how many households or persons a standard is planned; null when the plan does not say */
export const plannedHeads = ({ per, planned }: Standard): Planned | undefined =>
  per === 'household' ? planned?.households : planned?.persons;

/** @returns yuan per head as its own line says them, 300 and 138.24 alike */
const yuan = (fen: number): string => String(fen / 100);

/** @returns the value of the goods for one head, in fen; null when there are none, or one has no known value */
export const valueOfGoods = ({ goods }: Standard): number | null =>
  goods.length > 0 && goods.every(({ value }) => value !== undefined)
    ? goods.reduce((sum, { value = 0 }) => sum + fenOf(value), 0)
    : null;

/** @returns every total of the plan that the standards can be held against */
export const plannedSums = (definition: Definition): PlannedSum[] => [
  ...definition.standards.flatMap(sumsOfStandard),
  ...sumsInAll(definition),
];

function sumsOfStandard(standard: Standard): PlannedSum[] {
  const { category, name, cash, goods, planned = {} } = standard;
  const heads = plannedHeads(standard);
  if (heads === undefined) return [];
  const { number } = readPlanned(heads);
  const sum = (of: PlannedSum['of'], plan: Planned | undefined, each: number, inFen: boolean): PlannedSum[] => {
    if (plan === undefined) return [];
    const said = inFen ? inFens(plan) : plan;
    const computed = each * number;
    const how = `${inFen ? yuan(each) : each} × ${number}`;
    return [
      { category, name, of, planned: readPlanned(said).number, computed, how, fits: agrees(said, computed, heads) },
    ];
  };
  const value = valueOfGoods(standard);
  return [
    ...(cash === 0 ? [] : sum('cash', planned.cash, fenOf(cash), true)),
    ...(value === null ? [] : sum('value', planned.value, value, true)),
    ...(planned.goods ?? []).flatMap((plan) => {
      const given = goods.find((one) => one.name['zh-CN'] === plan.name['zh-CN']);
      return given
        ? sum('pieces', plan.quantity, given.quantity, false).map((one) => ({ ...one, goods: plan.name }))
        : [];
    }),
  ];
}

/** An approximate number of heads makes an approximate sum. */
function agrees(plan: Planned, computed: number, heads: Planned): boolean {
  const as = approximationOf(heads);
  if (as === null) return fits(plan, computed);
  const { number, as: alsoApproximate } = readPlanned(plan);
  if (alsoApproximate !== null) return true;
  return fits(
    as === 'over' ? { over: computed } : as === 'nearly' ? { nearly: computed } : { about: computed },
    number,
  );
}

const inFens = (plan: Planned): Planned => {
  const { number, as } = readPlanned(plan);
  const fen = fenOf(number);
  return as === null ? fen : approximately(fen, as);
};

/**
 * @returns money and value of goods of a standard in all, in fen: what the plan says, else what it gives to the
 * planned heads
 */
export function inAllOf(standard: Standard): { cash: number | null; value: number | null } {
  const { cash, goods, planned } = standard;
  const heads = numberOf(plannedHeads(standard));
  const given = (each: number | null) => (each === null || heads === null ? null : each * heads);
  return {
    cash: planned?.cash === undefined ? (cash === 0 ? 0 : given(fenOf(cash))) : fenOf(readPlanned(planned.cash).number),
    value:
      planned?.value === undefined
        ? goods.length === 0
          ? 0
          : given(valueOfGoods(standard))
        : fenOf(readPlanned(planned.value).number),
  };
}

function sumsInAll({ standards, planned }: Definition): PlannedSum[] {
  if (!planned) return [];
  const parts = standards.map(inAllOf);
  const all = (of: 'cash' | 'value'): (number | null)[] => parts.map((part) => part[of]);
  const sum = (of: 'cash' | 'value' | 'total', plan: Planned | undefined, figures: (number | null)[]): PlannedSum[] => {
    const known = figures.filter((one) => one !== null);
    // A standard without a number of heads leaves the sum open.
    if (plan === undefined || known.length < figures.length) return [];
    const said = inFens(plan);
    const computed = known.reduce((total, one) => total + one, 0);
    const how = known
      .filter((one) => one !== 0)
      .map(yuan)
      .join(' + ');
    return [
      { category: null, name: null, of, planned: readPlanned(said).number, computed, how, fits: fits(said, computed) },
    ];
  };
  return [
    ...sum('cash', planned.cash, all('cash')),
    ...sum('value', planned.value, all('value')),
    ...sum('total', planned.total, [...all('cash'), ...all('value')]),
  ];
}

/** @returns standards whose planned value is no price in whole fen for each planned piece: a total, not a price */
export const unevenValues = ({ standards }: Definition): UnevenValue[] =>
  standards.flatMap((standard) => {
    const { category, name, planned } = standard;
    if (planned?.value === undefined || valueOfGoods(standard) !== null) return [];
    const { number, as } = readPlanned(planned.value);
    const pieces = piecesOf(standard);
    const value = fenOf(number);
    return as !== null || pieces === 0 || value % pieces === 0 ? [] : [{ category, name, value, pieces }];
  });

/** @returns pieces that are planned in all, whatever they are; 0 when the plan does not say */
function piecesOf(standard: Standard): number {
  const { goods, planned } = standard;
  if (planned?.goods) return planned.goods.reduce((sum, { quantity }) => sum + quantity, 0);
  const heads = plannedHeads(standard);
  if (heads === undefined || approximationOf(heads) !== null) return 0;
  return goods.reduce((sum, { quantity }) => sum + quantity, 0) * readPlanned(heads).number;
}

/** @returns goods whose value is another one than their item's price makes */
export const unlikePrices = ({ standards, items }: Definition): UnlikePrice[] =>
  standards.flatMap(({ category, name, goods }) =>
    goods.flatMap((one): UnlikePrice[] => {
      const price = one.item === undefined ? undefined : items[one.item]?.price;
      if (price === undefined || one.value === undefined) return [];
      const [value, computed] = [fenOf(one.value), Math.round(fenOf(price) * one.quantity)];
      const how = `${price} × ${one.quantity}`;
      return value === computed ? [] : [{ category, name, goods: one.name, value, computed, how }];
    }),
  );

/**
 * @returns planned numbers that cannot be: each household has a person, and who is reached twice counts twice. An
 * approximate number is as good as it says.
 */
export const tooFew = ({ standards }: Definition): TooFew[] =>
  standards.flatMap(({ category, name, per, planned = {} }) => {
    const { households, persons, occasions } = planned;
    const reached = per === 'household' ? households : persons;
    const below = (of: TooFew['of'], number: Planned | undefined, least: Planned | undefined): TooFew[] => {
      if (number === undefined || least === undefined) return [];
      if (approximationOf(number) !== null || approximationOf(least) !== null) return [];
      const [said, floor] = [readPlanned(number).number, readPlanned(least).number];
      return said < floor ? [{ category, name, of, number: said, least: floor }] : [];
    };
    return [...below('persons', persons, households), ...below('occasions', occasions, reached)];
  });
