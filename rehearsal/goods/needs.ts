import type { Definition, Standard } from '../../domain/campaign/definition/definition';
import { numberOf } from '../../domain/ledger/approximate';
import { divide } from '../../domain/ledger/divide';
import { MONEY } from '../../domain/ledger/items';
import { plannedHeads } from '../../domain/ledger/sums';
import { isOfRegisters } from '../../domain/list/entitled';
import type { Recipient } from './recipients';

/** So much of an item, of a purse. */
export interface Need {
  item: string;
  purse: string;
  /** Whole units; fen for money. */
  quantity: number;
}

type Standards = Pick<Definition, 'standards' | 'items'>;

/** Who is entitled to something: all but those who leave the list before it is fixed. */
export const isEntitled = ({ fate }: Recipient): boolean =>
  fate === 'served' || fate === 'refuses' || fate === 'diedBefore' || fate === 'wasDead';

/** @returns what the standard of a row gives it */
export function standardNeeds(
  { standards, lists }: Standards & Pick<Definition, 'lists'>,
  { category, heads }: Recipient,
): Need[] {
  const standard = standards.find((one) => one.category === category);
  if (!standard) return [];
  const { cash, purse = '', goods, per } = standard;
  const times = per === 'person' || isOfRegisters(lists, category) ? (heads ?? 1) : 1;
  return [
    ...(cash > 0 ? [{ item: MONEY, purse, quantity: Math.round(cash * 100) * times }] : []),
    ...goods.flatMap(({ item, quantity, purse: own = purse }) =>
      item === undefined ? [] : [{ item, purse: own, quantity: quantity * times }],
    ),
  ];
}

/** Yuan for each, where the plan does not say what may be raised. */
const RAISED_EACH = 500;

/** @returns the definition in which late standards give what the plan hopes for, so that so much is raised */
export const withHopes = (definition: Definition): Definition => ({
  ...definition,
  standards: definition.standards.map((standard) => {
    if (standard.late === undefined) return standard;
    const [money, heads] = [numberOf(standard.planned?.cash), numberOf(plannedHeads(standard))];
    const each =
      money === null || heads === null || heads === 0 ? RAISED_EACH : Math.floor((money * 100) / heads) / 100;
    return { ...standard, cash: each };
  }),
});

/** An increase that single rows get beyond their standard. */
export interface Increase extends Need {
  list: string;
  rows: readonly Recipient[];
}

/**
 * Money and goods that a plan has in all, but its standard gives to nobody: as evenly as goes, to those who are served.
 * Goods are paid by the purse that pays for most.
 */
export function increases(definition: Standards, recipients: readonly Recipient[]): Increase[] {
  return definition.standards.flatMap((standard) => {
    const served = recipients.filter(({ category, fate }) => category === standard.category && fate === 'served');
    return unshared(definition, standard).flatMap(({ item, purse, quantity }) => {
      const parts = divide(
        quantity,
        served.map(() => 1),
      );
      return [...new Set(parts)].sort().flatMap((each): Increase[] => {
        const rows = served.filter((_, at) => parts[at] === each);
        const [first] = rows;
        return first && each > 0 ? [{ item, purse, quantity: each, list: first.list, rows }] : [];
      });
    });
  });
}

function unshared(definition: Standards, { cash, purse, goods, planned }: Standard): Need[] {
  const money = cash === 0 && purse !== undefined ? numberOf(planned?.cash) : null;
  return [
    ...(money === null || purse === undefined ? [] : [{ item: MONEY, purse, quantity: Math.round(money * 100) }]),
    ...(planned?.goods ?? []).flatMap(({ name, quantity }): Need[] => {
      const [item] = Object.entries(definition.items).find(([, one]) => one.name['zh-CN'] === name['zh-CN']) ?? [];
      const isShared = goods.some((one) => one.item === item);
      return item === undefined || isShared ? [] : [{ item, purse: mainPurse(definition), quantity }];
    }),
  ];
}

/** @returns the purse of most standards */
export function mainPurse({ standards }: Pick<Definition, 'standards'>): string {
  const purses = standards.flatMap(({ purse }) => purse ?? []);
  const often = (purse: string) => purses.filter((one) => one === purse).length;
  return [...new Set(purses)].sort((one, other) => often(other) - often(one))[0] ?? '';
}

/** What somebody needs at a place. */
export interface NeedAt extends Need {
  unit: string;
}

/** @returns all that rows are entitled to, by purse and item, with the units that they belong to */
export function needsOf(definition: Standards & Pick<Definition, 'lists'>, recipients: readonly Recipient[]): NeedAt[] {
  const standing = recipients.filter(isEntitled);
  return [
    ...standing.flatMap((one) => standardNeeds(definition, one).map((need) => ({ ...need, unit: one.unit }))),
    ...increases(definition, recipients).flatMap(({ rows, list: _, ...need }) =>
      rows.map(({ unit }) => ({ ...need, unit })),
    ),
  ];
}

/**
 * @returns the fen that the plan says all pieces of an item are worth, and how many it plans; null where it does not
 */
export function plannedWorth({ standards }: Standards, item: string): { fen: number; pieces: number } | null {
  for (const standard of standards) {
    const { goods, planned, per } = standard;
    const given = goods.find((one) => one.item === item);
    const heads = numberOf(per === 'household' ? planned?.households : planned?.persons);
    const value = numberOf(planned?.value);
    if (given && goods.length === 1 && heads !== null && value !== null)
      return { fen: Math.round(value * 100), pieces: heads * given.quantity };
  }
  return null;
}
