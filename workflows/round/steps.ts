import { log, patched, setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Rung } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import { rungKey } from '../../domain/round/ladder';
import type { RoundEvent, RoundInput, RoundLife, RoundStep } from '../../domain/round/life';
import { roundWorkflowId } from '../../domain/round/round';
import { rungKind } from '../../domain/round/rung-kinds';
import { type Tally, tallyDetails } from '../../domain/round/tally';
import { timeNoted, zoneIn } from '../../domain/round/temporal-notes';
import { type AttributeValues, searchAttributePairs } from '../../domain/search-attributes';
import { act } from '../activities';
import { tried } from '../tried';

/** A step for activities. */
export type RoundWork = Exclude<RoundStep, { do: 'rest' | 'end' }>;

/** @returns the outcome of the step at the instant, as an event. */
export async function carryOut(input: RoundInput, step: RoundWork, now: Instant): Promise<RoundEvent> {
  switch (step.do) {
    case 'open':
      return (await open(input, step.plan)) ? { is: 'opened' } : { is: 'failed', step: 'open', now };
    case 'skip':
      await tried('skip', () => act.skipRungs({ round: idOf(input), rungs: [...step.rungs], now }));
      return { is: 'skipped', rungs: step.rungs };
    case 'climb': {
      // Marked before the activity: older code, which would count once more behind it, does not even begin to go on.
      const counts = patched('climbing-counts');
      return climbed(step, await climb(input, step.rung, now), { counts, now });
    }
    case 'tell-cancelled':
      await climb(input, step.rung, now);
      return { is: 'told' };
    case 'count':
      return { is: 'counted', news: step.news, tally: await count(input) };
    case 'settle':
      return { is: 'settled', as: step.as, tally: await settle(input, step.as.as) };
  }
}

export const idOf = ({ campaign, round, area }: RoundInput): string => roundWorkflowId(campaign, round.key, area);

const open = (input: RoundInput, plan: RoundLife['plan']) =>
  tried('open', () => {
    const { campaign, area, cause } = input;
    const opening = { id: idOf(input), campaign, round: plan, area, ...(cause && { cause }) };
    return act.openRound.executeWithOptions({ summary: 'Whom do we ask?' }, [opening]);
  });

const climb = (input: RoundInput, rung: Rung, now: Instant) =>
  tried(rungKey(rung), async () => {
    const climbing = { campaign: input.campaign, round: idOf(input), rung, now };
    const summary = `${rung.id}: ${rung.kind} ${rungKind(rung.kind).name['zh-CN']}`;
    const { tally, ...written } = await act.climbRung.executeWithOptions({ summary }, [climbing]);
    log.info('rung climbed', { rung: rung.id, ...written });
    return tally;
  });

/**
 * Whoever climbs counts as well, which spares a round two turns. Where 0.1.0 has climbed, a count of its own follows,
 * whatever the activity has told.
 */
function climbed(
  { rung, news }: Extract<RoundStep, { do: 'climb' }>,
  result: Awaited<ReturnType<typeof climb>>,
  { counts, now }: { counts: boolean; now: Instant },
): RoundEvent {
  if (!result) return { is: 'failed', step: rungKey(rung), now };
  return { is: 'climbed', rung, ...(counts && result.came && { counted: { news, tally: result.came } }) };
}

async function count(input: RoundInput): Promise<Tally | null> {
  const asking = { round: idOf(input) };
  const counted = await tried('count', () =>
    act.tallyRound.executeWithOptions({ summary: 'Who has reported?' }, [asking]),
  );
  return counted?.came ?? null;
}

async function settle(input: RoundInput, as: 'locked' | 'closed' | 'cancelled'): Promise<Tally | null> {
  const settling = { campaign: input.campaign, round: idOf(input), as };
  const settled = await tried('settle', () =>
    act.settleRound.executeWithOptions({ summary: `Settle: ${as}` }, [settling]),
  );
  return settled?.came ?? null;
}

/** Shows the round's details in the Temporal UI, for ops staff. */
export function show(life: RoundLife, now: Instant): void {
  showDetails(life, now);
  upsertSearchAttributes(searchAttributePairs(attributesOf(life)));
}

/** The same at its start, where its starter has given it all attributes: a list is written anew only for a change. */
export function showAtStart(life: RoundLife, now: Instant): void {
  showDetails(life, now);
  const { typedSearchAttributes: given } = workflowInfo();
  const news = searchAttributePairs(attributesOf(life)).filter(
    ({ key, value }) => String(given.get(key)) !== String(value),
  );
  if (news.length > 0) upsertSearchAttributes(news);
}

function showDetails({ plan, tally, paused, settled, ending }: RoundLife, now: Instant): void {
  const noted = (at: Instant) => timeNoted(at, zoneIn(workflowInfo().memo));
  const dates = `Due ${noted(plan.dueAt)}, locks ${noted(plan.locksAt)}`;
  const standing =
    settled && ending ? `Ended: ${ending.as}, ${noted(now)}` : `${paused ? 'Paused' : dates}; counted ${noted(now)}`;
  setCurrentDetails(tallyDetails(tally, standing));
}

function attributesOf({ plan, tally: { expected, missing }, paused, settled, ending }: RoundLife): AttributeValues {
  const counts = { NdExpected: expected, NdMissing: missing };
  if (settled && ending) return { ...counts, NdState: ending.as };
  return { ...counts, NdDueAt: new Date(plan.dueAt), NdState: paused ? 'paused' : 'open' };
}
