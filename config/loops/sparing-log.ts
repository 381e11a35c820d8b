import type { Logger } from 'pino';

/** One line a minute for a repeated message. */
const EVERY_MS = 60_000;

/** A log for events that may happen many times a second, for example while Postgres or Redis is away. */
export interface SparingLog {
  /** Logs the message with all fields the first time, and then once a minute how often it came since. */
  warn(message: string, fields?: object): void;
  /** Logs that it works again, if a warning was logged before; the next warning counts as the first. */
  over(message: string): void;
}

/** @returns a log that repeats the same message only once a minute, with a count */
export function sparing(log: Logger, now: () => number = Date.now): SparingLog {
  const told = new Map<string, { at: number; since: number }>();
  return {
    warn(message, fields = {}) {
      const before = told.get(message);
      if (!before) {
        told.set(message, { at: now(), since: 0 });
        log.warn(fields, message);
        return;
      }
      before.since += 1;
      if (now() - before.at < EVERY_MS) return;
      log.warn({ times: before.since, code: codeIn(fields) }, `${message}, and goes on`);
      told.set(message, { at: now(), since: 0 });
    },
    over(message) {
      const before = told.get(message);
      if (!before) return;
      told.delete(message);
      log.info({ times: before.since }, `${message}: over`);
    },
  };
}

const codeIn = (fields: object): string | undefined => {
  const { err } = fields as { err?: unknown };
  return err instanceof Error && 'code' in err ? String(err.code) : undefined;
};
