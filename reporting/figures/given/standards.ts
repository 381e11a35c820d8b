import type { Definition, Field, Standard, Text } from '../../../domain/campaign/definition/definition';
import { type Approximation, approximationOf, numberOf, type Planned } from '../../../domain/ledger/approximate';
import { itemsOf, MONEY } from '../../../domain/ledger/items';
import { fenOf, plannedHeads, valueOfGoods } from '../../../domain/ledger/sums';
import type { WorthGiven } from '../../../store/ledger/reconcile';
import type { FieldTotal } from '../sums/field-total';

/** Planned against reported: null where the definition plans nothing, or no form asks for the figure. */
export interface Comparison {
  planned: number | null;
  reported: number | null;
  /** Reported − planned; null unless both are known, and the plan is exact. */
  difference: number | null;
  /** How the plan says a number that nobody has counted: over 700. */
  as?: Approximation;
}

/** One category: planned against reported. Money in fen. */
export interface StandardFigures {
  category: string;
  name: Text;
  per: Standard['per'];
  households: Comparison;
  persons: Comparison;
  /** 人次: who is reached twice counts twice. */
  occasions: Comparison;
  /** Fen. */
  cash: Comparison;
  /** Value of goods, fen. */
  goodsValue: Comparison;
  /** Pieces of goods, of all sorts, where forms count them. */
  goodsPieces: Comparison;
  /** Goods that the accounts have handed over, each by itself; none where forms count them. */
  goods: GoodsGiven[];
  /** Cash due by the standard for the reported households or persons, in fen, compared with the cash reported. */
  cashDue: Comparison;
}

/** So much of an item of the catalogue. */
export interface GoodsGiven {
  item: string;
  name: Text;
  unit: Text;
  quantity: number;
}

type Counted = NonNullable<Field['counts']>['what'];

/** @returns `reported` compared with `planned`; with an approximate plan there is no difference */
export function compare(planned: number | null, reported: number | null, as: Approximation | null = null): Comparison {
  const exact = planned !== null && reported !== null && as === null;
  return { planned, reported, difference: exact ? reported - planned : null, ...(as !== null && { as }) };
}

/** @param worth converts the planned number: yuan to fen */
const against = (
  plan: Planned | undefined,
  reported: number | null,
  worth = (number: number) => number,
): Comparison => {
  const number = numberOf(plan);
  return compare(number === null ? null : worth(number), reported, approximationOf(plan));
};

/**
 * Compares the definition's standards with the reports. A survey, the visits and a summary may all count the same
 * people, so each figure comes from the last stage whose forms ask for it, and is never added across stages. Money and
 * goods that no form asks for come from the accounts.
 */
export function againstStandards(
  definition: Definition,
  totals: readonly FieldTotal[],
  booked: readonly WorthGiven[] = [],
): StandardFigures[] {
  return definition.standards.map((standard) => {
    const { category, name, per, planned } = standard;
    const count = (what: Counted, money: boolean) => lastCount({ definition, totals, category, what, money });
    const [households, persons] = [count('households', false), count('persons', false)];
    const own = booked.filter((one) => one.category === category);
    const cash = count('cash', true) ?? sumOf(own.filter(({ item }) => item === MONEY));
    const inForms = [count('goods', false), count('goods', true)].some((one) => one !== null);
    const goods = inForms ? [] : own.filter(({ item }) => item !== MONEY);
    const goodsValue = count('goods', true) ?? worthOf(goods);
    const heads = plannedHeads(standard);
    const [number, as] = [numberOf(heads), approximationOf(heads)];
    return {
      category,
      name,
      per,
      households: against(planned?.households, households),
      persons: against(planned?.persons, persons),
      occasions: against(planned?.occasions, count('occasions', false)),
      cash:
        planned?.cash === undefined
          ? compare(entitled(standard, number), cash, as)
          : against(planned.cash, cash, fenOf),
      goodsValue:
        planned?.value === undefined
          ? compare(worth(standard, number), goodsValue, as)
          : against(planned.value, goodsValue, fenOf),
      goodsPieces: compare(plannedPieces(standard), count('goods', false)),
      goods: goodsOf(definition, goods),
      cashDue: compare(entitled(standard, per === 'household' ? households : persons), cash),
    };
  });
}

