import fc from 'fast-check';
import { cutAreas, cutBranches } from '../../../domain/campaign/compile/areas';
import { type CampaignLife, campaignAfter, newCampaign, runningRounds } from '../../../domain/campaign/life';
import type { Plan, RoundPlan } from '../../../domain/campaign/plan';
import { branchedBy, openingsOf, tellings } from '../../../domain/campaign/ways';
import { type RegionView, regionTree } from '../../../domain/people/regions';
import {
  type BranchLife,
  branchAfter,
  newBranch,
  nextOfBranch,
  type RoundTold,
  WAVE,
} from '../../../domain/round/branch-life';
import { areaOfRound, branchesOf, keyOfRound, roundsInAreas } from '../../../domain/round/round';

/** Numbers of villages of each county of each province; a county without villages has no area. */
const country = fc.array(fc.array(fc.nat(4), { maxLength: 8 }), { minLength: 1, maxLength: 8 });

function regionsOf(provinces: readonly (readonly number[])[]): RegionView[] {
  const at = (code: string, parent: string | null, kind: string, level: number): RegionView => ({
    ...{ code, parent, kind, name: `名${code}`, level },
  });
  return [
    at('R', null, 'country', 1),
    ...provinces.flatMap((counties, p) => [
      at(`R${p}`, 'R', 'province', 2),
      ...counties.flatMap((villages, c) => [
        at(`R${p}.${c}`, `R${p}`, 'county', 3),
        ...Array.from({ length: villages }, (_, v) => at(`R${p}.${c}.${v}`, `R${p}.${c}`, 'village', 4)),
      ]),
    ]),
  ];
}

const cut = (provinces: readonly (readonly number[])[], units: number, most: number) => {
  const tree = regionTree(regionsOf(provinces));
  const areas = cutAreas(tree, 'R', { of: 'village' }, units) ?? [];
  return { areas, branches: cutBranches(tree, 'R', areas, most) };
};

test('every area is in exactly one branch, in the order of the register; none has more than it may', () => {
  fc.assert(
    fc.property(country, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 12 }), (provinces, units, most) => {
      const { areas, branches } = cut(provinces, units, most);
      expect(branches.reduce((sum, branch) => sum + branch.areas, 0)).toBe(areas.length);
      for (const branch of branches) expect(branch.areas).toBeLessThanOrEqual(most);
      expect(new Set(branches.map(({ code }) => code)).size).toBe(branches.length);
      // Any two neighbours fill one together, where there are more than may stand beside each other.
      if (branches.length > most)
        for (const [n, { areas: own }] of branches.entries())
          expect(own + (branches[n + 1]?.areas ?? most)).toBeGreaterThan(most);
    }),
  );
});

test('a province is a branch; what hangs beside each other without a province shares one', () => {
  const { branches } = cut([[1, 1, 1], [1], [1, 1]], 1, 4);
  expect(branches).toEqual([
    { code: 'R0', name: '名R0', areas: 3 },
    { code: 'R1', name: '名R1', areas: 1 },
    { code: 'R2', name: '名R2', areas: 2 },
  ]);
  expect(cut([[1, 1, 1, 1, 1]], 1, 2).branches).toEqual([
    { code: 'R0.0', name: '名R0.0–名R0.1', areas: 2 },
    { code: 'R0.2', name: '名R0.2–名R0.3', areas: 2 },
    { code: 'R0.4', name: '名R0.4', areas: 1 },
  ]);
});

const AT = '2026-12-01T01:00:00.000Z';
const LATER = '2026-12-20T01:00:00.000Z';

const round = (key: string, provinces: readonly (readonly number[])[], most: number | null): RoundPlan => {
  const { areas, branches } = cut(provinces, 1, most ?? 99);
  const dates = { opensAt: AT, dueAt: LATER, locksAt: LATER };
  const asked = { key, stage: 's', ask: 'a', of: 'village', form: 'f' };
  return { ...asked, ...dates, rungs: [], milestones: [], areas, ...(most !== null && { branches }) };
};

