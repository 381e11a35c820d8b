/** 分配表: how many rows of a category a unit may have. */
export interface Quota {
  /** Code of the unit. */
  unit: string;
  category: string;
  slots: number;
}

/** A quota with what is taken of it. */
export interface QuotaHeld extends Quota {
  /** Rows that take a slot, burnt slots included. */
  used: number;
}

/** More slots than any unit has households. */
export const MOST_SLOTS = 100_000;

/** A slot count that changes. */
export interface QuotaChange extends Quota {
  before: number;
  used: number;
}

/** What a table of quotas would do. */
export interface QuotaDifference {
  /** New ones and other numbers. */
  changed: QuotaChange[];
  /** Quotas that are as they are wanted. */
  same: number;
  /** Quotas that the table does not name; they stay. */
  unnamed: QuotaHeld[];
  /** Of those changed: fewer slots than rows take already. All of them are named, and nothing is written. */
  below: QuotaChange[];
}

const markOf = ({ unit, category }: Pick<Quota, 'unit' | 'category'>): string => `${unit} ${category}`;

/** @param held the quotas of the list @param wanted each unit and category once */
export function quotaDifference(held: readonly QuotaHeld[], wanted: readonly Quota[]): QuotaDifference {
  const before = new Map(held.map((quota) => [markOf(quota), quota]));
  const named = new Set(wanted.map(markOf));
  const changed = wanted.flatMap((quota): QuotaChange[] => {
    const { slots = 0, used = 0 } = before.get(markOf(quota)) ?? {};
    return slots === quota.slots ? [] : [{ ...quota, before: slots, used }];
  });
  return {
    changed,
    same: wanted.length - changed.length,
    unnamed: held.filter((quota) => !named.has(markOf(quota))),
    below: changed.filter(({ slots, used }) => slots < used),
  };
}

/** Slots that go from one unit to another. */
export interface SlotMove {
  from: string;
  to: string;
  category: string;
  slots: number;
}

/** @returns the quotas of both units after the move */
export function quotasAfterMove(held: readonly QuotaHeld[], { from, to, category, slots }: SlotMove): Quota[] {
  const of = (unit: string): number => held.find((one) => markOf(one) === markOf({ unit, category }))?.slots ?? 0;
  return [
    { unit: from, category, slots: of(from) - slots },
    { unit: to, category, slots: of(to) + slots },
  ];
}
