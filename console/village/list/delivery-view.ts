import { type Field, type Language, say } from '../../../domain/campaign/definition/definition';
import { MISSED, type Missed } from '../../../domain/ledger/delivery';
import type { DueLine } from '../../../domain/ledger/due-lines';
import type { StepSeen } from '../../../store/list/unit/step-of-unit';
import type { FieldTold } from '../../shell/problems';
import { fill, words } from '../../shell/words/words';
import { fieldView, type Typed } from '../form-view';
import {
  GIVE,
  HOW_FIELDS,
  MISSED_FOR,
  PROXY_FIELDS,
  REST_FIELD,
  SHEET_FIELD,
  thingField,
  thingsText,
  thingText,
  WITNESS_FIELDS,
} from './delivery-fields';

/** What the form for one row of a delivery is made of. */
interface DeliveryPage {
  seen: StepSeen;
  language: Language;
  typed: Typed;
  problems: readonly FieldTold[];
}

/** Chosen where nothing was typed: most is handed over at doors; without a script there is no frame to sign in. */
const FIRST: Typed = { [GIVE.how]: 'door', [GIVE.mark]: 'paper', [GIVE.rest]: 'later' };

/** The fields of how one row is handed what is due to it. Each thing that is due to any row has one. */
export function deliveryView({ seen, language, typed, problems }: DeliveryPage) {
  const { due, accounts, chosen, list } = seen;
  const values = { ...FIRST, ...typedDue(chosen === null ? [] : (due.get(chosen.row) ?? [])), ...typed };
  const view = (field: Field) => {
    const problem = problems.find(({ field: of }) => placeOf(of) === field.id)?.message ?? null;
    const seen = fieldView(field, language, values[field.id] ?? '', problem);
    // Here a name is asked for, in one line.
    const line = { control: 'line', privacy: null, keyboard: field.id === GIVE.phone ? 'tel' : seen.keyboard };
    return field.type === 'text' ? { ...seen, ...line } : seen;
  };
  const lines = new Map([...due.values()].flat().map((line) => [line.item ?? '', line]));
  const things = accounts ? [...lines.values()].flatMap((line) => (hasItem(line) ? [thingField(line)] : [])) : [];
  return {
    things: things.map(view),
    helps: (list.helps ?? []).map(({ value, label }) => ({
      ...{
        name: `${GIVE.help}${value}`,
        label: say(label, language),
        ticked: typed[`${GIVE.help}${value}`] !== undefined,
      },
    })),
    helpsProblem: problems.find(({ field }) => field === 'helps')?.message ?? null,
    rest: view(REST_FIELD),
    how: HOW_FIELDS.map(view),
    sheet: view(SHEET_FIELD),
    witnesses: WITNESS_FIELDS.map(view),
    proxy: PROXY_FIELDS.map(view),
    hasProxy: PROXY_FIELDS.some(({ id }) => (typed[id] ?? '') !== ''),
  };
}

/** @returns what is due to a row in words, and for the script of the page: `rice:2,cny:600` */
export function dueView({ due, accounts }: StepSeen, row: string, language: Language) {
  const lines = due.get(row);
  if (!lines) return { due: null, dueThings: null };
  const w = words[language];
  return {
    due: lines.length === 0 ? w.dueNothing : fill(w.dueRow, { due: thingsText(lines, language) }),
    dueThings: accounts
      ? lines.flatMap((line) => (hasItem(line) ? [`${line.item}:${thingText(line)}`] : [])).join()
      : '',
  };
}

/** The places of what a delivery's own checks name otherwise than the form. */
const PLACES: Readonly<Record<string, string>> = { idNumber: GIVE.idNumber, witnesses: GIVE.witnesses[0] };
const placeOf = (field: string | null): string | null => (field === null ? null : (PLACES[field] ?? field));

const hasItem = (line: DueLine): line is DueLine & { item: string } => line.item !== null;

const typedDue = (lines: readonly DueLine[]): Typed =>
  Object.fromEntries(lines.map((line) => [`${GIVE.thing}${line.item}`, thingText(line)]));

/** Why nothing was handed over at this visit, or nobody told of one. */
export const missedChoices = (language: Language, of: readonly Missed[] = MISSED) =>
  of.toReversed().map((missed) => ({ value: MISSED_FOR + missed, label: words[language][`missed-${missed}`] }));
