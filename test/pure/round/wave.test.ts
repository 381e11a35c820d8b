import fc from 'fast-check';
import type { Rung } from '../../../domain/campaign/plan';
import { WAVE } from '../../../domain/round/branch-life';
import type { RoundInArea } from '../../../domain/round/round';
import { firstRung, inWaves, newsOfWave, waveToOpen } from '../../../domain/round/wave';

const day = (n: number) => `2026-12-${String(n).padStart(2, '0')}T01:00:00.000Z`;

const rung = (id: string, at: number): Rung => ({
  ...{ id, at: day(at), kind: 'task', message: 'task', audience: { up: 0, deputy: false } },
  ...{ channels: ['sms'], send: 'first', validUntil: day(28) },
});

const due = (key: string, area: string, { rungs = [rung('open', 1)], dueAt = day(20) } = {}): RoundInArea => ({
  id: `campaign/x/${key}/${area}`,
  round: {
    ...{ key, stage: 's', ask: 'a', of: 'village', form: 'f', rungs, milestones: [] },
    ...{ opensAt: day(1), dueAt, locksAt: day(25) },
  },
  area,
  units: 1,
});

test('every round is in one wave, in its order, with its neighbours of the same key alone', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('one', 'two'), { maxLength: 40 }), (keys) => {
      const dues = keys.map((key, n) => due(key, String(n)));
      const waves = inWaves(dues);
      for (const wave of waves) {
        expect(wave.length).toBeLessThanOrEqual(WAVE);
        expect(new Set(wave.map(({ round }) => round.key)).size).toBe(1);
      }
      for (const key of ['one', 'two']) {
        const of = (those: RoundInArea[]) => those.filter(({ round }) => round.key === key);
        expect(of(waves.flat())).toEqual(of(dues));
      }
    }),
  );
});

test('a round climbs at its opening what is due then, unless it is paused or late for another rung', () => {
  const { round } = due('one', '1', { rungs: [rung('open', 1), rung('later', 5)] });
  expect(firstRung(round, false, day(1))?.id).toBe('open');
  expect(firstRung(round, true, day(1))).toBeUndefined();
  // It records first that a later rung has overtaken this one.
  expect(firstRung(round, false, day(6))).toBeUndefined();
  expect(firstRung({ ...round, rungs: [rung('later', 5)] }, false, day(1))).toBeUndefined();
});

test('an area with dates of its own is opened with these', () => {
  const [first, second] = [due('one', '1'), due('one', '2', { dueAt: day(22) })];
  const wave = waveToOpen([{ ...first, first: rung('open', 1) }, second], { campaign: 'x', now: day(1) });
  expect(wave).toMatchObject({ campaign: 'x', round: { key: 'one', dueAt: day(20) }, now: day(1) });
  expect(wave.areas).toEqual([
    { code: '1', first: rung('open', 1) },
    { code: '2', override: { dueAt: day(22), locksAt: day(25) } },
  ]);
});

test('older code told how many units it has asked, and had climbed nothing', () => {
  expect(newsOfWave(12)).toEqual({ opened: true, climbed: {} });
});
