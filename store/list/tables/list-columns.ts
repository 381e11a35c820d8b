import type { Field, Form, Standard } from '../../../domain/campaign/definition/definition';
import type { ListDefinition } from '../../../domain/list/list-definition';
import type { Personal } from '../../../domain/list/personal';
import { kindOf } from '../../../domain/report/field-kinds';
import type { Bilingual } from '../../../domain/text/refusal';
import { plainHeading } from '../../people/tables/columns';
import { goesBy, KNOWN, type RosterColumn } from './shape/columns';

/** What a table of a list depends on. */
export interface ListForm {
  list: ListDefinition;
  /** The form of a row. */
  form: Form;
  /** Names of the categories, by id. */
  categories: ReadonlyMap<string, Bilingual>;
}

/** @returns the names of a list's categories, as the standards of the campaign have them */
export const categoryNames = (
  { categories }: ListDefinition,
  standards: readonly Pick<Standard, 'category' | 'name'>[],
): Map<string, Bilingual> =>
  new Map(
    categories.map((id) => [id, standards.find(({ category }) => category === id)?.name ?? { 'zh-CN': id }] as const),
  );

/** Key of the column of a form's field. */
export const fieldKey = (field: Pick<Field, 'id'>): string => `field.${field.id}`;

/** Columns that every list has; of the other known ones only those that its form asks for. */
const ALWAYS = ['number', 'county', 'township', 'village', 'code', 'household', 'head', 'name', 'id', 'noId'];
const OF_HOUSEHOLDS = ['relation'];

/** Columns by which a table gives what is personal. */
const PERSONAL: Readonly<Record<Personal, string>> = {
  name: 'name',
  'id-number': 'id',
  phone: 'phone',
  address: 'address',
  account: 'account',
  holder: 'holder',
};

const CONSENT: RosterColumn = {
  key: 'consent',
  'zh-CN': '知情自愿',
  en: 'consent',
  also: ['知情同意', '是否知情', '是否同意', '本人同意'],
  of: 'household',
};

/** @returns the columns of a list's tables, in the order in which a template has them */
export function columnsOf({ list, form }: ListForm): RosterColumn[] {
  const known = new Map<string, RosterColumn>(KNOWN.map((column) => [column.key, column]));
  const names = new Map<string, string[]>();
  const asked: RosterColumn[] = [];
  for (const field of form.fields) {
    const words = [field.label['zh-CN'], field.label.en ?? ''].filter((word) => word !== '');
    const personal = field.personal && PERSONAL[field.personal];
    if (personal === 'name' || personal === 'id') names.set(personal, words);
    else asked.push(fieldColumn(field, words, knownFor(field, words, list)));
  }
  const always = ALWAYS.concat(list.of === 'household' ? OF_HOUSEHOLDS : []).flatMap((key) => {
    const column = known.get(key);
    return column ? [{ ...column, also: [...column.also, ...(names.get(key) ?? [])] }] : [];
  });
  const category = list.categories.length > 1 ? [known.get('category')] : [];
  const consent = list.consent === 'required' ? [CONSENT] : [];
  return [...always, ...category, ...asked, ...consent].flatMap((column) => column ?? []);
}

/** @returns the known column that a field is, whose headings it goes by too */
function knownFor(field: Field, words: readonly string[], { heads }: ListDefinition): RosterColumn | undefined {
  const personal = field.personal && PERSONAL[field.personal];
  if (personal) return KNOWN.find(({ key }) => key === personal);
  const named = KNOWN.find((column) => words.some((word) => goesBy(column, plainHeading(word))));
  return named ?? (field.id === heads ? KNOWN.find(({ key }) => key === 'heads') : undefined);
}

function fieldColumn(field: Field, [name = field.id, ...more]: readonly string[], known?: RosterColumn): RosterColumn {
  const isNumber = kindOf(field.type).decimals !== undefined;
  const also = known ? [known['zh-CN'], known.en, ...known.also] : [];
  return {
    key: fieldKey(field),
    'zh-CN': name,
    en: more[0] ?? name,
    also: [...more, ...also, field.id],
    of: 'household',
    ...(known?.fillsDown && !isNumber && { fillsDown: true as const }),
    ...(isNumber && { summed: true as const }),
    ...((field.type === 'date' || field.type === 'month') && { holdsDates: true as const }),
  };
}
