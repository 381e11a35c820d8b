import type { ContactRow } from './rows';

/** The data of a person, without duties. */
export type Details = Pick<ContactRow, 'name' | 'phone' | 'email' | 'language'>;

/** A duty as the register has it. The name is null when the holder was erased. */
export interface StoredDuty extends Omit<ContactRow, 'name'> {
  name: string | null;
  /** Number of the person. */
  person: number;
  /** The region belongs to the importer. */
  own: boolean;
}

/** Rows of a table with their people. */
export interface SettledPeople {
  /** Each row with the number of its person; a new person has a negative one, the same in all rows. */
  duties: (ContactRow & { person: number })[];
  /** Duties that the table does not name, but whose holders it changes. */
  along: ContactRow[];
}

interface Register {
  stored: readonly StoredDuty[];
  /** Columns that the table has. */
  columns: ReadonlySet<string>;
}

/**
 * Finds the person of each row of a table. Pure.
 * - A row with the holder's name means the holder. A new number or address then counts for all duties of the holder,
 *   unless another row keeps the old one, or a duty lies outside the importer's region.
 * - Any other row means the person of the register with the same name and number, and with the same address and
 * language where the table has them; else a new person. Without number and address, a row means a person of its own.
 */
export function settlePeople(rows: readonly ContactRow[], { stored, columns }: Register): SettledPeople {
  const register = new Known(stored);
  const whole = rows.map((row) => completed(row, register, columns));
  const changed = changedPeople(whole, register);
  const added = new Map<string, number>();
  const duties = whole.map((row) => ({ ...row, person: register.personOf(row, changed) ?? newPerson(row, added) }));
  const named = new Set(rows.map(postOf));
  const along = stored.filter((duty) => changed.has(duty.person) && !named.has(postOf(duty)));
  return {
    duties,
    along: along.map(({ person, own: _, ...duty }) => ({ ...duty, ...changed.get(person), name: duty.name ?? '' })),
  };
}

/** @returns the same text for two rows of the same duty. */
export const postOf = ({ region, role }: Pick<ContactRow, 'region' | 'role'>): string => `${region} ${role}`;

const detailsOf = ({ name, phone, email, language }: ContactRow): Details => ({ name, phone, email, language });
const keyOf = ({ name, phone, email, language }: Omit<Details, 'name'> & { name: string | null }): string =>
  JSON.stringify([name, phone, email, language]);

/** The data of the register, by duty and by person. */
class Known {
  private readonly holders: Map<string, StoredDuty>;
  private readonly duties = new Map<number, StoredDuty[]>();

  constructor(stored: readonly StoredDuty[]) {
    this.holders = new Map(stored.map((duty) => [postOf(duty), duty]));
    for (const duty of stored) this.duties.set(duty.person, [...(this.duties.get(duty.person) ?? []), duty]);
  }

  /** @returns the stored duty if the row keeps its holder. */
  kept(row: ContactRow): StoredDuty | undefined {
    const holder = this.holders.get(postOf(row));
    return holder?.name === row.name ? holder : undefined;
  }

  /** @returns true if all the person's duties are in the importer's region. */
  isOwn = (person: number): boolean => this.duties.get(person)?.every(({ own }) => own) ?? false;

  /** @returns an equal duty, of the oldest person in the register. */
  find(agrees: (duty: StoredDuty) => boolean): StoredDuty | undefined {
    const found = [...this.duties.values()].flat().filter((duty) => this.isOwn(duty.person) && agrees(duty));
    return found.toSorted((a, b) => a.person - b.person)[0];
  }

  /** @param changed the changes of people by the table @returns the person of a row; undefined for a new person */
  personOf(row: ContactRow, changed: ReadonlyMap<number, Details>): number | undefined {
    const now = (duty: StoredDuty): string => keyOf(changed.get(duty.person) ?? duty);
    const kept = this.kept(row);
    if (kept && now(kept) === keyOf(row)) return kept.person;
    return hasNumber(row) ? this.find((duty) => now(duty) === keyOf(row))?.person : undefined;
  }
}

const hasNumber = ({ phone, email }: Pick<Details, 'phone' | 'email'>): boolean => (phone ?? email) !== null;

/**
 * Fills in values without a column in the table, from the row's person. Values of a former holder are dropped. An empty
 * cell in an existing column empties the value.
 */
function completed({ beside, ...row }: ContactRow, register: Known, all: ReadonlySet<string>): ContactRow {
  const columns = beside ? NAME_AND_NUMBER : all;
  const kept = register.kept(row);
  const theirs = kept ?? (hasNumber(row) ? register.find((duty) => isSame(row, duty, columns)) : undefined);
  if (!theirs) return row;
  const email = columns.has('email') ? row.email : theirs.email;
  const language = columns.has('language') ? row.language : theirs.language;
  if (!kept) return { ...row, email, language };
  const phone = beside && !all.has('deputyPhone') ? kept.phone : row.phone;
  const leaveFrom = columns.has('leaveFrom') ? row.leaveFrom : kept.leaveFrom;
  const leaveUntil = columns.has('leaveUntil') ? row.leaveUntil : kept.leaveUntil;
  return { ...row, phone, email, language, leaveFrom, leaveUntil };
}

const NAME_AND_NUMBER: ReadonlySet<string> = new Set();

const isSame = (row: ContactRow, known: StoredDuty, columns: ReadonlySet<string>): boolean =>
  row.name === known.name &&
  row.phone === known.phone &&
  (columns.has('email') ? row.email === known.email : row.phone !== null) &&
  (!columns.has('language') || row.language === known.language);

/** @returns people with new details, the same in all rows that name them. */
function changedPeople(rows: readonly ContactRow[], register: Known): Map<number, Details> {
  const said = new Map<number, { before: string; details: Map<string, Details> }>();
  for (const row of rows) {
    const kept = register.kept(row);
    if (!kept) continue;
    const one = said.get(kept.person) ?? { before: keyOf(kept), details: new Map<string, Details>() };
    one.details.set(keyOf(row), detailsOf(row));
    said.set(kept.person, one);
  }
  return new Map(
    [...said].flatMap(([person, { before, details }]) => {
      const [only, ...others] = details.values();
      const isNew = only && others.length === 0 && keyOf(only) !== before;
      return isNew && register.isOwn(person) ? [[person, only]] : [];
    }),
  );
}

function newPerson(row: ContactRow, added: Map<string, number>): number {
  const key = hasNumber(row) ? keyOf(row) : postOf(row);
  const known = added.get(key) ?? -1 - added.size;
  added.set(key, known);
  return known;
}
