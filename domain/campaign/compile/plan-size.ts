import { Refused, sentence } from '../../text/refusal';
import type { Plan } from '../plan';

/** A message of Temporal has 2 MB at most, and client/payload-packing.ts makes a plan a fifth of its size at least. */
const LARGEST_PLAN_BYTES = 4 * 1024 * 1024;

/** @throws Refused when the plan is too large for a workflow. */
export function refuseTheHuge(plan: Plan): void {
  const bytes = new TextEncoder().encode(JSON.stringify(plan)).length;
  if (bytes <= LARGEST_PLAN_BYTES) return;
  const kilobytes = Math.ceil(bytes / 1024);
  throw new Refused(sentence('plan-too-large', { kilobytes, limit: LARGEST_PLAN_BYTES / 1024 }));
}
