/** Words that the text of a message may use, filled in for each message. */
export const WORDS = [
  'organisation',
  'campaign',
  'stage',
  'unit',
  'contact',
  'due',
  'lock',
  'days',
  'link',
  'expected',
  'reported',
  'silent',
  'missing',
  'acknowledgeBy',
  'reason',
  'receipt',
  'households',
  'goods',
  'several',
  'stages',
  'list',
  'rows',
  'wanted',
  'slots',
  'lacking',
  'by',
  'below',
  'code',
  'told',
  'how',
] as const;
export type Word = (typeof WORDS)[number];

/** One value for every word. */
export type WordValues = Readonly<Record<Word, string | number | null>>;