const lifeOf = (rounds: RoundPlan[]): CampaignLife => {
  const dates = { opensAt: AT, dueAt: LATER, locksAt: LATER };
  const stages = [{ id: 's', kind: 'survey' as const, name: '摸底', ...dates, rounds }];
  const plan = { campaign: '2026-x', definition: 'x', name: '测', season: 2026, zone: 'UTC', scope: 'R', stages };
  return newCampaign({ ...plan, startsAt: AT, endsAt: LATER, warnings: [] } satisfies Plan);
};

/** Opens what is due, as the workflow does. */
const opened = (life: CampaignLife, due = roundsInAreas(life.plan)): CampaignLife => {
  const branches = branchedBy(openingsOf(life, due).branches);
  return campaignAfter(life, { is: 'opened', rounds: due.map(({ id }) => id), ...(branches && { branches }) });
};

test('every round that is due is opened once, by the campaign or by the branch of its area', () => {
  fc.assert(
    fc.property(country, fc.integer({ min: 2, max: 5 }), (provinces, most) => {
      const life = lifeOf([round('wide', provinces, most), round('narrow', provinces, null)]);
      const due = roundsInAreas(life.plan);
      const { direct, branches } = openingsOf(life, due);
      const through = branches.flatMap(({ round: { key }, areas }) => areas.map(({ code }) => `${key}/${code}`));
      const named = ({ round: { key }, area }: (typeof due)[number]) => `${key}/${area}`;
      expect([...direct.map(named), ...through].sort()).toEqual(due.map(named).sort());
      expect(direct.every(({ round: { key } }) => key === 'narrow')).toBe(true);
      expect(branches.map(({ id }) => id)).toEqual(branchesOf(life.plan));
    }),
  );
});

test('what is told reaches exactly the rounds that are meant, each with what it is told, and no settled one', () => {
  fc.assert(
    fc.property(country, fc.integer({ min: 2, max: 5 }), fc.infiniteStream(fc.nat(2)), (provinces, most, dice) => {
      let life = opened(lifeOf([round('wide', provinces, most), round('narrow', provinces, null)]));
      const drawn = <T>(these: readonly T[]): T[] => these.filter(() => dice.next().value === 0);
      life = campaignAfter(life, { is: 'settled', rounds: drawn(runningRounds(life)) });
      const running = runningRounds(life);
      const meant = running.filter(() => dice.next().value > 0);
      // Some areas have dates of their own.
      const told = new Map(
        meant.map((id): [string, RoundTold] => [id, { is: 'resumed', now: dice.next().value === 0 ? AT : LATER }]),
      );
      const said = tellings(life, meant, (id) => told.get(id) ?? null);
      const heard = new Map(said.direct.map(({ id, told: what }) => [id, what]));
      for (const { id, areas, told: what } of said.branches) {
        const [key = '', its = []] =
          Object.entries(life.branches ?? {}).flatMap(([k, all]) => (all[id] ? [[k, all[id]] as const] : []))[0] ?? [];
        const open = running.filter((one) => keyOfRound(one) === key && its.includes(areaOfRound(one)));
        for (const one of open)
          if (areas === null || areas.includes(areaOfRound(one))) {
            expect(heard.has(one)).toBe(false);
            heard.set(one, what);
          }
      }
      expect(new Map([...heard].sort())).toEqual(new Map([...told].sort()));
    }),
  );
});

test('a round that runs without branches goes on so when its register has grown', () => {
  const provinces = [
    [1, 1],
    [1, 1],
  ];
  const small = opened(lifeOf([round('wide', [[1, 1]], null)]));
  const grown = campaignAfter(small, { is: 'amended', plan: lifeOf([round('wide', provinces, 2)]).plan });
  const more = roundsInAreas(grown.plan).filter(({ id }) => grown.rounds[id] === undefined);
  expect(openingsOf(grown, more)).toMatchObject({ direct: [{ area: 'R1.0' }, { area: 'R1.1' }], branches: [] });
});

