import { rungsBeyondScope } from '../../../domain/campaign/beyond-scope';
import { compile } from '../../../domain/campaign/compile/compile';
import { linesAtOnce, preview } from '../../../domain/campaign/preview';
import { withFittingId } from '../../../domain/campaign/rung-id';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';

const rung = (id: string, at: object) => ({
  ...tinyDefinition().ladders.default?.[0],
  ...{ id, kind: 'reminder', up: 0, deputy: false, channels: ['sms'], send: 'first' },
  at: { from: 'due', ...at },
});
type Rung = Parameters<typeof withFittingId>[0];

it.each([
  ['due-3wd', { workingDays: -3 }, { workingDays: -2 }, 'due-2wd'],
  ['due-1wd-digest', { workingDays: -1 }, { days: 1 }, 'due+1d-digest'],
  ['due-morning', { time: '09:30' }, { workingDays: -1, time: '09:30' }, 'due-1wd-morning'],
  ['due-1wd', { workingDays: -1 }, { workingDays: -4 }, 'due-4wd-2'],
  ['calls', { workingDays: 2 }, { workingDays: 3 }, 'calls'],
  ['due-3wd', { workingDays: -3 }, { workingDays: -3, time: '10:00' }, 'due-3wd'],
  // An id that says another time than its own is not made to say two.
  ['due-3wd', {}, { days: 1 }, 'due-3wd'],
])('%s that is moved is called %s', (id, before, after, fits) => {
  const moved = withFittingId(rung(id, after) as Rung, { from: 'due', ...before }, ['due-4wd']);
  expect(moved.id).toBe(fits);
});

const region = (code: string, parent: string | null, level: number, kind: string) => ({
  ...{ code, parent, level, kind, name: code, tags: [] },
});
const TREE = [region('9', null, 1, 'county'), region('91', '9', 2, 'township'), region('911', '91', 3, 'village')];

it('a rung above the scope is named, also of one that others share', () => {
  const above = { ...tinyDefinition().ladders.default?.find(({ id }) => id === 'digest'), id: 'above', up: 2 };
  const ladders = { default: [...(tinyDefinition().ladders.default ?? []), above] };
  expect(rungsBeyondScope(tinyDefinition({ ladders }), TREE)).toEqual([]);
  const township = TREE.filter(({ code }) => code !== '9').map((one) =>
    one.code === '91' ? { ...one, parent: null } : one,
  );
  expect(rungsBeyondScope(tinyDefinition({ ladders, scope: '91' }), township)).toEqual([
    { stage: 'survey', rung: 'above' },
  ]);
});

it('a campaign that starts late sends the latest of what lies behind, and nothing of what lies ahead', () => {
  const definition = tinyDefinition();
  const plan = compile({ definition, regions: TREE });
  const reach = TREE.map(({ code }) => ({
    ...{ code, role: 'contact', phone: true, email: false, deputyPhone: false, deputyEmail: false },
  }));
  const { lines } = preview({ plan, regions: TREE, reach, segmentsOf: () => 1 });
  const rungs = (now: string) => linesAtOnce(plan, lines, now).map((line) => line.rung);
  expect(rungs(shanghai('11-30 10:00'))).toEqual([]);
  expect(rungs(shanghai('12-01 10:00'))).toEqual(['open']);
  expect(rungs(shanghai('12-03 10:00'))).toEqual(['due']);
  expect(rungs(shanghai('12-06 10:00'))).toEqual([]);
});
