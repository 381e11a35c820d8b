import type { RegionKind } from '../../../domain/people/region-kinds';
import type { ContactRow, RegionRow, RegisterRows } from './rows';
import { postOf } from './settle-people';

/** The change of one row of the register by an import. */
export interface RowChange {
  what: 'region' | 'contact' | 'kind';
  /** `handed-over`: another person takes the post; the links of the former one stop working. */
  how: 'new' | 'changed' | 'handed-over';
  /** Code of the region, or of the kind. */
  region: string;
  /** Of a contact. */
  role?: ContactRow['role'];
  name: string;
  /** Fields that differ, with their values before and after. */
  fields: { field: string; before: string | null; after: string | null }[];
}

/** The changes in the order of the tables, and how many rows stay as they are. */
export interface RegisterChanges {
  changes: RowChange[];
  unchanged: number;
}

type Before = Pick<RegisterRows, 'regions'> & { contacts: readonly ContactBefore[] };
/** The name is null without a person. */
type ContactBefore = Omit<ContactRow, 'name'> & { name: string | null };

/** Compares the tables with the register. Pure. */
export function changesOf(before: Before, after: RegisterRows): RegisterChanges {
  const regions = new Map(before.regions.map((region) => [region.code, region]));
  const contacts = new Map(before.contacts.map((contact) => [postOf(contact), contact]));
  const changes = [
    ...after.regions.flatMap((region) => regionChange(regions.get(region.code), region)),
    ...after.contacts.flatMap((contact) => contactChange(contacts.get(postOf(contact)), contact)),
  ];
  return { changes, unchanged: after.regions.length + after.contacts.length - changes.length };
}

/** @returns the changes of the kinds of region by an import. */
export const kindChanges = (before: readonly RegionKind[], after: readonly RegionKind[]): RowChange[] =>
  after.flatMap((kind) => {
    const old = before.find(({ code }) => code === kind.code);
    const fields = differences(old && asCells(old), asCells(kind), [
      'kindName',
      'englishName',
      'alsoCalled',
      'rank',
      'asked',
    ]);
    if (fields.length === 0) return [];
    return [{ what: 'kind', how: old ? 'changed' : 'new', region: kind.code, name: kind.name['zh-CN'], fields }];
  });

const asCells = ({ name, words, rank, asked }: RegionKind) => ({
  kindName: name['zh-CN'],
  englishName: name.en,
  alsoCalled: wordsOf(words),
  rank,
  asked,
});

function regionChange(old: RegionRow | undefined, region: RegionRow): RowChange[] {
  const tags = region.tags ?? old?.tags ?? [];
  const fields = differences(old && { ...old, tags: wordsOf(old.tags) }, { ...region, tags: wordsOf(tags) }, [
    'name',
    'kind',
    'parent',
    'tags',
  ]);
  if (fields.length === 0) return [];
  return [{ what: 'region', how: old ? 'changed' : 'new', region: region.code, name: region.name, fields }];
}

const wordsOf = (tags: readonly string[] = []): string | null => tags.join(' ') || null;

function contactChange(old: ContactBefore | undefined, contact: ContactRow): RowChange[] {
  const fields = differences(old, contact, ['name', 'phone', 'email', 'language', 'leaveFrom', 'leaveUntil']);
  if (fields.length === 0) return [];
  const how = !old ? 'new' : old.name === contact.name ? 'changed' : 'handed-over';
  return [{ what: 'contact', how, region: contact.region, role: contact.role, name: contact.name, fields }];
}

const differences = <Field extends string>(
  old: Partial<Record<Field, unknown>> | undefined,
  row: Partial<Record<Field, unknown>>,
  fields: readonly Field[],
): RowChange['fields'] =>
  fields
    .map((field) => ({ field, before: textOf(old?.[field]), after: textOf(row[field]) }))
    .filter(({ before, after }) => before !== after);

const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
