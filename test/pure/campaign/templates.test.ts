import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planRegister } from '../../../cli/plan/plan-register';
import { ROOT } from '../../../config/root';
import { compile } from '../../../domain/campaign/compile/compile';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { numberOf } from '../../../domain/ledger/approximate';
import { plannedSums } from '../../../domain/ledger/sums';
import type { RegionView } from '../../../domain/people/regions';
import { county } from '../../support/campaigns/plans';

describe('the templates', () => {
  const template = (name: string, season?: number) => {
    const file = join(ROOT, 'config/campaigns', `${name}.yaml`);
    return readDefinition(readFileSync(file, 'utf8'), { file, ...(season && { season }) });
  };
  const CITY: RegionView[] = (
    [
      ['350600', null, 'city'],
      ['C', '350600', 'county'],
      ['T', 'C', 'township'],
      ['V', 'T', 'community'],
      ['U', '350600', 'unit'],
    ] as const
  ).map(([code, parent, kind]) => ({ code, parent, kind, name: code, level: 1 }));
  const beside = (code: string, tag: string) => ({
    code,
    parent: 'R',
    kind: 'unit',
    name: code,
    level: 1,
    tags: [tag],
  });
  const COUNTY: RegionView[] = [
    ...county(3),
    beside('S', 'dermatology-station'),
    beside('F', 'disabled-federation'),
  ].map((region) => ({
    ...region,
    code: region.code === 'R' ? '532626' : region.code,
    parent: region.parent === 'R' ? '532626' : region.parent,
  }));

  test('a template that is read again, with the parts that were made for it, warns of no part that nothing uses', () => {
    for (const file of readdirSync(join(ROOT, 'config/campaigns')).filter((name) => name.endsWith('.yaml'))) {
      const { definition, warnings } = template(file.replace('.yaml', ''));
      const again = readDefinition(JSON.stringify(definition), { file: 'yaml' });
      expect([file, again.warnings]).toEqual([file, warnings]);
    }
  });

  test('两节送温暖 keeps the days of its document', () => {
    const { definition, warnings } = template('two-festivals');
    const plan = compile({ definition, regions: CITY });
    const due = Object.fromEntries(plan.stages.flatMap((stage) => stage.rounds.map(({ key, dueAt }) => [key, dueAt])));
    expect(warnings).toEqual([]);
    expect(due['preparation.county']).toBe('2026-12-20T16:00:00.000Z');
    expect(due['preparation.unit']).toBe('2026-12-25T16:00:00.000Z');
    expect(due['summary.county']).toBe('2027-02-16T16:00:00.000Z');
    expect(plan.stages.map(({ id, opensAt }) => [id, opensAt.slice(0, 10)])).toEqual([
      ['preparation', '2026-12-01'],
      ['publicity', '2026-12-20'],
      ['visits', '2027-01-10'],
      ['summary', '2027-02-12'],
      ['upward', '2027-02-17'],
    ]);
    expect(plan.endsAt).toBe('2027-02-20T10:00:00.000Z');
  });

  test('丘北 ends its visits before the Spring Festival', () => {
    const { definition, warnings } = template('qiubei-red-cross');
    const visits = compile({ definition, regions: COUNTY }).stages.find(({ id }) => id === 'visits');
    expect(visits?.locksAt.slice(0, 10)).toBe('2027-02-04');
    const planned = definition.standards.map((standard) => standard.planned ?? {});
    const sum = (of: 'households' | 'cash' | 'value') =>
      planned.reduce((all, one) => all + (numberOf(one[of]) ?? 0), 0);
    expect(sum('households')).toBe(39 + 43 + 32 + 142 + 17);
    expect(sum('cash')).toBe(15600 + 12900 + 9600 + 42600);
    expect(sum('value')).toBe(4221 + 5198);
    expect(sum('cash') + sum('value')).toBe(90_119);
    expect(warnings).toEqual([]);
    expect(plannedSums(definition).map(({ how, computed, fits }) => [how, computed / 100, fits])).toEqual([
      ['400 × 39', 15_600, true],
      ['300 × 43', 12_900, true],
      ['300 × 32', 9_600, true],
      ['300 × 142', 42_600, true],
      ['15600 + 12900 + 9600 + 42600', 80_700, true],
      ['4221 + 5198', 9_419, true],
      ['15600 + 12900 + 9600 + 42600 + 4221 + 5198', 90_119, true],
    ]);
  });

  test('面上 and 点上 add up as in their document', () => {
    const { definition, warnings } = template('civil-affairs-visits');
    expect(warnings).toEqual([]);
    const sums = plannedSums(definition);
    expect(sums.filter(({ fits }) => !fits)).toEqual([]);
    // Of each category its money and its gifts, and three sums over all.
    expect(sums).toHaveLength(10 + 3 + 3 + 3 + 3);
    const { general, visited } = definition.lists;
    const inAll = (list: string[] = []) =>
      definition.standards
        .filter(({ category }) => list.includes(category))
        .reduce((sum, { planned = {} }) => sum + (numberOf(planned.cash) ?? 0) + (numberOf(planned.value) ?? 0), 0);
    expect([inAll(general?.categories), inAll(visited?.categories)]).toEqual([2_776_000, 37_500]);
    const heads = definition.standards.slice(0, 11).map(({ planned }) => numberOf(planned?.persons) ?? 0);
    expect(heads.reduce((sum, one) => sum + one)).toBe(26_959);
  });

  const STREET: RegionView[] = [
    { code: '990300101', parent: null, kind: 'township', name: '990300101', level: 1 },
    { code: 'V', parent: '990300101', kind: 'community', name: 'V', level: 2 },
  ];

  test('社区走访慰问 keeps the days of its winter, and 80 sets make its sum', () => {
    const { definition, warnings } = template('community-visits', 2017);
    expect(warnings).toEqual([]);
    expect(plannedSums(definition).map(({ how, computed, fits }) => [how, computed, fits])).toEqual([
      ['138.24 × 80', 1_105_920, true],
      ['11059.2', 1_105_920, true],
      ['11059.2', 1_105_920, true],
    ]);
    const rounds = compile({ definition, regions: STREET }).stages.flatMap((stage) => stage.rounds);
    const due = Object.fromEntries(rounds.map(({ stage, dueAt, locksAt }) => [stage, [dueAt, locksAt]]));
    // The end of a day in China is 16:00; 18:00 is 10:00.
    expect(due.appraisal?.[0]).toBe('2017-12-23T16:00:00.000Z');
    expect(due.visits).toEqual(['2018-02-13T16:00:00.000Z', '2018-02-15T10:00:00.000Z']);
    expect(due.summary?.[0]).toBe('2018-03-04T16:00:00.000Z');
  });

  const TOWN: RegionView[] = (
    [
      ['990100101', null, 'township'],
      ['V', '990100101', 'village'],
      ['S', '990100101', 'unit'],
      ['F', '990100101', 'unit'],
    ] as const
  ).map(([code, parent, kind]) => ({
    code,
    parent,
    kind,
    name: code,
    level: 1,
    tags: code === 'S' ? ['volunteers'] : [],
  }));

  test('海门 keeps the days and figures of its document, and asks only its volunteers to look', () => {
    const { definition, warnings } = template('haimen-quota', 2021);
    expect(warnings).toEqual([]);
    const plan = compile({ definition, regions: TOWN });
    const rounds = plan.stages.flatMap((stage) => stage.rounds.map((round) => ({ ...round, opensAt: stage.opensAt })));
    const days = (key: string) => {
      const { opensAt, dueAt, locksAt } = rounds.find((round) => round.key === key) ?? {};
      return [opensAt, dueAt, locksAt];
    };
    // 09:00 and midnight in China.
    expect(days('special')).toEqual([
      '2021-12-21T01:00:00.000Z',
      '2022-01-04T16:00:00.000Z',
      '2022-01-04T16:00:00.000Z',
    ]);
    expect(days('difficult').slice(1)).toEqual(['2021-12-31T16:00:00.000Z', '2021-12-31T16:00:00.000Z']);
    expect(days('check.special')[0]).toBe('2021-12-20T01:00:00.000Z');
    expect(definition.stages[0]?.milestones).toEqual([{ by: '12-24', share: 0.7, of: 'quota' }]);
    expect(rounds.find(({ key }) => key === 'check.special')?.areas.map(({ units }) => units)).toEqual([1]);

    const [special, difficult] = definition.standards;
    const { cash, goods = [], ...planned } = special?.planned ?? {};
    const households = numberOf(planned.households) ?? 0;
    expect({ households, cash }).toEqual({ households: 188, cash: 188 * (special?.cash ?? 0) });
    expect(goods.map(({ quantity }) => quantity)).toEqual(special?.goods.map(({ quantity }) => quantity * households));
    expect([special?.cash, difficult?.cash, difficult?.planned]).toEqual([2000, 600, undefined]);
    for (const list of Object.values(definition.lists))
      expect(list).toMatchObject({ limit: 'quotas', consent: 'required', removed: { check: 'burns' } });
  });

  test('凉山 asks five levels and its stations, answers warnings by village, and knows what is asked then', async () => {
    const { definition, warnings } = template('liangshan-winter');
    const { regions } = await planRegister({ scope: definition.scope, folder: undefined });
    const plan = compile({ definition, regions });
    expect(warnings).toEqual([]);
    const asked = new Set(plan.stages.flatMap(({ rounds }) => rounds.map(({ of }) => of)));
    expect([...asked].sort()).toEqual(['city', 'community', 'county', 'group', 'township', 'unit', 'village']);
    const patrols = plan.stages.find(({ id }) => id === 'patrol')?.rounds ?? [];
    expect(patrols).toHaveLength(2 * 8);
    for (const { areas } of patrols) expect(areas.reduce((sum, { units }) => sum + units, 0)).toBe(2);
    expect(definition.warnings?.of).toBe('village');
    expect(Object.keys(definition.forms)).toEqual(expect.arrayContaining(['warning-known', 'warning-patrol']));
  });
});
