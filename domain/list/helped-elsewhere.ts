/** What of a campaign matters for those whom another one helps, too. */
export interface Helping {
  season: number;
  /** Name of the organisation that asks. */
  organisation: string;
}

/**
 * How another campaign stands to one that looks at its rows.
 *
 * earlier   another season: it shows what somebody has had before, and forbids nothing
 * same      the same office in the same season: the same category is the same purse, and is not given twice
 * other     another office in the same season: it is shown, and an approval needs a reason
 */
export type Relation = 'earlier' | 'same' | 'other';

export const relationOf = (own: Helping, other: Helping): Relation =>
  own.season !== other.season ? 'earlier' : own.organisation === other.organisation ? 'same' : 'other';
