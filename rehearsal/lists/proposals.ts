import { createHash } from 'node:crypto';
import { chance } from '../people/chance';
import { type InventedPerson, inventPerson } from './invented-people';
import type { ShareName, Shares } from './shares';

/** What a village means to do with a list. */
export interface Proposing {
  seed: number;
  shares: Shares;
  /** Code of the village. */
  unit: string;
  list: string;
  /** Its slots; null where the list has no quotas. */
  slots: number | null;
  /** All villages that are asked for lists, in one order, and all lists that they are asked for. */
  units: readonly string[];
  lists: readonly string[];
}

/** A household that a village proposes. */
export interface Proposal {
  /** Id of the row (UUID). */
  row: string;
  person: InventedPerson;
  /** Another row has the same person, so either may be held. */
  shared: boolean;
  /** Village where the person lives, which not always is the one that proposes. */
  home: string;
  /** The number is mistyped at first. */
  badNumber: boolean;
  /** The first of the list when left out. */
  category?: string;
  /** Answers that the row must have, by field. */
  figures?: Readonly<Record<string, string>>;
}

/** Everything that a village will send, whenever it sends it. */
export interface Intent {
  proposals: Proposal[];
  /** Tried when the quota is full, and to be refused. */
  beyond: Proposal[];
  /** Somebody who does not agree to stand on the list; tried, and to be refused. */
  unwilling: Proposal[];
  /** Rows that it corrects and takes back later. */
  corrects: string[];
  takesBack: string[];
}

/** Households of a list without quotas. */
const WITHOUT_QUOTA = 6;
/** Whoever does not agree comes after those beyond the quota. */
const UNWILLING = 5;
/** More rows of a list than any village has. */
const MOST_OF_A_LIST = 400;

/** @returns what the village means to send; the same for the same seed, village and list. */
export function intentOf(proposing: Proposing): Intent {
  const { slots } = proposing;
  const is = (trait: ShareName) => has(trait, proposing);
  const allowed = slots ?? WITHOUT_QUOTA;
  const count = is('fewer') ? Math.ceil(allowed * 0.7) : allowed;
  const proposals = Array.from({ length: count }, (_, nth) => proposalOf(proposing, nth));
  const last = proposals.at(-1);
  if (last && is('badNumber')) last.badNumber = true;
  // A row that may turn out to be somebody else's would free its slot.
  const isFull = slots !== null && count === slots && proposals.every(({ shared }) => !shared);
  const beyond = isFull && is('beyond') ? [proposalOf(proposing, count), proposalOf(proposing, count + 1)] : [];
  const settled = proposals.filter(({ shared, badNumber }) => !shared && !badNumber).map(({ row }) => row);
  return {
    proposals,
    beyond,
    unwilling: is('unwilling') ? [proposalOf(proposing, count + UNWILLING)] : [],
    corrects: is('corrects') ? settled.slice(0, 1) : [],
    takesBack: is('takesBack') && beyond.length === 0 ? settled.slice(1, 2) : [],
  };
}

const has = (
  trait: ShareName,
  { seed, shares, unit, list }: Pick<Proposing, 'seed' | 'shares' | 'unit' | 'list'>,
): boolean => chance(seed, trait, unit, list) < shares[trait];

/** The second row of a village may be the first of the next one, and its third the first of its first list. */
function proposalOf(proposing: Proposing, nth: number): Proposal {
  const { seed, unit, list, units, lists } = proposing;
  const [from, at] = [units.indexOf(unit), lists.indexOf(list)];
  const own = { unit: from, list: at, nth };
  const asTwin = nth === 1 && from + 1 < units.length && has('twin', proposing);
  const asBoth = nth === 2 && at > 0 && has('both', proposing);
  const who = asTwin ? { unit: from + 1, list: at, nth: 0 } : asBoth ? { unit: from, list: 0, nth: 0 } : own;
  return {
    row: rowId(seed, unit, list, nth),
    person: inventPerson(seed, (who.unit * lists.length + who.list) * MOST_OF_A_LIST + who.nth),
    shared: who !== own || (nth === 0 && isNamedElsewhere(proposing)),
    home: units[who.unit] ?? unit,
    badNumber: false,
  };
}

/** Where a household lives, and the number by which it is found. */
interface Resident {
  idNumber: string;
  home: string;
}

/**
 * @returns the households that a village may have on the list beside another village: its own first, and the next
 * one's
 */
export function residentsNamedIn(proposing: Omit<Proposing, 'slots'>): Resident[] {
  const [own, next] = [0, 1].map((nth) => proposalOf({ ...proposing, slots: null }, nth));
  return [own, next].flatMap((one) => (one ? [{ idNumber: one.person.idNumber, home: one.home }] : []));
}

/** Whether the village before, or the village itself on another list, names the first of this list as well. */
function isNamedElsewhere(proposing: Proposing): boolean {
  const { unit, list, units, lists } = proposing;
  const before = units[units.indexOf(unit) - 1];
  const byOther = before !== undefined && has('twin', { ...proposing, unit: before });
  const onOther =
    lists.indexOf(list) === 0 && lists.slice(1).some((other) => has('both', { ...proposing, list: other }));
  return byOther || onOther;
}

/** @returns a UUID that depends only on the seed and the words */
export function rowId(seed: number, ...about: (string | number)[]): string {
  const hex = createHash('sha256')
    .update(['row', seed, ...about].join('\0'))
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
