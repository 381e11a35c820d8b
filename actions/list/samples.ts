import { caseKind } from '../../domain/case/kinds-of';
import type { Step } from '../../domain/list/steps';
import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { getCampaign } from '../../store/campaign/campaigns';
import { addCases } from '../../store/case/open-cases';
import { nowOf } from '../../store/case/raise-case';
import { atomically } from '../../store/db/db';
import * as samples from '../../store/list/samples';
import type { Acting } from '../acting';
import { type CaseClient, type Moved, startWaiting } from '../case/cases';

/** The kind of case in which a drawn row is looked at. */
const SPOT_CHECK = 'sample';

/**
 * Draws a sample of a list, and opens a case for each drawn row. The same draw again gives the first sample.
 * @throws Refused when the campaign has no such list or step, or no row can be drawn
 */
export async function drawSample(
  { sql, by, client }: Acting & CaseClient,
  drawing: samples.Drawing,
): Promise<{ sample: samples.Sample; repeated: boolean } & Moved> {
  const { campaign, list, step, seed, size } = drawing;
  const drawn = await atomically(sql, async (tx) => {
    await tx`select 1 from campaigns where id = ${campaign} for no key update`;
    const { definition, state } = await getCampaign(tx, campaign);
    const track: readonly Step[] | undefined = definition.lists[list]?.track;
    if (!track) throw new Refused(sentence('unknown-list'));
    if (!track.includes(step)) throw new Refused(sentence('row-no-step'));
    const before = await samples.sampleBefore(tx, drawing);
    if (before !== null) return { id: before, repeated: true };
    if (state !== 'running' && state !== 'paused') throw new Refused(sentence('case-campaign-over'));
    const kept = await samples.keepSample(tx, drawing);
    if (!kept) throw new Refused(sentence('nothing-to-draw'));
    const { sample, entries } = kept;
    const subjects = entries.map(({ entry, unit }) => ({
      ...{ region: unit, assignee: null, entry, posting: null, follows: null },
    }));
    const opening = { campaign, named: SPOT_CHECK, kind: caseKind(definition, SPOT_CHECK), subjects };
    const hand = { via: 'system' as const, ...(by.id !== null && { account: by.id }) };
    const cases = await addCases(tx, { ...opening, hand, now: await nowOf(tx, campaign) });
    const drawnCases = entries.map(({ entry }, nr) => ({ entry, case: cases[nr] ?? 0 }));
    await samples.noteSampleCases(tx, { sample, cases: drawnCases });
    await audit(tx, by, 'draw-sample', { campaign, list, step, seed, size, sample });
    return { id: sample, repeated: false };
  });
  const workflows = await startWaiting(sql, { client }, campaign);
  const sample = await samples.readSample(sql, { id: drawn.id, top: null });
  if (!sample) throw new Error(`There is no sample ${drawn.id}.`);
  return { sample, repeated: drawn.repeated, workflows };
}
