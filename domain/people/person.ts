import { z } from 'zod';
import type { Bilingual } from '../text/refusal';
import { normalName } from './normal-name';
import { shownName } from './shown-name';

/** What a row of a list may be about, besides a household, which is its head with the members; and who gives. */
export type PersonKind = 'person' | 'enterprise' | 'place' | 'donor';

/** Why somebody has no ID number on a list. Two people without one are never taken for the same by themselves. */
export const NO_ID = {
  newborn: { 'zh-CN': '新生儿，尚未登记', en: 'newborn, not registered yet' },
  unregistered: { 'zh-CN': '没有户口', en: 'not registered' },
  lost: { 'zh-CN': '证件遗失，尚未补办', en: 'document lost' },
  foreign: { 'zh-CN': '境外人员', en: 'from abroad' },
  withheld: { 'zh-CN': '本人不愿提供', en: 'does not want to give it' },
  unknown: { 'zh-CN': '暂不掌握', en: 'not known yet' },
} as const satisfies Record<string, Bilingual>;

export type NoId = keyof typeof NO_ID;

/** What is known of a person; it is kept only sealed. Longer texts are refused before they come here. */
export const personDetails = z.object({
  name: z.string(),
  /** Citizen number of 18 characters, or the code of an enterprise. */
  idNumber: z.string().nullable(),
  /** `YYYY-MM-DD`, of the ID number where there is one. */
  born: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  /** For payments to a card. */
  account: z.string().nullable(),
});
export type PersonDetails = z.infer<typeof personDetails>;

/** @returns the name for lists and postings: masked for people, whole for enterprises and places */
export const shownOf = (kind: PersonKind, name: string): string =>
  kind === 'enterprise' || kind === 'place' ? name.trim() : shownName(name);

/**
 * @param township code of the township, or of the lowest region known
 * @returns what people who may be the same have in common, for a digest; null when the birthday is not known
 */
export const hintOf = ({ name, born }: Pick<PersonDetails, 'name' | 'born'>, township: string): string | null =>
  born === null ? null : `${normalName(name)}\n${born.slice(0, 4)}\n${township}`;

const DETAILS = [
  'name',
  'idNumber',
  'born',
  'phone',
  'address',
  'account',
] as const satisfies readonly (keyof PersonDetails)[];
export type Detail = (typeof DETAILS)[number];

/** @returns what is given and is not what is known; names count as the same however they are written */
export const detailsThatDiffer = (known: PersonDetails, given: PersonDetails): Detail[] =>
  DETAILS.filter((detail) => {
    const [before, now] = [known[detail], given[detail]];
    if (now === null) return false;
    return detail === 'name' ? normalName(before ?? '') !== normalName(now) : before !== now;
  });
