/**
 * Tables with sealed values, in columns that are called alike everywhere: `id`, `sealed` and `key_no`, a foreign key to
 * `people_keys` with an index. Rotation of the keys goes through all of them (test/store/people/rotation.test.ts).
 */
export const SEALED_TABLES = [
  'people',
  'entries',
  'case_statements',
  'posting_papers',
  'list_paper_sheets',
  'deed_photos',
  'deliveries',
  'support_plans',
] as const;
export type SealedTable = (typeof SEALED_TABLES)[number];

/** Where a sealed value stands. It opens only there. */
export type SealedPlace = `${SealedTable}.sealed`;
