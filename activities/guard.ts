import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Logger } from 'pino';
import { timed } from '../config/loops/timed';
import { DATA_REFUSED, REFUSED, type RefusalDetails } from '../domain/failures';
import { Refused } from '../domain/text/refusal';
import { codeOf, dataErrorCode } from '../store/db/data-error';
import type { Sql } from '../store/db/db';
import { closeFault, openFault } from '../store/message/faults';

interface Ground {
  sql: Sql;
  log: Logger;
}

/** The answer reaches the server before the server's own time limit, and the worker's slot is free again. */
const MARGIN_MS = 1_000;

/** Another transaction may have caused a constraint error; a value that no column takes never succeeds. */
const ATTEMPTS_AT_CONSTRAINTS = 3;
/** The driver also throws a TypeError when its socket closes at the wrong moment, so it gets time to reconnect. */
const ATTEMPTS_AT_PROGRAM_ERRORS = 5;
/** With the pauses some three minutes: a longer failure must be shown. */
const ATTEMPTS_IN_SILENCE = 10;

/**
 * Rules for every activity, in one place:
 *  - a refusal crosses Temporal as plain JSON, and is not retried;
 *  - an error in the data is not retried, so that it stops only its own step;
 *  - such a failure, or a long one, raises a fault with workflow and step, until the same step succeeds;
 *  - an attempt that has run out of time frees its slot, whatever it waits for.
 */
export const guardActivities =
  (ground: Ground): ActivityInterceptorsFactory =>
  (context) => ({
    inbound: {
      async execute(input, next) {
        const scope = scopeOf(context, input.args[0]);
        try {
          const piece = { kind: 'activity', name: context.info.activityType } as const;
          const result = await timed(piece, () => inTime(context, () => next(input)));
          await note(ground, () => closeFault(ground.sql, { kind: 'step-failed', scope }));
          return result;
        } catch (error) {
          throw await judged(ground, context, { error, scope });
        }
      },
    },
  });

/** @returns the campaign or its workflow, the activity and, for a ladder, the rung: no person's name or number. */
function scopeOf({ info }: Context, given: unknown): string {
  const { rung } = (given ?? {}) as { rung?: { id?: string } };
  const workflow = (info.workflowExecution?.workflowId ?? '').replace(/^campaign\//, '');
  return [workflow, info.activityType, rung?.id].filter(Boolean).join('/');
}

async function judged(
  ground: Ground,
  { info }: Context,
  { error, scope }: { error: unknown; scope: string },
): Promise<unknown> {
  if (error instanceof Refused) return refusal(error);
  if (error instanceof ApplicationFailure && error.nonRetryable) return error;
  const code = codeOf(error);
  const hopeless = isHopeless(error, info.attempt);
  if (hopeless || info.attempt >= ATTEMPTS_IN_SILENCE) {
    ground.log.error({ scope, code, attempt: info.attempt }, 'activity: a step cannot be carried out');
    await note(ground, () =>
      openFault(ground.sql, { kind: 'step-failed', scope, detail: { code, attempt: info.attempt } }),
    );
  }
  if (!hopeless) return error;
  // Without the message: Postgres quotes the value in it.
  return ApplicationFailure.create({
    message: `The data cannot be stored (${code})`,
    type: DATA_REFUSED,
    nonRetryable: true,
    details: [code],
  });
}

function isHopeless(error: unknown, attempt: number): boolean {
  const code = dataErrorCode(error);
  if (code !== null) return code.startsWith('22') || attempt >= ATTEMPTS_AT_CONSTRAINTS;
  const programs = [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
  return programs && attempt >= ATTEMPTS_AT_PROGRAM_ERRORS;
}

/** Benign: an answer to a user, not a fault for ops staff. */
const refusal = (refused: Refused): ApplicationFailure =>
  ApplicationFailure.create({
    message: refused.message,
    type: REFUSED,
    nonRetryable: true,
    category: ApplicationFailureCategory.BENIGN,
    details: [refused.sentence, refused.problems] satisfies RefusalDetails,
  });

/** When Postgres does not answer, its fault cannot be stored either; the next attempt stores it. */
async function note({ log }: Ground, step: () => Promise<void>): Promise<void> {
  await step().catch((error) => log.warn({ code: codeOf(error) }, 'activity: a fault could not be noted'));
}

/** When the present attempt runs out of time, in ms since 1970. */
const deadline = new AsyncLocalStorage<number>();

function deadlineOf({ info }: Context): number {
  const limits = [Date.now() + info.startToCloseTimeoutMs];
  if (info.scheduleToCloseTimeoutMs > 0) limits.push(info.scheduledTimestampMs + info.scheduleToCloseTimeoutMs);
  return Math.min(...limits) - MARGIN_MS;
}

const outOfTime = () => ApplicationFailure.retryable('The attempt has run out of its time', 'OutOfTime');

/** Runs a step until its time is up or it is cancelled; sends heartbeats meanwhile, where required. */
async function inTime<T>(context: Context, step: () => Promise<T>): Promise<T> {
  const until = deadlineOf(context);
  const { heartbeatTimeoutMs } = context.info;
  const beat = heartbeatTimeoutMs ? setInterval(() => context.heartbeat(), heartbeatTimeoutMs / 3) : undefined;
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(outOfTime()), until - Date.now());
  });
  try {
    return await Promise.race([deadline.run(until, step), timeIsUp, context.cancelled]);
  } finally {
    clearTimeout(timer);
    clearInterval(beat);
  }
}

/**
 * Call it last in the transaction of a decision: it undoes a decision whose sender has stopped waiting.
 * @throws ApplicationFailure when the attempt has run out of time
 */
export function refuseLate(): void {
  if (Date.now() > (deadline.getStore() ?? Number.POSITIVE_INFINITY)) throw outOfTime();
}
