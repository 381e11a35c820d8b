import type { Field, Language } from '../../../domain/campaign/definition/definition';
import { NO_ID } from '../../../domain/people/person';
import type { ListSeen } from '../../../store/list/unit/list-of-unit';
import type { RowSeen } from '../../../store/list/unit/rows-seen';
import type { FieldTold } from '../../shell/problems';
import { fill, words } from '../../shell/words/words';
import { fieldView, type Typed, typedFigure } from '../form-view';

/** Names of the controls that are no fields of the row's form; the hyphens keep them different from those. */
export const ROW = {
  id: 'row-id',
  version: 'row-version',
  category: 'row-category',
  noId: 'row-no-id',
  consent: 'row-consent',
} as const;

/** @returns the control that a problem of a row is about */
export const placeOf = (field: string | null): string | null =>
  field === 'category' || field === 'consent' ? `row-${field}` : field;

/** A row that is corrected, and whether it still can be. */
export type Correcting = RowSeen & { isOpen: boolean };

interface RowForm {
  seen: ListSeen;
  language: Language;
  correcting: Correcting | null;
  typed?: Typed | undefined;
  problems: readonly FieldTold[];
}

/**
 * The fields of one row. A correction never sends personal data back to the phone: those fields are empty, and say
 * that they stay as they are.
 */
export function rowFields({ seen, language, correcting, typed, problems }: RowForm) {
  const values = typed ?? (correcting ? typedRow(seen, correcting) : {});
  const view = (field: Field) => {
    const problem = problems.find((one) => placeOf(one.field) === field.id)?.message ?? null;
    const seenField = fieldView(field, language, values[field.id] ?? '', problem);
    if (!field.personal) return seenField;
    const keyboard = field.personal === 'phone' ? 'tel' : seenField.keyboard;
    const kept = correcting && keptHint(correcting, field, language);
    const shown = { ...seenField, keyboard, control: 'line', privacy: null };
    return kept ? { ...shown, hint: kept, required: false } : shown;
  };
  return [...(seen.categories.length > 1 ? [categoryField(seen)] : []), ...withNoId(seen), ...consentField(seen)].map(
    view,
  );
}

/** @returns the answers of a row that are nobody's secret, as typed values */
function typedRow({ form }: ListSeen, row: RowSeen): Typed {
  const open = form.fields.filter(({ personal }) => personal === undefined);
  return {
    ...Object.fromEntries(open.map((field) => [field.id, typedFigure(field, row.figures)])),
    [ROW.category]: row.category,
    [ROW.noId]: row.noId ?? '',
    [ROW.consent]: 'yes',
  };
}

/** @returns what the reader may know of a personal answer that is there; null where there is none */
function keptHint(row: RowSeen, { personal }: Field, language: Language): string | null {
  const w = words[language];
  if (!personal || !row.given.includes(personal)) return null;
  if (personal === 'name') return fill(w.rowKept, { value: row.shown });
  if (personal !== 'id-number' || row.lastFour === null) return w.rowKeptHidden;
  return fill(w.rowKept, { value: fill(w.listLastFour, { lastFour: row.lastFour }) });
}

const categoryField = ({ categories }: ListSeen): Field => ({
  id: ROW.category,
  label: { 'zh-CN': words['zh-CN'].rowCategory, en: words.en.rowCategory },
  type: 'choice',
  required: true,
  choices: categories.map(({ id, name }) => ({ value: id, label: name })),
});

/** Beside the ID number: why there is none. A browser without script must not insist on the number. */
const withNoId = ({ form }: ListSeen): Field[] =>
  form.fields.flatMap((field): Field[] =>
    field.personal !== 'id-number'
      ? [field]
      : [
          { ...field, required: false },
          {
            id: ROW.noId,
            label: { 'zh-CN': words['zh-CN'].rowNoId, en: words.en.rowNoId },
            type: 'choice',
            required: false,
            choices: Object.entries(NO_ID).map(([value, label]) => ({ value, label })),
          },
        ],
  );

const consentField = ({ list }: ListSeen): Field[] =>
  list.consent === 'required'
    ? [
        {
          id: ROW.consent,
          label: { 'zh-CN': words['zh-CN'].rowConsent, en: words.en.rowConsent },
          type: 'choice',
          required: true,
          choices: [{ value: 'yes', label: { 'zh-CN': words['zh-CN'].rowConsentYes, en: words.en.rowConsentYes } }],
        },
      ]
    : [];
