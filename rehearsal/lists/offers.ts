import type { Field, Form } from '../../domain/campaign/definition/definition';
import type { RowMeant } from '../audit/lists/list-season';
import { type Filling, fillIn } from '../people/answers';
import type { AskedField } from '../people/visitor';
import { type InventedPerson, mistyped } from './invented-people';
import type { RowsTyped, RowTyped } from './list-visitor';
import type { Proposal } from './proposals';
import type { Sending } from './sendings';

/** Rows that a village sends together, and what it means by each. */
export interface Offer extends RowsTyped {
  meant: ReadonlyMap<string, RowMeant>;
}

/** What a row is filled in from. */
export interface RowForm {
  form: Form;
  category: string;
  /** The person must know of it and agree. */
  consent: boolean;
  filling: Omit<Filling, 'version'>;
}

/** What the village knows of its rows from earlier answers. */
export interface Known {
  /** Everything that it has proposed or will. */
  proposals: ReadonlyMap<string, Proposal>;
  versions: ReadonlyMap<string, number>;
}

/**
 * @returns what is sent to the page, one after the other: rows with a mistyped number, corrections, rows taken back,
 * and the good ones; those beyond the quota come last, by {@link beyondOf}
 */
export function offersOf(sending: Sending, form: RowForm, { proposals, versions }: Known): Offer[] {
  const version = (row: string) => ({ ...(versions.has(row) && { version: versions.get(row) ?? 1 }) });
  const offer = (rows: RowTyped[], meant: RowMeant): Offer => ({
    rows,
    gone: [],
    whole: false,
    meant: all(rows, meant),
  });
  const bad = sending.late ? [] : sending.proposals.filter(({ badNumber }) => badNumber);
  const corrected = sending.corrects.flatMap((row) => proposals.get(row) ?? []);
  const gone = sending.takesBack.map((row) => ({ row, ...version(row) }));
  const shared = new Set(sending.proposals.flatMap(({ row, shared: is }) => (is ? [row] : [])));
  const rows = sending.proposals.map((proposal) => typed(proposal, form));
  const meantBy = (row: string): RowMeant => (sending.late ? 'late' : shared.has(row) ? 'shared' : 'good');
  const offers: Offer[] = [
    offer(
      bad.map(({ person, ...one }) =>
        typed({ ...one, person: { ...person, idNumber: mistyped(person.idNumber) } }, form),
      ),
      'bad-number',
    ),
    offer(form.consent ? sending.unwilling.map((one) => ({ ...typed(one, form), consent: false })) : [], 'unwilling'),
    offer(
      corrected.map((one) => ({ ...typed(one, form, 2), ...version(one.row) })),
      'corrected',
    ),
    { rows: [], gone, whole: false, meant: all(gone, 'taken-back') },
    {
      rows,
      gone: [],
      whole: sending.whole && sending.beyond.length === 0,
      meant: new Map(rows.map(({ row }) => [row, meantBy(row)])),
    },
  ];
  return offers.filter(({ rows: some, gone: back, whole }) => some.length > 0 || back.length > 0 || whole);
}

/** @returns rows that were returned, as they are handed in again: with other answers */
export function againOf(
  returned: readonly { row: string; version: number }[],
  form: RowForm,
  { proposals }: Pick<Known, 'proposals'>,
): Offer {
  const rows = returned.flatMap(({ row, version }) => {
    const proposal = proposals.get(row);
    return proposal ? [{ ...typed(proposal, form, version + 1), version }] : [];
  });
  return { rows, gone: [], whole: false, meant: all(rows, 'returned') };
}

/** @returns rows beyond the quota, with the word that these are all */
export function beyondOf({ beyond }: Sending, form: RowForm): Offer {
  const rows = beyond.map((proposal) => typed(proposal, form));
  return { rows, gone: [], whole: true, meant: all(rows, 'beyond') };
}

const all = (rows: readonly { row: string }[], meant: RowMeant): Map<string, RowMeant> =>
  new Map(rows.map(({ row }) => [row, meant]));

/** @param version another version has other answers, but the same person */
function typed(
  { row, person, figures, ...proposal }: Proposal,
  { form, consent, filling, ...usual }: RowForm,
  version = 1,
): RowTyped {
  const { category = usual.category } = proposal;
  const answers = fillIn(form.fields.filter(({ personal }) => personal === undefined).map(askedField), {
    ...filling,
    key: `${filling.key} ${row}`,
    version,
  });
  const personal = form.fields.flatMap(({ id, personal: kind }) => (kind ? [[id, personalAnswer(person, kind)]] : []));
  return { row, category, consent, figures: { ...answers, ...figures, ...Object.fromEntries(personal) } };
}

const personalAnswer = (person: InventedPerson, kind: NonNullable<Field['personal']>): string => {
  switch (kind) {
    case 'name':
      return person.name;
    case 'id-number':
      return person.idNumber;
    case 'phone':
      return person.phone;
    case 'address':
      return person.address;
    case 'account':
      return person.account;
    case 'holder':
      return '';
  }
};

const askedField = ({ choices = [], ...field }: Field): AskedField => ({
  ...field,
  choices: choices.map(({ value }) => value),
});
