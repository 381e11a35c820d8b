import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError, type WorkflowHandle } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';

/** A workflow that fails its tasks for good is told of by an alert; an Update does not wait for it. */
const TRIES = 20;
const BETWEEN_MS = 250;

/** gRPC's number of it. Source: grpc.github.io/grpc/core/md_doc_statuscodes.html */
const FAILED_PRECONDITION = 9;

/**
 * Sends an Update, and waits until it is carried out. When a workflow tries to end while an event comes in, Temporal
 * fails that workflow task ("UnhandledCommand") and with it each Update that was not accepted yet, although the next
 * task is fine. So this sends it again, with the same id.
 * @param updateId the same for a call that is made again because its answer was lost; else a new one
 * @throws what `executeUpdate` throws
 */
export async function sendUpdate<Result, Args extends [unknown, ...unknown[]]>(
  workflow: Pick<WorkflowHandle, 'executeUpdate'>,
  update: UpdateDefinition<Result, Args, string>,
  { args, updateId = randomUUID() }: { args: Args; updateId?: string | undefined },
): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await workflow.executeUpdate<Result, Args>(update, { args, updateId });
    } catch (error) {
      if (tried === TRIES || !isUnaccepted(error)) throw error;
      await pause(BETWEEN_MS);
    }
  }
}

const isUnaccepted = (error: unknown): boolean =>
  error instanceof Error && isGrpcServiceError(error.cause) && error.cause.code === FAILED_PRECONDITION;
