import fc from 'fast-check';
import { CASE_KINDS } from '../../../domain/case/built-in-kinds';
import { type AnswerTurn, CASE_ENDS, type CaseKind, mostRounds } from '../../../domain/case/case-kinds';
import {
  type CaseEvent,
  type CaseStep,
  caseAfter,
  newCase,
  nextOfCase,
  type PlannedRound,
} from '../../../domain/case/life';
import { turnOf } from '../../../domain/case/turns';
import { type Instant, instant } from '../../../domain/instant';

const at = (hour: number): Instant => instant(Date.UTC(2026, 11, 1) + hour * 3_600_000);

const planned = (key: string, hour: number): PlannedRound => ({
  area: '9',
  title: { 'zh-CN': '回访', en: 'Revisit' },
  cause: { origin: 'case', lot: 1, alert: null, title: { 'zh-CN': '回访' }, drill: false },
  round: {
    key,
    stage: 'case',
    ask: 'revisit',
    of: 'village',
    form: 'case-refusal',
    opensAt: at(hour),
    dueAt: at(hour + 3),
    locksAt: at(hour + 6),
    rungs: [],
    milestones: [],
  },
});

/** What a unit answers to the rounds of its case, one after the other; silent when there is no answer left. */
type Answers = readonly (string | null)[];

/** The cases of one lot, and how the world answers. */
interface World {
  kind: CaseKind;
  cases: readonly Answers[];
  /** Levels above the units that are asked first. */
  superiors: number;
  /** Which steps cannot be carried out. */
  fails: (n: number) => boolean;
  /** After which step the campaign is cancelled. */
  cancelledAfter: number | null;
  /** After which step an officer answers for all, if it is between two rounds. */
  answeredAfter: number | null;
}

/** One case as Postgres keeps it. */
interface Kept {
  answers: Answers;
  outcome: string | null;
  /** Rounds in which it was asked about. */
  asked: number;
}

interface Lived {
  /** Of each lot, the first one first. */
  lives: CaseStep[][];
  cases: Kept[];
  /** Keys of all rounds, in their order; most that were open at once in one lot. */
  rounds: string[];
  mostOpen: number;
  /** Lots that were over when the campaign was cancelled. */
  overBefore: number;
}

const MOST_STEPS = 400;

/**
 * Plays the life of all lots, like the workflow and its activities; a case that is passed upwards has a separate life.
 */
function live(world: World): Lived {
  const cases: Kept[] = world.cases.map((answers) => ({ answers, outcome: null, asked: 0 }));
  const lived: Lived = { lives: [], cases, rounds: [], mostOpen: 0, overBefore: 0 };
  const lots: { level: number; cases: Kept[] }[] = [{ level: 0, cases }];
  for (let lot = lots.shift(), nr = 0; lot; lot = lots.shift(), nr++)
    lived.lives.push(
      liveLot(world, { ...lot, name: `lot-${nr}`, lived }, (passed, level) => lots.push({ level, cases: [passed] })),
    );
  return lived;
}

