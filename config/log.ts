import pino, { type DestinationStream, type Logger } from 'pino';
import type { Env } from './env';
import { errorInLog } from './error-in-log';

/**
 * Paths where a logged object could have personal data. No code should log these; this is the safety net. The paths
 * cover the object itself and one level of nesting, such as `err` or `contact`.
 */
const PERSONAL = [
  'phone',
  'email',
  'address',
  'to',
  'text',
  'html',
  'contact',
  'recipient',
  'recipients',
  'rejected',
  'envelope',
];
const SECRET = ['authorization', 'cookie', 'password', 'token', 'secret'];

/** JSON lines on standard error: standard output belongs to what a command prints. */
export function createLogger(
  env: Pick<Env, 'LOG_LEVEL'>,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level: env.LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: (error: unknown) => errorInLog(error), error: inWords },
      redact: [...PERSONAL, ...SECRET].flatMap((name) => [name, `*.${name}`]),
    },
    destination,
  );
}

/** `error` can also be a name or a code. */
const inWords = (error: unknown): unknown => (error instanceof Error ? errorInLog(error) : error);
