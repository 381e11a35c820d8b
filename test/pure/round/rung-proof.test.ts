import { compile } from '../../../domain/campaign/compile/compile';
import { type Proof, proofKey, proveRungs } from '../../../domain/round/rung-proof';
import { county } from '../../support/campaigns/plans';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';

const plan = compile({ definition: tinyDefinition({ scope: 'R' }), regions: county(2) });
const [round] = plan.stages.flatMap(({ rounds }) => rounds);
const id = `campaign/${plan.campaign}/survey/R`;
const outcomesBefore = (at: string) =>
  new Set((round?.rungs ?? []).filter((rung) => rung.at < at).map((rung) => proofKey(id, rung.id, rung.at)));

const prove = (changes: Partial<Proof>) =>
  proveRungs({
    plan,
    alertRounds: [],
    kept: [{ id, state: 'open', endedAt: null }],
    outcomes: new Set(),
    decisions: [],
    before: shanghai('12-03 12:00'),
    ...changes,
  }).missing;

describe('S2: the proof that every rung has happened', () => {
  test('finds nothing before the round opens, and nothing when every rung has an outcome', () => {
    expect(prove({ before: shanghai('11-30 12:00'), kept: [] })).toEqual([]);
    expect(prove({ outcomes: outcomesBefore(shanghai('12-03 12:00')) })).toEqual([]);
  });

  test('finds the round that never opened, unless it was closed before', () => {
    expect(prove({ kept: [] })).toEqual(['survey/R']);
    const closed = { verb: 'close', target: { key: 'survey' }, at: shanghai('11-30 09:00') } as const;
    expect(prove({ kept: [], decisions: [closed] })).toEqual([]);
  });

  test('names the rungs that came to nothing', () => {
    const early = outcomesBefore(shanghai('12-02 12:00'));
    expect(prove({ outcomes: early })).toEqual(['survey/R due']);
  });

  test('an outcome at a former instant does not stand for the one that an extension has moved', () => {
    const moved = new Set([...outcomesBefore(shanghai('12-03 12:00'))].map((key) => key.replace('12-03', '12-01')));
    expect(prove({ outcomes: moved })).toContain('survey/R due');
  });

  test('asks nothing of a round after its end, nor of a reopened one for the time before', () => {
    const before = shanghai('12-05 12:00');
    const endedAt = shanghai('12-02 12:00');
    const outcomes = outcomesBefore(endedAt);
    expect(prove({ before, outcomes, kept: [{ id, state: 'closed', endedAt }] })).toEqual([]);
    const reopened = { verb: 'reopen', target: {}, at: shanghai('12-05 10:00') } as const;
    expect(prove({ before, outcomes, decisions: [reopened] })).toEqual([]);
  });

  test('finds the round that is open after its lock', () => {
    const before = shanghai('12-05 23:00');
    expect(prove({ before, outcomes: outcomesBefore(before) })).toEqual(['survey/R lock']);
  });
});