function liveLot(
  { kind, superiors, fails, cancelledAfter, answeredAfter }: World,
  { level, cases, name, lived }: { level: number; cases: Kept[]; name: string; lived: Lived },
  pass: (one: Kept, level: number) => void,
): CaseStep[] {
  const steps: CaseStep[] = [];
  let open = 0;
  let mine = cases;
  let life = newCase(mostRounds(kind, level));
  let hour = 0;

  function note({ nth, last }: Extract<CaseStep, { do: 'note' }>): CaseEvent {
    const left: Kept[] = [];
    for (const one of mine) {
      const found = { found: one.answers[one.asked - 1] ?? null, superior: level < superiors ? 'above' : null };
      const turn = turnOf({ kind, level, nth, last }, found);
      if (turn.do === 'close') one.outcome = turn.outcome;
      else if (turn.do === 'pass') pass(one, level + 1);
      else left.push(one);
    }
    mine = left;
    return { is: 'noted', open: mine.length };
  }

  function broughtBy(step: Exclude<CaseStep, { do: 'rest' | 'end' }>, failed: boolean): CaseEvent {
    switch (step.do) {
      case 'plan':
        if (failed) return { is: 'failed' };
        return mine.length === 0
          ? { is: 'over' }
          : { is: 'planned', planned: planned(`${name}.${step.nth}`, hour + 4) };
      case 'open':
        open += 1;
        lived.rounds.push(step.planned.round.key);
        for (const one of mine) one.asked += 1;
        return { is: 'opened', round: step.planned.round.key };
      case 'call-off':
        open -= 1;
        return { is: 'called-off' };
      case 'note':
        return failed ? { is: 'failed' } : note(step);
      case 'close':
        for (const one of mine) one.outcome = step.outcome;
        return { is: 'closed' };
    }
  }

  for (let n = 0; n < MOST_STEPS; n++) {
    const step = nextOfCase(life, at(hour));
    steps.push(step);
    if (step.do === 'end') return steps;
    if (step.do !== 'rest') life = caseAfter(life, broughtBy(step, fails(n)));
    else if (step.until !== null) hour += 4;
    else {
      open -= 1;
      life = caseAfter(life, { is: 'settled' });
    }
    lived.mostOpen = Math.max(lived.mostOpen, open);
    if (n === answeredAfter && open === 0 && life.round === null) {
      for (const one of mine) one.outcome ??= 'handed-over';
      mine = [];
      life = caseAfter(life, { is: 'answered', open: 0 });
    }
    if (n !== cancelledAfter) continue;
    if (life.outcome !== null) lived.overBefore += 1;
    life = caseAfter(life, { is: 'cancelled' });
  }
  throw new Error('It goes round in circles.');
}

const { refusal } = CASE_KINDS;
const USUAL: World = {
  kind: refusal,
  cases: [[]],
  superiors: 2,
  fails: () => false,
  cancelledAfter: null,
  answeredAfter: null,
};
const outcomes = ({ cases }: Lived) => cases.map(({ outcome }) => outcome);

test('somebody who accepts help at the second visit is visited no more', () => {
  const lived = live({ ...USUAL, cases: [['refuses', 'accepted']] });
  expect(outcomes(lived)).toEqual(['accepted']);
  expect(lived.lives[0]?.map((step) => step.do)).toEqual([
    ...['plan', 'rest', 'open', 'rest', 'note'],
    ...['plan', 'rest', 'open', 'rest', 'note', 'close', 'end'],
  ]);
});

test('each of several has visits and an outcome of its own, in rounds that they share', () => {
  const lived = live({ ...USUAL, cases: [['accepted'], ['refuses', null, 'sheltered'], ['refuses', 'moved']] });
  expect(outcomes(lived)).toEqual(['accepted', 'sheltered', 'moved']);
  expect(lived.cases.map(({ asked }) => asked)).toEqual([1, 3, 2]);
  expect(lived.rounds).toEqual(['lot-0.1', 'lot-0.2', 'lot-0.3']);
});

test('who is never helped is handed over after six visits', () => {
  const lived = live({ ...USUAL, cases: [[], ['refuses', 'refuses']] });
  expect(outcomes(lived)).toEqual(['handed-over', 'handed-over']);
  expect(lived.rounds).toHaveLength(6);
});

const referral: CaseKind = {
  ...refusal,
  outcomes: {
    done: { name: { 'zh-CN': '办结', en: 'Done' }, turn: 'close' },
    theirs: { name: { 'zh-CN': '上报', en: 'Not ours' }, turn: 'pass' },
  },
  rounds: [2, 1],
};

test('what an answer passes upwards, or nobody has answered, the superior is asked about', () => {
  const lived = live({ ...USUAL, kind: referral, cases: [['theirs', 'done'], ['done'], []] });
  expect(outcomes(lived)).toEqual(['done', 'done', 'handed-over']);
  expect(lived.rounds).toEqual(['lot-0.1', 'lot-0.2', 'lot-1.1', 'lot-2.1']);
});

test('where there is no superior it is handed over at once', () => {
  const lived = live({ ...USUAL, kind: referral, cases: [['theirs', 'done']], superiors: 0 });
  expect(outcomes(lived)).toEqual(['handed-over']);
  expect(lived.rounds).toHaveLength(1);
});

