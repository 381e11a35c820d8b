/**
 * Tables with sealed values, in columns that are called alike everywhere: `id`, `sealed` and `key_no`, a foreign key to
 * `people_keys`. Rotation of the keys goes through all of them.
 */
export const SEALED_TABLES = ['people'] as const;

/** Where a sealed value stands. It opens only there. */
export type SealedPlace = `${(typeof SEALED_TABLES)[number]}.sealed`;