test('an area that was opened again belongs to the branch that opened it last', () => {
  const life = opened(
    lifeOf([
      round(
        'wide',
        [
          [1, 1],
          [1, 1],
        ],
        2,
      ),
    ]),
  );
  const [first] = Object.keys(life.branches?.wide ?? {});
  const again = campaignAfter(life, { is: 'opened', rounds: [], branches: { wide: { other: ['R0.0'] } } });
  expect(again.branches?.wide).toMatchObject({ [first ?? '']: ['R0.1'], other: ['R0.0'] });
});

/** Lives a branch: its rounds settle by dice, and what it is asked comes between. */
function live(areas: number, tells: number, dice: Iterator<number>) {
  const plan = round('wide', [Array.from({ length: areas }, () => 1)], 99);
  const open = { do: 'open' as const, round: plan, areas: plan.areas, clock: { kind: 'wall' as const }, paused: false };
  let life: BranchLife = newBranch(open);
  const [begun, heard, waves]: [string[], string[], number[]] = [[], [], []];
  const told: { areas: readonly string[]; running: string[] }[] = [];
  let left = tells;
  for (let n = 0; n < 5000; n++) {
    const running = () => Object.keys(life.rounds).filter((area) => life.rounds[area] === 'open');
    const chance = dice.next().value ?? 0;
    if (left > 0 && chance === 0) {
      left -= 1;
      life = branchAfter(life, { is: 'asked', asked: { do: 'tell', areas: null, told: { is: 'paused' } } });
    }
    const step = nextOfBranch(life);
    if (step.do === 'end') return { begun, heard, waves, told };
    if (step.do === 'open') {
      const wave = step.wave.map(({ code }) => code);
      begun.push(...wave);
      waves.push(wave.length);
      life = branchAfter(life, { is: 'opened', areas: wave });
    } else if (step.do === 'tell') {
      told.push({ areas: step.areas, running: running() });
      life = branchAfter(life, { is: 'told' });
    } else if (step.do === 'report') {
      // Another round may settle while the campaign is told.
      const [next] = running();
      if (next && chance === 1) life = branchAfter(life, { is: 'settled', area: next });
      heard.push(...step.areas);
      life = branchAfter(life, { is: 'heard', areas: step.areas });
    } else for (const area of running().slice(0, 1 + chance)) life = branchAfter(life, { is: 'settled', area });
  }
  throw new Error('It goes round in circles.');
}

test('a branch starts every round once in waves, tells who runs, reports every end once, and ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(5), fc.infiniteStream(fc.nat(3)), (areas, tells, dice) => {
      const { begun, heard, waves, told } = live(areas, tells, dice);
      expect(new Set(begun).size).toBe(areas);
      expect(begun).toHaveLength(areas);
      expect(Math.max(...waves)).toBeLessThanOrEqual(WAVE);
      expect([...heard].sort()).toEqual([...begun].sort());
      for (const one of told) expect(one.areas).toEqual(one.running);
    }),
  );
});

test('what is told while rounds are being opened reaches those too that open later', () => {
  const plan = round('wide', [Array.from({ length: 2 * WAVE }, () => 1)], 99);
  const asked = {
    do: 'open' as const,
    round: plan,
    areas: plan.areas,
    clock: { kind: 'wall' as const },
    paused: false,
  };
  let life = branchAfter(newBranch(asked), { is: 'asked', asked: { do: 'tell', areas: null, told: { is: 'paused' } } });
  for (let step = nextOfBranch(life); step.do === 'open'; step = nextOfBranch(life))
    life = branchAfter(life, { is: 'opened', areas: step.wave.map(({ code }) => code) });
  expect(nextOfBranch(life)).toMatchObject({ do: 'tell', areas: plan.areas.map(({ code }) => code) });
});