/** @returns what was booked in all; null where nothing was to be given */
const sumOf = (booked: readonly { quantity: number }[]): number | null =>
  booked.length === 0 ? null : booked.reduce((sum, { quantity }) => sum + quantity, 0);

/** @returns fen; null where there is nothing, or the value of something is not known */
const worthOf = (booked: readonly WorthGiven[]): number | null =>
  booked.length === 0
    ? null
    : booked.reduce<number | null>((sum, { worth: one }) => (sum === null || one === null ? null : sum + one), 0);

/** In the order of the catalogue; an item may come from several purses. */
const goodsOf = (definition: Definition, booked: readonly WorthGiven[]): GoodsGiven[] =>
  itemsOf(definition).flatMap(({ id, name, unit }) => {
    const quantity = sumOf(booked.filter(({ item }) => item === id));
    return quantity === null || quantity === 0 ? [] : [{ item: id, name, unit, quantity }];
  });

/** @returns the sum over all categories; null where none has a value. One approximate number makes the sum so. */
export function totalOf(comparisons: readonly Comparison[]): Comparison {
  const sum = (side: 'planned' | 'reported') =>
    comparisons.reduce<number | null>((all, { [side]: one }) => (one === null ? all : (all ?? 0) + one), null);
  const as = [...new Set(comparisons.flatMap((one) => one.as ?? []))];
  return compare(sum('planned'), sum('reported'), as.length > 1 ? 'about' : (as[0] ?? null));
}

/** @returns the cash that the standard gives to `heads` households or persons, in fen; null when it names no amount. */
const entitled = ({ cash }: Standard, heads: number | null): number | null =>
  cash === 0 || heads === null ? null : fenOf(cash) * heads;

const worth = (standard: Standard, heads: number | null): number | null => {
  const each = valueOfGoods(standard);
  return each === null || heads === null ? null : heads * each;
};

const plannedPieces = ({ planned }: Standard): number | null =>
  planned?.goods?.reduce((sum, { quantity }) => sum + quantity, 0) ?? null;

/** A figure that forms count, of one category. */
export interface CountedAs {
  category: string;
  what: Counted;
  /** Money fields hold fen, others pieces or heads: they are never added to each other. */
  money: boolean;
}

/** All that forms count. */
export const COUNTED_WHAT = [
  ...(['households', 'persons', 'occasions', 'goods'] as const).map((what) => ({ what, money: false })),
  ...(['cash', 'goods'] as const).map((what) => ({ what, money: true })),
] as const satisfies readonly Omit<CountedAs, 'category'>[];

interface Wanted extends CountedAs {
  definition: Definition;
  totals: readonly FieldTotal[];
}

function lastCount({ definition, totals, ...counted }: Wanted): number | null {
  const stage = definition.stages.findLast(({ id }) => fieldsIn(definition, id, counted).size > 0);
  return stage ? countIn(definition, stage.id, counted, totals) : null;
}

/** @returns the sum of what a stage's forms count; null where none of them asks for it */
export function countIn(
  definition: Definition,
  stage: string,
  counted: CountedAs,
  totals: readonly FieldTotal[],
): number | null {
  const fields = fieldsIn(definition, stage, counted);
  if (fields.size === 0) return null;
  return totals
    .filter((total) => total.stage === stage && fields.has(`${total.form}.${total.field}`))
    .reduce((sum, total) => sum + total.sum, 0);
}

/** `form.field` of a stage's forms that count it. */
function fieldsIn({ stages, forms }: Definition, stage: string, { category, what, money }: CountedAs): Set<string> {
  const asked = stages.find(({ id }) => id === stage)?.asks ?? [];
  return new Set(
    asked.flatMap(({ form }) =>
      (forms[form]?.fields ?? [])
        .filter(
          ({ type, counts }) => counts?.category === category && counts.what === what && (type === 'money') === money,
        )
        .map(({ id }) => `${form}.${id}`),
    ),
  );
}
