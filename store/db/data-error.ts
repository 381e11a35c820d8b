/** What Postgres says when it refuses a statement; `postgres` gives its fields. */
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
 * @returns the SQLSTATE of an error that lies in the data itself: class 22 (a value that no column takes: NUL, half a
 * surrogate pair, a number out of range) or 23 (a constraint); null for everything that another attempt may get over
 */
export const dataErrorCode = (error: unknown): string | null =>
  isPostgresError(error) && /^2[23]/.test(error.code) ? error.code : null;

/** @returns what an error is called in logs and faults, without anything of the data that it is about. */
export const codeOf = (error: unknown): string =>
  isPostgresError(error) ? error.code : error instanceof Error ? error.name : 'unknown';
