import fc from 'fast-check';
import {
  type CaseEvent,
  type CaseLife,
  type CaseStep,
  caseAfter,
  MOST_VISITS,
  newCase,
  nextOfCase,
  type PlannedVisit,
} from '../../../domain/case/life';
import { type Instant, instant } from '../../../domain/instant';
import { REVISIT_OUTCOMES, type RevisitOutcome } from '../../../domain/warning/alert/forms';

const at = (hour: number): Instant => instant(Date.UTC(2026, 11, 1) + hour * 3_600_000);

const planned = (hour: number): PlannedVisit => ({
  title: { 'zh-CN': '回访', en: 'Revisit' },
  alert: { id: 1, title: { 'zh-CN': '寒潮', en: 'Cold wave' }, drill: false },
  round: {
    key: `revisit@${hour}`,
    stage: 'warning',
    ask: 'revisit',
    of: 'village',
    form: 'revisit',
    opensAt: at(hour),
    dueAt: at(hour + 3),
    locksAt: at(hour + 6),
    rungs: [],
    milestones: [],
  },
});

/**
 * How the world answers: what a visit finds, what fails at which step, and after which step the campaign is
 * cancelled.
 */
interface World {
  found: readonly (RevisitOutcome | null)[];
  fails: (n: number) => boolean;
  cancelledAfter: number | null;
}

const MOST_STEPS = 200;

function live({ found, fails, cancelledAfter }: World): { steps: CaseStep[]; life: CaseLife } {
  const steps: CaseStep[] = [];
  let life = newCase();
  let hour = 0;
  for (let n = 0; n < MOST_STEPS; n++) {
    const step = nextOfCase(life, at(hour));
    steps.push(step);
    if (step.do === 'end') return { steps, life };
    if (step.do !== 'rest') life = caseAfter(life, outcomeOf(step, { failed: fails(n), found, hour }));
    else if (step.until !== null) hour += 4;
    else life = caseAfter(life, { is: 'visited' });
    if (n === cancelledAfter) life = caseAfter(life, { is: 'cancelled' });
  }
  throw new Error('It goes round in circles.');
}

function outcomeOf(
  step: Exclude<CaseStep, { do: 'rest' | 'end' }>,
  { failed, found, hour }: { failed: boolean; found: World['found']; hour: number },
): CaseEvent {
  switch (step.do) {
    case 'plan':
      return failed ? { is: 'failed' } : { is: 'planned', planned: planned(hour + 4) };
    case 'open':
      return { is: 'opened', round: step.planned.round.key };
    case 'call-off':
      return { is: 'called-off' };
    case 'note':
      return failed ? { is: 'failed' } : { is: 'noted', found: found[step.visit - 1] ?? null };
    case 'close':
      return { is: 'closed' };
  }
}

const outcome = ({ steps }: ReturnType<typeof live>) =>
  steps.flatMap((step) => (step.do === 'close' ? [step.outcome] : []));
const never = () => false;

test('one that accepts help at the second visit is closed then', () => {
  const lived = live({ found: ['refuses', 'accepted'], fails: never, cancelledAfter: null });
  expect(outcome(lived)).toEqual(['accepted']);
  expect(lived.steps.map((step) => step.do)).toEqual([
    ...['plan', 'rest', 'open', 'rest', 'note'],
    ...['plan', 'rest', 'open', 'rest', 'note', 'close', 'end'],
  ]);
});

test('one that is never settled is handed over after the last visit', () => {
  const lived = live({ found: [], fails: never, cancelledAfter: null });
  expect(outcome(lived)).toEqual(['handed-over']);
  expect(lived.steps.filter((step) => step.do === 'open')).toHaveLength(MOST_VISITS);
});

test('what is heard of a round before it is heard that it was started is not lost', () => {
  const heard: CaseEvent[] = [{ is: 'planned', planned: planned(0) }, { is: 'visited' }, { is: 'opened', round: 'r' }];
  expect(nextOfCase(heard.reduce(caseAfter, newCase()), at(0))).toEqual({ do: 'note', visit: 1, round: 'r' });
});

describe('whatever happens', () => {
  const worlds = fc.record({
    found: fc.array(fc.option(fc.constantFrom(...REVISIT_OUTCOMES)), { maxLength: MOST_VISITS }),
    fails: fc.uniqueArray(fc.nat(40)).map((failing) => (n: number) => failing.includes(n)),
    cancelledAfter: fc.option(fc.nat(40)),
  });

  test('it is closed once and ends, after so many visits at most, and no visit is opened twice', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const lived = live(world);
        expect(outcome(lived)).toHaveLength(1);
        expect(lived.steps.at(-2)?.do).toBe('close');
        const opened = lived.steps.flatMap((step) => (step.do === 'open' ? [step.planned.round.key] : []));
        expect(new Set(opened).size).toBe(opened.length);
        expect(opened.length).toBeLessThanOrEqual(MOST_VISITS);
      }),
    );
  });

  test('after a cancellation no further visit is sent, and the case is closed as cancelled', () => {
    fc.assert(
      fc.property(worlds, fc.nat(20), (world, cancelledAfter) => {
        const lived = live({ ...world, cancelledAfter });
        const after = lived.steps.slice(cancelledAfter + 1);
        if (!after.some((step) => step.do === 'close')) return;
        expect(after.filter((step) => step.do === 'plan' || step.do === 'open')).toEqual([]);
        expect(outcome(lived)).toEqual(['cancelled']);
      }),
    );
  });
});
