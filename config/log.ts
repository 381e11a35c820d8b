import pino, { type DestinationStream, type LevelWithSilent, type Logger } from 'pino';
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

/** What is heard besides: finer lines are of no use to anybody. */
const HEARD_LEVEL = 'debug';

/**
 * JSON lines on standard error: standard output belongs to what a command prints.
 * @param heard gets the lines of finer levels too
 */
export function createLogger(
  { LOG_LEVEL: level }: Pick<Env, 'LOG_LEVEL'>,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
  heard?: DestinationStream,
): Logger {
  const written = level === 'silent' ? [] : [{ level, stream: destination }];
  return pino(
    {
      level: heard ? finer(level, HEARD_LEVEL) : level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: (error: unknown) => errorInLog(error), error: inWords },
      redact: [...PERSONAL, ...SECRET].flatMap((name) => [name, `*.${name}`]),
    },
    heard ? pino.multistream([...written, { level: HEARD_LEVEL, stream: heard }]) : destination,
  );
}

const finer = (one: LevelWithSilent, other: LevelWithSilent): LevelWithSilent =>
  (pino.levels.values[one] ?? Number.POSITIVE_INFINITY) < (pino.levels.values[other] ?? 0) ? one : other;

/** `error` can also be a name or a code. */
const inWords = (error: unknown): unknown => (error instanceof Error ? errorInLog(error) : error);

/** A process's log for those who listen to it: a rehearsal looks whether a line tells of anybody on a list. */
export interface LogHeard {
  /** Takes a line (JSON), of whatever level. */
  write(line: string): void;
  /** @param listener gets every line from now on @returns ends it */
  hear(listener: (line: string) => void): () => void;
}

export function logHeard(): LogHeard {
  const listeners = new Set<(line: string) => void>();
  return {
    write(line) {
      for (const listener of listeners) listener(line);
    },
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
