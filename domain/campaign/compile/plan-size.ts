import { Refused, sentence } from '../../text/refusal';
import type { Plan } from '../plan';

/** What one message of Temporal carries is 2 MB at most; the rest is room for what a campaign knows beside its plan. */
const LARGEST_PLAN_BYTES = 1.5 * 1024 * 1024;

/** @throws Refused when no workflow could carry the plan. */
export function refuseTheHuge(plan: Plan): void {
  const bytes = new TextEncoder().encode(JSON.stringify(plan)).length;
  if (bytes <= LARGEST_PLAN_BYTES) return;
  const kilobytes = Math.ceil(bytes / 1024);
  throw new Refused(sentence('plan-too-large', { kilobytes, limit: LARGEST_PLAN_BYTES / 1024 }));
}
