/** Postgres's error for a refused statement; the library `postgres` gives these fields. */
interface PostgresError extends Error {
  /** SQLSTATE. */
  code: string;
  constraint_name?: string;
}

const isPostgresError = (error: unknown): error is PostgresError =>
  error instanceof Error &&
  error.name === 'PostgresError' &&
  typeof (error as Partial<PostgresError>).code === 'string';

/**
 * @returns the SQLSTATE of an error in the data itself: class 22 (a value that no column takes: NUL, half a surrogate
 *   pair, a number out of range) or 23 (a constraint); null for any error that another attempt may overcome
 */
export const dataErrorCode = (error: unknown): string | null =>
  isPostgresError(error) && /^2[23]/.test(error.code) ? error.code : null;

/** @returns the code of an error for logs and faults, without any data. */
export const codeOf = (error: unknown): string =>
  isPostgresError(error) ? error.code : error instanceof Error ? error.name : 'unknown';
