import type { Definition, Field, Standard, Text } from '../../domain/campaign/definition/definition';
import type { FieldTotal } from './field-total';

/** Planned against reported: null where the definition plans nothing, or no form asks for the figure. */
export interface Comparison {
  planned: number | null;
  reported: number | null;
  /** Reported − planned; null unless both are known. */
  difference: number | null;
}

/** One category: planned against reported. Money in fen. */
export interface StandardFigures {
  category: string;
  name: Text;
  per: Standard['per'];
  households: Comparison;
  persons: Comparison;
  /** Fen. */
  cash: Comparison;
  /** Value of goods, fen. */
  goodsValue: Comparison;
  /** Pieces of goods, of all sorts. */
  goodsPieces: Comparison;
  /** Cash due by the standard for the reported households or persons, in fen, compared with the cash reported. */
  cashDue: Comparison;
}

type Counted = NonNullable<Field['counts']>['what'];

/** Converts the yuan of a definition, which may have fractions, to whole fen. */
const fen = (yuan: number): number => Math.round(yuan * 100);

/** @returns `reported` compared with `planned`. */
export function compare(planned: number | null, reported: number | null): Comparison {
  return { planned, reported, difference: planned === null || reported === null ? null : reported - planned };
}

/**
 * Compares the definition's standards with the reports. A survey, the visits and a summary may all count the same
 * people, so each figure comes from the last stage whose forms ask for it, and is never added across stages.
 */
export function againstStandards(definition: Definition, totals: readonly FieldTotal[]): StandardFigures[] {
  return definition.standards.map((standard) => {
    const { category, name, per, planned } = standard;
    const count = (what: Counted, money: boolean) => lastCount({ definition, totals, category, what, money });
    const [households, persons] = [count('households', false), count('persons', false)];
    const cash = count('cash', true);
    const plannedHeads = (per === 'household' ? planned?.households : planned?.persons) ?? null;
    return {
      category,
      name,
      per,
      households: compare(planned?.households ?? null, households),
      persons: compare(planned?.persons ?? null, persons),
      cash: compare(planned?.cash !== undefined ? fen(planned.cash) : entitled(standard, plannedHeads), cash),
      goodsValue: compare(plannedValue(standard, plannedHeads), count('goods', true)),
      goodsPieces: compare(plannedPieces(standard), count('goods', false)),
      cashDue: compare(entitled(standard, per === 'household' ? households : persons), cash),
    };
  });
}

/** @returns the sum over all categories; null where no category has a value. */
export function totalOf(comparisons: readonly Comparison[]): Comparison {
  const sum = (side: 'planned' | 'reported') =>
    comparisons.reduce<number | null>((all, { [side]: one }) => (one === null ? all : (all ?? 0) + one), null);
  return compare(sum('planned'), sum('reported'));
}

/** @returns the cash that the standard gives to `heads` households or persons, in fen; null when it names no amount. */
const entitled = ({ cash }: Standard, heads: number | null): number | null =>
  cash === 0 || heads === null ? null : fen(cash) * heads;

function plannedValue({ planned, goods }: Standard, heads: number | null): number | null {
  if (planned?.value !== undefined) return fen(planned.value);
  const valued = goods.length > 0 && goods.every(({ value }) => value !== undefined);
  return valued && heads !== null ? heads * goods.reduce((sum, { value }) => sum + fen(value ?? 0), 0) : null;
}

const plannedPieces = ({ planned }: Standard): number | null =>
  planned?.goods?.reduce((sum, { quantity }) => sum + quantity, 0) ?? null;

interface Wanted {
  definition: Definition;
  totals: readonly FieldTotal[];
  category: string;
  what: Counted;
  /** Money fields hold fen, others pieces or heads: they are never added to each other. */
  money: boolean;
}

function lastCount({ definition, totals, category, what, money }: Wanted): number | null {
  const counts = (form: string) =>
    (definition.forms[form]?.fields ?? []).filter(
      ({ type, counts: counted }) =>
        counted?.category === category && counted.what === what && (type === 'money') === money,
    );
  const stage = definition.stages.findLast(({ asks }) => asks.some(({ form }) => counts(form).length > 0));
  if (!stage) return null;
  const wanted = new Set(stage.asks.flatMap(({ form }) => counts(form).map(({ id }) => `${form}.${id}`)));
  return totals
    .filter((total) => total.stage === stage.id && wanted.has(`${total.form}.${total.field}`))
    .reduce((sum, total) => sum + total.sum, 0);
}
