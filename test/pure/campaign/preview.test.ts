import { compile } from '../../../domain/campaign/compile/compile';
import { type PreviewInput, preview, type Sample } from '../../../domain/campaign/preview';
import { rolesNobodyHas } from '../../../domain/campaign/preview-audience';
import { tellIn } from '../../../domain/text/refusal';
import { county, definitionWith } from '../../support/campaigns/plans';

const regions = county(2, 3);
const everybody = regions.map(({ code }) => ({
  code,
  role: 'contact',
  phone: true,
  email: true,
  deputyPhone: true,
  deputyEmail: false,
}));

function previewed(changes: Partial<PreviewInput> & { definition?: ReturnType<typeof definitionWith> } = {}) {
  const { definition = definitionWith(), ...input } = changes;
  const plan = compile({ definition, regions: input.regions ?? regions });
  const result = preview({ plan, regions, reach: everybody, segmentsOf: () => 1, ...input });
  return { ...result, line: (rung: string) => result.lines.find((line) => line.rung === rung) };
}

test('counts each rung for everybody whom it may tell', () => {
  const { line } = previewed();
  expect(line('due-3wd')).toMatchObject({ to: 'village', places: 5, sms: 5, email: 0 });
  expect(line('due-digest')).toMatchObject({ to: 'township', places: 2, sms: 2 });
  expect(line('due-digest-above')).toMatchObject({ to: 'county', places: 1, sms: 1 });
  expect(line('due+1wd')).toMatchObject({ places: 5, sms: 10 });
  expect(line('due+1wd-chase-raise')).toMatchObject({ kind: 'raise', to: 'county', places: 1, sms: 1 });
  expect(line('due+2wd-calls')).toMatchObject({ places: 5, sms: 0, email: 0, unreachable: 0 });
});

test('is in the order of time, and its totals are the sums of its lines', () => {
  const { lines, totals } = previewed({ segmentsOf: () => 3 });
  expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort());
  expect(totals.sms).toBe(lines.reduce((sum, { sms }) => sum + sms, 0));
  expect(totals.segments).toBe(3 * totals.sms);
});

test('takes the first channel that reaches a person, the deputy for who cannot be reached, and counts the rest', () => {
  const reach = [
    { code: 'R1-1', role: 'contact', phone: true, email: true, deputyPhone: false, deputyEmail: false },
    { code: 'R1-2', role: 'contact', phone: false, email: true, deputyPhone: true, deputyEmail: false },
    { code: 'R2-1', role: 'contact', phone: false, email: false, deputyPhone: true, deputyEmail: false },
    { code: 'R2-2', role: 'contact', phone: false, email: false, deputyPhone: false, deputyEmail: false },
  ];
  expect(previewed({ reach }).line('due-3wd')).toMatchObject({ places: 5, sms: 2, email: 1, unreachable: 2 });
});

test('field: same-phone-deputy: a number that contact and deputy share is counted once', () => {
  const reach = everybody.map((place) => ({ ...place, samePhone: place.code === 'R1-1' }));
  expect(previewed({ reach }).line('due+1wd')).toMatchObject({ places: 5, sms: 9 });
});

test('sends on each channel where the rung says so', () => {
  const ladders = {
    default: [{ id: 'both', kind: 'task' as const, at: { from: 'opens' as const }, send: 'each' as const }],
  };
  expect(previewed({ definition: definitionWith({ ladders }) }).line('both')).toMatchObject({
    places: 5,
    sms: 5,
    email: 5,
  });
});

test('counts the segments of what each reader gets: the place, the names below it', () => {
  const samples: Sample[] = [];
  const named = regions.map((region) => (region.code === 'R1-2' ? { ...region, name: '很长的村名' } : region));
  const segmentsOf = (sample: Sample) => {
    samples.push(sample);
    return sample.region.name.length + sample.missing.length;
  };
  const { line } = previewed({ regions: named, segmentsOf });
  expect(line('opens-task')?.segments).toBe(4 * '村1'.length + '很长的村名'.length);
  expect(line('opens-digest')?.segments).toBe(2 * '乡1'.length + 5);
  // Places with names of the same length are rendered once for each message.
  expect(samples.filter(({ rung }) => rung.id === 'opens-task')).toHaveLength(2);
  expect(samples.find(({ rung }) => rung.id === 'opens-digest')?.missing).toEqual(['村1', '很长的村名']);
});

test('a raised chase names who did not acknowledge, and counts the units below them', () => {
  const samples: Sample[] = [];
  previewed({
    segmentsOf: (sample) => {
      samples.push(sample);
      return 1;
    },
  });
  const raise = samples.find(({ rung }) => rung.id === 'due+1wd-chase-raise');
  expect(raise).toMatchObject({ missing: ['乡1', '乡2'], silent: 5 });
});

test('areas that share a rung share a line; one that was extended has its own', () => {
  const wide = county(400, 300);
  const reach = wide.map(({ code }) => ({
    code,
    role: 'contact',
    phone: true,
    email: false,
    deputyPhone: false,
    deputyEmail: false,
  }));
  const definition = definitionWith();
  const count = (amendments: { key: string; area: string; due: string }[]) => {
    const plan = compile({ definition, regions: wide, amendments });
    return preview({ plan, regions: wide, reach, segmentsOf: () => 1 })
      .lines.filter(({ rung }) => rung === 'due-3wd')
      .map(({ places }) => places);
  };
  expect(count([])).toEqual([700]);
  expect(count([{ key: 'survey', area: 'R2', due: '12-22' }])).toEqual([400, 300]);
});

test('warns of a role that nobody has, and says which one may be meant', () => {
  const ladders = {
    default: [{ id: 'told', kind: 'digest' as const, at: { from: 'due' as const }, up: 1, role: '值班' }],
  };
  const plan = compile({ definition: definitionWith({ ladders }), regions });
  const duty = { ...everybody[0], role: '值班员' } as (typeof everybody)[number];
  const said = rolesNobodyHas(plan, [...everybody, duty]).map((warning) => tellIn('en', warning));
  expect(said).toEqual([expect.stringMatching(/"值班": the rungs that speak to it \(told\).*Did you mean "值班员"/)]);
  expect(rolesNobodyHas(plan, [{ ...duty, role: '值班' }])).toEqual([]);
  const unreachable = { ...duty, role: '值班', phone: false, email: false, deputyPhone: false };
  expect(rolesNobodyHas(plan, [unreachable])).toHaveLength(1);
});
