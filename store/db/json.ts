import type { JSONValue, Parameter } from 'postgres';
import type { Queries } from './db';

/** Values that JSON would drop or change. */
type Unkept = ((...given: never) => unknown) | Date | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown> | bigint;

/** A value that JSON keeps completely. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Unkept
    ? never
    : { readonly [Key in keyof T]: Plain<T[Key]> };

/**
 * Makes a value for a `jsonb` column or parameter. The driver's own `json` accepts no interface, because an interface
 * has no index signature; this function checks the type of every part instead.
 */
export const json = <T extends object>(sql: Queries, value: T & Plain<T>): Parameter => sql.json(value as JSONValue);
