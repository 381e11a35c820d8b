/** An error as it stands in a log. */
export interface LoggedError {
  type: string;
  message: string;
  code?: string;
  stack: string;
  /** Postgres: which table, which rule; never which values. */
  table?: string;
  constraint?: string;
  cause?: LoggedError;
}

const DEEPEST = 4;

/**
 * What of an error may be logged. Postgres puts whole rows into `detail`, `where` and `parameters`, and the value into
 * the message of a data error (class 22); providers put numbers and addresses into whatever they like. So only these
 * fields of any error are taken.
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

/** Of a data error without what stood in quotation marks: `invalid input syntax for type integer: "…"`. */
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
