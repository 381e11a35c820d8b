/**
 * An account is a word: its kind, and what it is about. Outside ones tell where something comes from and goes to, and
 * have no floor; inside ones never go below zero.
 *
 * from:WHOM         a donor, a level of the treasury, a supplier, a count that found more
 * to:WHERE          supplier, spent, lost, counted
 * promised:REGION   pledged, not there yet
 * store:REGION      in the hands of a region's office
 * way:NUMBER        sent by a dispatch note, not arrived
 * with:NUMBER       handed over to a row of a list
 */
export const OUTSIDE = ['from', 'to'] as const;
export const INSIDE = ['promised', 'store', 'way', 'with'] as const;
export type AccountKind = (typeof OUTSIDE)[number] | (typeof INSIDE)[number];

/** An account, as `kind:about`. */
type Account = `${AccountKind}:${string}`;

/** As Postgres checks it, too. */
export const ACCOUNT = /^(from|to|promised|store|way|with):[A-Za-z0-9][A-Za-z0-9-]{0,59}$/;

/** @returns what kind of account it is, and what it is about; null for a word that is no account */
export function accountOf(word: string): { kind: AccountKind; about: string } | null {
  const [, kind] = ACCOUNT.exec(word) ?? [];
  return kind === undefined ? null : { kind: kind as AccountKind, about: word.slice(kind.length + 1) };
}

/** @returns whether its balance never goes below zero */
export const isInside = (account: string): boolean => {
  const found = accountOf(account);
  return found !== null && INSIDE.some((kind) => kind === found.kind);
};

export const storeOf = (region: string): Account => `store:${region}`;
export const promisedTo = (region: string): Account => `promised:${region}`;
export const wayOf = (dispatch: number): Account => `way:${dispatch}`;

/** @returns the number of the dispatch note whose account it is; undefined for every other account */
export function noteOf(account: string): number | undefined {
  const found = accountOf(account);
  return found?.kind === 'way' ? Number(found.about) : undefined;
}

/** @returns the number of the row of a list whose account it is; undefined for every other account */
export function rowOf(account: string): number | undefined {
  const found = accountOf(account);
  return found?.kind === 'with' ? Number(found.about) : undefined;
}

/** @param row number of a row of a list */
export const withRow = (row: number): Account => `with:${row}`;

/** Gifts of people who are not named (爱心人士). */
export const UNNAMED: Account = 'from:unnamed';
/** Of goods that are bought. */
export const FROM_SUPPLIER: Account = 'from:supplier';
/** Of money that pays for them. */
export const TO_SUPPLIER: Account = 'to:supplier';
export const LOST: Account = 'to:lost';
/** What a count found more, or less, than the books said. */
export const COUNTED_MORE: Account = 'from:counted';
export const COUNTED_LESS: Account = 'to:counted';
/** @param person number of the donor among the people; the name is sealed there */
export const fromDonor = (person: number): Account => `from:donor-${person}`;
