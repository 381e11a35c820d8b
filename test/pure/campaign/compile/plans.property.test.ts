import fc from 'fast-check';
import { createCalendar } from '../../../../domain/campaign/calendar/calendar';
import { CompileError, compile } from '../../../../domain/campaign/compile/compile';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import type { Plan, RoundPlan } from '../../../../domain/campaign/plan';
import { instant } from '../../../../domain/instant';
import { type RegionView, regionTree, subtree } from '../../../../domain/people/regions';
import { county, definitionWith } from '../../../support/campaigns/plans';

/*
 * Any definition in a possible order: any opening, stages of hours or of months, any lock, quiet hours of any length,
 * any ladder, any zone; and registers of any shape up to some 2,000 villages.
 */

const pad = (n: number) => String(n).padStart(2, '0');
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${pad(h)}:${pad(m)}`);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Without the keys that were not drawn: an optional key must not hold `undefined`. */
const drawn = <T extends object>(record: fc.Arbitrary<T>) =>
  record.map((value) => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)));

const distance = fc.oneof(
  fc.constant({}),
  drawn(
    fc.record({
      days: maybe(fc.integer({ min: -20, max: 20 })),
      workingDays: maybe(fc.integer({ min: -10, max: 10 })),
      hours: maybe(fc.integer({ min: -30, max: 30 })),
      time: maybe(time),
    }),
  ),
);

const superior = fc.integer({ min: 1, max: 4 });
const anchor = fc.constantFrom('opens' as const, 'due' as const, 'lock' as const);
const step = fc.oneof(
  fc.record({ kind: fc.constantFrom('task', 'reminder', 'call-list'), at: at(anchor), up: fc.constant(0) }),
  fc.record({ kind: fc.constant('digest'), at: at(anchor), up: superior }),
  fc.record({
    kind: fc.constant('chase'),
    at: at(anchor),
    up: superior,
    acknowledgeWithin: fc.constantFrom({ workingHours: 4 }, { minutes: 90 }),
  }),
  fc.record({ kind: fc.constant('locked'), at: fc.constant({ from: 'lock' as const }), up: fc.constant(0) }),
);
function at(from: fc.Arbitrary<'opens' | 'due' | 'lock'>) {
  return fc.tuple(from, distance).map(([anchorName, rest]) => ({ ...rest, from: anchorName }));
}
const ladder = fc
  .array(step, { minLength: 1, maxLength: 12 })
  .map((steps) => steps.map((one, index) => ({ ...one, id: `rung-${index}` })));

const day = fc
  .integer({ min: Date.UTC(2026, 7, 1) / 864e5, max: Date.UTC(2027, 4, 1) / 864e5 })
  .map((days) => instant(days * 864e5).slice(0, 10));

const definition: fc.Arbitrary<Definition> = fc
  .record({
    opens: fc.tuple(day, time).map((parts) => parts.join(' ')),
    dueAfter: fc.integer({ min: 1, max: 60 * 24 * 20 }),
    lockAfter: fc.integer({ min: 0, max: 60 * 24 * 10 }),
    steps: maybe(ladder),
    zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Chatham'),
    quietHours: fc.record({ from: time, to: time }),
    holidays: fc.constantFrom('cn' as const, 'none' as const),
  })
  .map(({ opens, dueAfter, lockAfter, steps, zone, quietHours, holidays }) => {
    // Hours go up to 48 and minutes up to a day: a longer distance is written in days.
    const after = (from: 'opens' | 'due', minutes: number) => ({
      after: from,
      days: Math.floor(minutes / 1440),
      minutes: minutes % 1440,
    });
    return definitionWith(
      { zone, quietHours, holidays, ...(steps && { ladders: { default: steps } }) },
      { opens, due: after('opens', dueAfter), lock: after('due', lockAfter) },
    );
  });

/** Three levels, so that a ladder may reach two above the villages. */
const SMALL = county(3, 2);

/** Nearly all drawn dates are in order; the few that summer time reverses are rightly refused. */
const planned = definition
  .map((drawnDefinition) => ({ definition: drawnDefinition, plan: planOf(drawnDefinition) }))
  .filter((drawnPlan): drawnPlan is { definition: Definition; plan: Plan } => drawnPlan.plan !== null);

function planOf(drawnDefinition: Definition): Plan | null {
  try {
    return compile({ definition: drawnDefinition, regions: SMALL });
  } catch (error) {
    if (error instanceof CompileError) return null;
    throw error;
  }
}

const register: fc.Arbitrary<RegionView[]> = fc
  .array(fc.integer({ min: 0, max: 480 }), { minLength: 1, maxLength: 8 })
  .filter((counts) => counts.some((count) => count > 0))
  .map((counts) => county(...counts));

const roundsOf = (plan: Plan): RoundPlan[] => plan.stages.flatMap(({ rounds }) => rounds);

test('every rung falls between the opening and the lock (or the morning after it), outside quiet hours, in order, below the top', () => {
  fc.assert(
    fc.property(planned, ({ definition: drawnDefinition, plan }) => {
      const calendar = createCalendar(drawnDefinition);
      for (const round of roundsOf(plan)) {
        for (const rung of round.rungs) {
          expect(rung.at >= round.opensAt).toBe(true);
          // The message about the lock waits for the morning; all others come before the lock.
          const last = rung.kind === 'locked' ? calendar.afterQuiet(round.locksAt) : round.locksAt;
          expect(rung.at <= last).toBe(true);
          if (rung.at >= round.locksAt) expect(rung.kind).toBe('locked');
          expect(calendar.afterQuiet(rung.at)).toBe(rung.at);
          expect(rung.validUntil > rung.at).toBe(true);
          expect(rung.audience.up).toBeLessThanOrEqual(2);
        }
        expect(round.rungs.map((rung) => rung.at)).toEqual(round.rungs.map((rung) => rung.at).sort());
        expect(new Set(round.rungs.map(({ id }) => id)).size).toBe(round.rungs.length);
      }
    }),
  );
});

test('every raise falls due when its chase was to be acknowledged, one level higher', () => {
  fc.assert(
    fc.property(planned, ({ plan }) => {
      for (const { rungs, locksAt } of roundsOf(plan)) {
        for (const chase of rungs.filter(({ kind }) => kind === 'chase')) {
          expect(chase.acknowledgeBy).toBeDefined();
          const raise = rungs.find(({ raises }) => raises === chase.id);
          const canRaise = chase.audience.up < 2 && (chase.acknowledgeBy ?? '') < locksAt;
          expect(raise?.at).toBe(canRaise ? chase.acknowledgeBy : undefined);
          if (raise) expect(raise.audience.up).toBe(chase.audience.up + 1);
        }
      }
    }),
  );
});

test('every unit is in exactly one area, of at most 500, and no two neighbours could be one', () => {
  fc.assert(
    fc.property(register, (regions) => {
      const tree = regionTree(regions);
      const [round] = roundsOf(compile({ definition: definitionWith(), regions }));
      const villages = (code: string) =>
        subtree(tree, code)
          .filter(({ kind }) => kind === 'village')
          .map((village) => village.code);
      const areas = round?.areas ?? [];
      expect(areas.flatMap(({ code }) => villages(code)).sort()).toEqual(villages('R').sort());
      for (const { code, units } of areas) {
        expect(units).toBe(villages(code).length);
        expect(units).toBeLessThanOrEqual(500);
        const parent = tree.byCode.get(code)?.parent;
        if (parent) expect(villages(parent).length).toBeGreaterThan(500);
      }
    }),
    { numRuns: 50 },
  );
});

test('the same input gives the same plan, and leaves its input as it was', () => {
  fc.assert(
    fc.property(planned, ({ definition: drawnDefinition, plan }) => {
      const before = JSON.stringify(drawnDefinition);
      expect(compile({ definition: JSON.parse(before), regions: SMALL })).toEqual(plan);
      expect(compile({ definition: drawnDefinition, regions: SMALL })).toEqual(plan);
      expect(JSON.stringify(drawnDefinition)).toBe(before);
      // Plain JSON: it goes through workflows.
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    }),
    { numRuns: 40 },
  );
});

test('a later due date moves the rungs counted from it, and leaves those counted from the opening', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 6 }), (days, workingDays) => {
      const ladders = {
        default: [
          { id: 'from-opens', kind: 'reminder' as const, at: { from: 'opens' as const, workingDays, time: '09:30' } },
          { id: 'from-due', kind: 'reminder' as const, at: { from: 'due' as const, days: -1, time: '09:30' } },
        ],
      };
      const sample = definitionWith({ ladders }, { lock: { after: 'due', days: 5 } });
      const due = instant(Date.UTC(2026, 11, 18 + days)).slice(0, 10);
      const [before, after] = [[], [{ key: 'survey', due }]].map((amendments) => {
        const [round] = roundsOf(compile({ definition: sample, regions: county(1), amendments }));
        return Object.fromEntries((round?.rungs ?? []).map((rung) => [rung.id, Date.parse(rung.at)]));
      });
      expect(after?.['from-opens']).toBe(before?.['from-opens']);
      expect((after?.['from-due'] ?? 0) - (before?.['from-due'] ?? 0)).toBe(days * 864e5);
    }),
    { numRuns: 40 },
  );
});
