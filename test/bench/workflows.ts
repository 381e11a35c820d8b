import { ParentClosePolicy, proxyActivities, startChild, workflowInfo } from '@temporalio/workflow';
import type { VillageActivities } from './baseline';

const { remindOne } = proxyActivities<VillageActivities>({ startToCloseTimeout: '1 minute' });

/** The usual design, for comparison: a workflow for every village, started by a parent. */
export async function everyVillage({ round, units }: { round: string; units: string[] }): Promise<void> {
  const { workflowId } = workflowInfo();
  const villages = await Promise.all(
    units.map((unit) =>
      startChild(village, {
        workflowId: `${workflowId}/${unit}`,
        args: [{ round, unit }],
        parentClosePolicy: ParentClosePolicy.TERMINATE,
      }),
    ),
  );
  await Promise.all(villages.map((child) => child.result()));
}

export async function village(ask: { round: string; unit: string }): Promise<void> {
  await remindOne(ask);
}
