/** An error, reduced to the fields that a log may have. */
export interface LoggedError {
  type: string;
  message: string;
  code?: string;
  stack: string;
  /** From Postgres: table and constraint, never the values. */
  table?: string;
  constraint?: string;
  cause?: LoggedError;
}

const DEEPEST = 4;

/**
 * @returns the parts of an error that may be logged. Postgres puts whole rows into `detail`, `where` and `parameters`,
 *   and the value into the message of a data error (class 22); providers put numbers and addresses into any field. So
 *   only these fields are taken from any error.
 */
export function errorInLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: typeof error === 'string' ? error : '', stack: '' };
  const { code, table_name: table, constraint_name: constraint } = error as Error & Record<string, unknown>;
  const message = messageOf(error);
  const logged: LoggedError = {
    type: error.name,
    message,
    stack: framesOf(error),
    ...(typeof code === 'string' && { code }),
    ...(typeof table === 'string' && { table }),
    ...(typeof constraint === 'string' && { constraint }),
  };
  return error.cause instanceof Error && depth < DEEPEST
    ? { ...logged, cause: errorInLog(error.cause, depth + 1) }
    : logged;
}

const isPostgres = (error: Error): boolean => error.name === 'PostgresError';

/** @returns the message; for a data error without the quoted value: `invalid input syntax for type integer: "…"`. */
function messageOf(error: Error): string {
  const { code } = error as Error & { code?: unknown };
  return isPostgres(error) && String(code).startsWith('22') ? error.message.replace(/"[^"]*"/g, '"…"') : error.message;
}

/** The stack without its first line, which repeats the message. */
const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
