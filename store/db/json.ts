import type { JSONValue, Parameter } from 'postgres';
import type { Queries } from './db';

/** What JSON would drop or change. */
type Unkept = ((...given: never) => unknown) | Date | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown> | bigint;

/** A value of which JSON keeps everything. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Unkept
    ? never
    : { readonly [Key in keyof T]: Plain<T[Key]> };

/**
 * A value for a `jsonb` column or parameter. The driver's own `json` takes no interface, because an interface has no
 * index signature: here every part of the value is asked instead.
 */
export const json = <T extends object>(sql: Queries, value: T & Plain<T>): Parameter => sql.json(value as JSONValue);