test('what is heard of a round before it is heard that it was started is not lost', () => {
  const heard: CaseEvent[] = [
    { is: 'planned', planned: planned('1', 0) },
    { is: 'settled' },
    { is: 'opened', round: 'r' },
  ];
  expect(nextOfCase(heard.reduce(caseAfter, newCase(6)), at(0))).toEqual({
    do: 'note',
    nth: 1,
    round: 'r',
    last: false,
  });
});

describe('an officer’s answer between two rounds', () => {
  const waiting = caseAfter(newCase(6), { is: 'planned', planned: planned('1', 4) });

  test('ends the life when no case is left, though a round is planned', () => {
    expect(nextOfCase(caseAfter(waiting, { is: 'answered', open: 0 }), at(0))).toMatchObject({ do: 'close' });
  });

  test('changes nothing while another case is open, or once the round is', () => {
    expect(caseAfter(waiting, { is: 'answered', open: 1 })).toBe(waiting);
    const asked = caseAfter(waiting, { is: 'opened', round: 'r' });
    expect(caseAfter(asked, { is: 'answered', open: 0 })).toBe(asked);
  });
});

describe('whatever happens, whatever the kind', () => {
  const turn = fc.constantFrom<AnswerTurn>('close', 'again', 'pass');
  const name = { 'zh-CN': '结果', en: 'Outcome' };
  const kinds: fc.Arbitrary<CaseKind> = fc
    .record({
      turns: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), turn, { minKeys: 1 }),
      rounds: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
    })
    .map(({ turns, rounds }) => ({
      ...refusal,
      rounds,
      outcomes: Object.fromEntries(Object.entries(turns).map(([outcome, one]) => [outcome, { name, turn: one }])),
    }));
  const answers = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'unheard-of')), { maxLength: 24 });
  const worlds = fc.record({
    kind: kinds,
    cases: fc.array(answers, { minLength: 0, maxLength: 5 }),
    superiors: fc.nat(4),
    fails: fc.uniqueArray(fc.nat(60)).map((failing) => (n: number) => failing.includes(n)),
    cancelledAfter: fc.option(fc.nat(60)),
    answeredAfter: fc.option(fc.nat(60)),
  });

  test('every case is closed with one of its outcomes, and every life closes once and ends', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const lived = live(world);
        const { outcomes: known } = world.kind;
        const closing = Object.keys(known).filter((outcome) => known[outcome]?.turn === 'close');
        for (const outcome of outcomes(lived)) expect([...closing, ...CASE_ENDS]).toContain(outcome);
        for (const steps of lived.lives) {
          expect(steps.slice(-2).map((step) => step.do)).toEqual(['close', 'end']);
          expect(steps.filter((step) => step.do === 'close')).toHaveLength(1);
        }
      }),
    );
  });

  test('one round is open at a time and none twice; a case is asked about no more often than its kind allows', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const lived = live(world);
        expect(lived.mostOpen).toBeLessThanOrEqual(1);
        expect(new Set(lived.rounds).size).toBe(lived.rounds.length);
        const most = world.kind.rounds.reduce((sum, many) => sum + many, 0);
        for (const { asked } of lived.cases) expect(asked).toBeLessThanOrEqual(most);
        expect(lived.lives.length).toBeLessThanOrEqual(1 + world.cases.length * (world.kind.rounds.length - 1));
      }),
    );
  });

  test('after it was cancelled nobody is asked any more; what was found before counts', () => {
    fc.assert(
      fc.property(worlds, fc.nat(20), (world, cancelledAfter) => {
        const lived = live({ ...world, cases: world.cases.slice(0, 1), cancelledAfter, answeredAfter: null });
        for (const steps of lived.lives) {
          const rest = steps.slice(cancelledAfter + 1);
          expect(rest.filter(({ do: what }) => what === 'plan' || what === 'open')).toEqual([]);
        }
        const [first = []] = lived.lives;
        if (first.length > cancelledAfter + 1 && lived.overBefore === 0)
          for (const outcome of outcomes(lived)) expect(outcome).not.toBe('handed-over');
      }),
    );
  });
});
