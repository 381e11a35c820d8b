import type { Definition } from '../../../domain/campaign/definition/definition';

/** The steps on the way to a campaign, in their order. */
export const STEPS = ['template', 'scope', 'dates', 'ladder', 'texts', 'check'] as const;
/** Parts that templates include, so that the user may leave them alone: optional, not steps. */
export const ASIDES = ['forms', 'lists', 'standards', 'ledger', 'warnings'] as const;

export type Step = (typeof STEPS)[number];
export type Aside = (typeof ASIDES)[number];
export type Place = Step | Aside;

export const isStep = (place: Place): place is Step => (STEPS as readonly string[]).includes(place);

export const isPlace = (word: string | null): word is Place =>
  word !== null && (isStep(word as Place) || (ASIDES as readonly string[]).includes(word));

/** Where each key of a definition is edited. */
export const PLACE_OF = {
  id: 'scope',
  name: 'scope',
  season: 'scope',
  seasonFrom: 'scope',
  language: 'scope',
  zone: 'scope',
  holidays: 'scope',
  scope: 'scope',
  organisation: 'scope',
  template: 'check',
  quietHours: 'scope',
  workingHours: 'scope',
  digestsAt: 'scope',
  budget: 'scope',
  providers: 'scope',
  stages: 'dates',
  forms: 'forms',
  lists: 'lists',
  ladders: 'ladder',
  standards: 'standards',
  planned: 'check',
  items: 'ledger',
  purses: 'ledger',
  delivery: 'check',
  banks: 'check',
  warnings: 'warnings',
  cases: 'check',
  rehearsal: 'warnings',
  messages: 'texts',
} as const satisfies Record<keyof Definition, Place>;

/** The keys that are edited in one place. */
export type KeysAt<P extends Place> = {
  [Key in keyof Definition]-?: (typeof PLACE_OF)[Key] extends P ? Key : never;
}[keyof Definition];

/** @param path of a problem: `stages[0].asks[1].form` @returns the place that corrects it; null when unknown */
export function placeOf(path: string | null): Place | null {
  const key = /^\w+/.exec(path ?? '')?.[0] ?? '';
  return key in PLACE_OF ? PLACE_OF[key as keyof Definition] : null;
}
