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

/** The answer goes to the server before its own limit ends the attempt, and the worker has its slot back. */
const MARGIN_MS = 1_000;

/** A constraint may be somebody else's doing who was quicker; a value that no column takes stays one. */
const ATTEMPTS_AT_CONSTRAINTS = 3;
/** The driver, too, throws a TypeError when its socket goes at the wrong moment: it is given time to come back. */
const ATTEMPTS_AT_PROGRAM_ERRORS = 5;
/** With the pauses between attempts some three minutes: what fails longer than that somebody has to see. */
const ATTEMPTS_IN_SILENCE = 10;

/**
 * What holds for every activity, in one place:
 *  - a refusal crosses Temporal as plain JSON, and is not tried again;
 *  - an error that lies in the data is not tried again, so that it stops nothing but itself;
 *  - what fails so, or for long, is a fault that names workflow and step, until the same step succeeds;
 *  - an attempt that has run out of its time gives its slot back, whatever it waits for.
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

/** The campaign or its workflow, the activity and, of a ladder, the rung: no name, no number. */
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

/** Benign: an answer to somebody, not a fault for ops staff to look into. */
const refusal = (refused: Refused): ApplicationFailure =>
  ApplicationFailure.create({
    message: refused.message,
    type: REFUSED,
    nonRetryable: true,
    category: ApplicationFailureCategory.BENIGN,
    details: [refused.sentence, refused.problems] satisfies RefusalDetails,
  });

/** Where Postgres does not answer, its fault cannot be noted either; the next attempt notes it. */
async function note({ log }: Ground, step: () => Promise<void>): Promise<void> {
  await step().catch((error) => log.warn({ code: codeOf(error) }, 'activity: a fault could not be noted'));
}

/** When the present attempt has no time any more, in ms since 1970. */
const deadline = new AsyncLocalStorage<number>();

function deadlineOf({ info }: Context): number {
  const limits = [Date.now() + info.startToCloseTimeoutMs];
  if (info.scheduleToCloseTimeoutMs > 0) limits.push(info.scheduledTimestampMs + info.scheduleToCloseTimeoutMs);
  return Math.min(...limits) - MARGIN_MS;
}

const outOfTime = () => ApplicationFailure.retryable('The attempt has run out of its time', 'OutOfTime');

/** Runs a step until its time is up or it is cancelled; one that is to send heartbeats sends them meanwhile. */
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
 * To be called last in the transaction of a decision: one that its sender has given up by now is undone.
 * @throws ApplicationFailure when the attempt has run out of its time
 */
export function refuseLate(): void {
  if (Date.now() > (deadline.getStore() ?? Number.POSITIVE_INFINITY)) throw outOfTime();
}
