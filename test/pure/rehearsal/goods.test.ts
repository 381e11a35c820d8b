import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { compile } from '../../../domain/campaign/compile/compile';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { MONEY } from '../../../domain/ledger/items';
import { worthOfPlaces } from '../../../domain/ledger/reconciliation';
import { withListForms } from '../../../domain/list/list-forms';
import type { RegionView } from '../../../domain/people/regions';
import { isBlank, readDrawing } from '../../../domain/report/signature';
import { goodsDays } from '../../../rehearsal/goods/agendas';
import { getsLost, giftsFor, lotsOf, ownPurse, purchasesOf } from '../../../rehearsal/goods/gifts';
import { isAnswered } from '../../../rehearsal/goods/giving-visitor';
import { increases, isEntitled, needsOf, withHopes } from '../../../rehearsal/goods/needs';
import { isNamedIn, type Recipients, writeRecipients } from '../../../rehearsal/goods/recipients';
import { drawSignature } from '../../../rehearsal/goods/signature';
import { sharesWith } from '../../../rehearsal/lists/shares';
import { type Sample, sampleRegister } from '../../../store/people/tables/samples/sample-trees';

/** A template, its sample register, and everybody on its lists. */
function written(template: string, sample: Sample, seed = 1) {
  const file = `config/campaigns/${template}.yaml`;
  const { definition } = readDefinition(readFileSync(file, 'utf8'), { file });
  const regions = sampleRegister(sample).regions.map((region): RegionView => ({ ...region, level: 1 }));
  const plan = compile({ definition, regions });
  const shares = sharesWith();
  return { definition, plan, regions, recipients: writeRecipients({ definition, plan, regions, seed, shares }) };
}

const qiubei = written('qiubei-red-cross', 'qiubei');
const civil = written('civil-affairs-visits', 'civil-affairs');
const haimen = written('haimen-quota', 'haimen');

const servedBy = ({ all }: Recipients, category: string) =>
  all.filter((one) => one.category === category && one.fate === 'served');
const heads = (some: readonly { heads: number | null }[]) => some.reduce((sum, one) => sum + (one.heads ?? 1), 0);

describe('the lists of a campaign that keeps accounts', () => {
  it('serve as many as the plan says, with as many heads, and others are served nothing', () => {
    const { recipients } = qiubei;
    const served = (category: string) => servedBy(recipients, category);
    const counts = ['leprosy', 'disabled', 'old-and-young', 'extreme-poverty', 'family-box'].map(
      (category) => served(category).length,
    );
    expect(counts).toEqual([39, 43, 32, 142, 17]);
    expect(heads(served('disabled'))).toBe(137);
    expect(heads(served('extreme-poverty'))).toBeGreaterThan(700);
    expect(heads(served('extreme-poverty'))).toBeLessThan(720);
    const fates = new Set(recipients.all.map(({ fate }) => fate));
    expect([...fates].sort()).toEqual(
      ['diedBefore', 'died', 'left', 'noConsent', 'notEligible', 'notFound', 'refuses', 'served', 'wasDead'].sort(),
    );
    const rows = recipients.all.map(({ row }) => row);
    expect(new Set(rows).size).toBe(rows.length);
    expect(new Set(recipients.all.map(({ person }) => person.idNumber)).size).toBe(rows.length);
  });

  it('lie where the source of the plan says', () => {
    const { recipients, regions } = qiubei;
    const name = new Map(regions.map((region) => [region.code, region.name]));
    const places = (category: string) => [...new Set(servedBy(recipients, category).map(({ unit }) => name.get(unit)))];
    expect(places('extreme-poverty').sort()).toEqual(['雄山村', '大布红村', '平坦村'].sort());
    expect(places('family-box')).toEqual(['清平村']);
    expect(places('leprosy')).toEqual(['县皮肤病防治站']);
    expect(places('disabled').length).toBeGreaterThan(20);
  });

  it.each([
    ['双龙营镇雄山、大布红、平坦村委会', '雄山村', true],
    ['双龙营镇雄山、大布红、平坦村委会', '平坦村', true],
    ['双龙营镇雄山、大布红、平坦村委会', '双龙营镇', true],
    ['双龙营镇雄山、大布红、平坦村委会', '双龙营村', false],
    ['双龙营镇雄山、大布红、平坦村委会', '山村', false],
    ['双龙营镇雄山、大布红、平坦村委会', '布红村', false],
    ['雷波县桂花乡大坪村（大坪一组）', '大坪一组', true],
    ['雷波县桂花乡大坪村（大坪一组）', '大坪二组', false],
    ['西昌市北城街道河东社区', '河东社区', true],
    ['西昌市北城街道河东社区', '东社区', false],
    ['10个乡镇', '柳乡', false],
  ])('of %s %s is named: %p', (source, name, named) => {
    expect(isNamedIn(source, name)).toBe(named);
  });

  it('have one row for each register of a place, with all its heads, and one for each slot', () => {
    const { recipients } = civil;
    expect(heads(recipients.all.filter(({ list }) => list === 'general'))).toBe(26_959);
    expect(heads(servedBy(recipients, 'rural'))).toBe(10_572);
    expect(servedBy(recipients, 'rural')).toHaveLength(25);
    const visited = recipients.all.filter(({ list }) => list === 'visited');
    const slots = new Set(visited.map(({ unit, category }) => `${unit} ${category}`));
    expect([visited.length, slots.size]).toEqual([75, 75]);
  });

  it('count the households on the register of a place, as many as a rehearsal is to invent', () => {
    const { definition, plan, regions } = civil;
    const asHouseholds: Definition = {
      ...definition,
      standards: definition.standards.map(({ planned: _, ...one }) =>
        one.category === 'rural' ? { ...one, per: 'household' } : one,
      ),
      rehearsal: { warnings: [], numbers: { rural: 700_000, urban: 90 } },
    };
    const shares = sharesWith();
    const recipients = writeRecipients({ definition: asHouseholds, plan, regions, seed: 1, shares });
    expect([heads(servedBy(recipients, 'rural')), heads(servedBy(recipients, 'urban'))]).toEqual([700_000, 90]);
    const needs = needsOf(asHouseholds, servedBy(recipients, 'rural'));
    expect(needs.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(700_000 * 100_00);
    const form = withListForms(asHouseholds).forms['list-general-propose'];
    const counted = form?.fields.flatMap(({ counts }) => (counts?.category === 'rural' ? [counts.what] : []));
    expect(counted).toEqual(['households']);
  });

  it('have nobody who refuses where no standard gives anything, and money that is given case by case', () => {
    const { definition, recipients } = written('mudanjiang-door-knock', 'mudanjiang');
    expect(servedBy(recipients, 'helped')).toHaveLength(103);
    expect(recipients.all.filter(({ fate }) => ['refuses', 'diedBefore', 'wasDead'].includes(fate))).toEqual([]);
    const more = increases(definition, recipients.all);
    const sum = (item: string) =>
      more.reduce((all, one) => all + (one.item === item ? one.quantity * one.rows.length : 0), 0);
    expect([sum(MONEY), sum('goods')]).toEqual([134_237_00, 6328]);
  });

  it('are the same for the same seed, others for another, and as many in a register of any size', () => {
    expect(written('qiubei-red-cross', 'qiubei').recipients.all).toEqual(qiubei.recipients.all);
    const other = written('qiubei-red-cross', 'qiubei', 2).recipients;
    expect(other.all).not.toEqual(qiubei.recipients.all);
    expect(servedBy(other, 'disabled')).toHaveLength(43);
    const few = qiubei.regions.filter(({ kind, code }) => kind !== 'village' || code < '532626100703');
    const plan = compile({ definition: qiubei.definition, regions: few });
    const shares = sharesWith();
    const written2 = (regions: RegionView[]) =>
      writeRecipients({ definition: qiubei.definition, plan, regions, seed: 1, shares });
    expect(servedBy(written2(few), 'extreme-poverty')).toHaveLength(142);
    // A single village cannot name all of them by its phone.
    const one = few.filter(({ kind, code }) => kind !== 'village' || code === '532626100701');
    expect(() => written2(one)).toThrow('--villages');
  });
});

describe('what is given for them', () => {
  const all = ({ definition, recipients }: { definition: Definition; recipients: Recipients }) => {
    const lots = lotsOf(needsOf(definition, recipients.all));
    return { lots, gifts: giftsFor(definition, lots, definition.scope) };
  };
  const { lots, gifts } = all(qiubei);

  it('is what all are entitled to, with what gets lost, and a little that is left', () => {
    const entitled = qiubei.recipients.all.filter(isEntitled);
    const lot = (purse: string, item: string) => lots.find((one) => one.purse === purse && one.item === item);
    const of = (...categories: string[]) => entitled.filter(({ category }) => categories.includes(category)).length;
    expect(lot('dermatology-station', MONEY)?.quantity).toBe(of('leprosy') * 40_000);
    expect(lot('red-cross', MONEY)?.quantity).toBe(of('disabled', 'old-and-young', 'extreme-poverty') * 30_000);
    for (const { purse, item, quantity } of lots) {
      const given = gifts.filter((one) => one.purse === purse && one.item === item);
      const sum = given.reduce((total, one) => total + one.quantity, 0);
      expect(sum).toBeGreaterThanOrEqual(quantity + (getsLost({ item, quantity }) ? 1 : 0));
    }
    expect(ownPurse(lots, 'dermatology-station')).toBe('532626901');
    expect(ownPurse(lots, 'red-cross')).toBeNull();
  });

  it('shares 70 pieces among 39 households, as no standard does', () => {
    const shared = increases(qiubei.definition, qiubei.recipients.all);
    expect(shared.map(({ item, purse, quantity, rows }) => [item, purse, quantity, rows.length])).toEqual([
      ['warm-clothes', 'red-cross', 1, 8],
      ['warm-clothes', 'red-cross', 2, 31],
    ]);
  });

  it('makes 17 boxes worth what the plan says, however many more are given, lost or left', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const own = all(written('qiubei-red-cross', 'qiubei', seed)).gifts.filter(({ item }) => item === 'family-box');
      const [came, valueFen] = [own, own].map((some, nth) =>
        some.reduce((sum, one) => sum + (nth === 0 ? one.quantity : (one.valueFen ?? 0)), 0),
      ) as [number, number];
      const none = { promised: 0, ways: 0, spent: 0, back: 0 };
      const places = { ...none, item: 'family-box', purse: 'red-cross', came, valueFen, rows: 17, lost: 1 };
      expect(worthOfPlaces({ ...places, stores: came - 18 })?.rows).toBe(519_800);
    }
  });

  it('comes before it is fixed who gets it, and goes out before it is handed over', () => {
    const grid = { zone: 'Asia/Shanghai', from: '08:30', to: '17:30' };
    for (const { definition, plan } of [qiubei, civil, haimen]) {
      const days = goodsDays(definition, plan, grid);
      const gives = plan.stages.flatMap(({ rounds, opensAt }) =>
        rounds.some(({ does }) => does === 'deliver') ? [opensAt] : [],
      );
      const fixed = days.decides.filter(({ freezes }) => freezes).map(({ at }) => at);
      expect(fixed).toHaveLength(2);
      for (const at of fixed) {
        expect(days.raising.until <= at).toBe(true);
        expect(at < days.raises).toBe(true);
      }
      expect(days.raises < days.allocates).toBe(true);
      for (const at of gives) expect(days.allocates < at).toBe(true);
      for (const [list, at] of days.bringsIn)
        expect(at < (days.decides.find((one) => one.list === list)?.at ?? '')).toBe(true);
    }
  });

  it('goes out by a warning where a rule sends it, after the warning and before anybody hands it over', () => {
    const grid = { zone: 'Asia/Shanghai', from: '08:30', to: '17:30' };
    const { definition, plan } = written('hunan-new-year-warmth', 'hunan');
    const [sent, ...others] = goodsDays(definition, plan, grid).emergencies;
    expect([sent?.purse, sent?.item, others]).toEqual(['reserve', 'warm-set', []]);
    // The warning comes at 15:40 in China.
    expect(sent?.at).toBe('2027-01-23T08:00:00.000Z');
    expect(plan.stages.find(({ id }) => id === 'emergency')?.opensAt).toBe('2027-01-25T01:00:00.000Z');
    expect(goodsDays(qiubei.definition, qiubei.plan, grid).emergencies).toEqual([]);
  });

  it('is bought in part where what was raised is divided, with money that is raised besides', () => {
    const { definition, recipients } = written('volunteers-nanning', 'volunteers-nanning');
    const hoped = withHopes(definition);
    const lots = lotsOf(needsOf(hoped, recipients.all));
    const bought = purchasesOf(hoped, lots);
    expect(bought.map(({ item }) => item)).toEqual(['daily', 'oil', 'sweets']);
    const gifts = giftsFor(hoped, lots, '990440');
    expect([...new Set(gifts.map(({ item }) => item))].sort()).toEqual(['cny', 'noodles', 'rice']);
    const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
    const money = sum(gifts.flatMap(({ item, quantity }) => (item === 'cny' ? [quantity] : [])));
    const divided = lots.find(({ item }) => item === 'cny')?.quantity ?? 0;
    expect(money).toBe(divided + sum(bought.map(({ pays }) => pays)));
    expect(purchasesOf(qiubei.definition, lotsOf(needsOf(qiubei.definition, qiubei.recipients.all)))).toEqual([]);
  });

  it('is held back only when its list has hung', () => {
    const grid = { zone: 'Asia/Shanghai', from: '08:30', to: '17:30' };
    const opensAt = haimen.plan.stages.find(({ id }) => id === 'ceremony')?.opensAt ?? '';
    const days = goodsDays(haimen.definition, haimen.plan, grid);
    expect([...days.holds].map(([, at]) => at > opensAt)).toEqual([true, true]);
    for (const [list, at] of days.holds) expect(at < (days.releases.get(list) ?? '')).toBe(true);
  });
});

test('a drawn signature is a picture with ink in it, each another one', () => {
  const drawn = [1, 2, 9, 300].map(drawSignature);
  expect(new Set(drawn.map(({ id }) => id)).size).toBe(4);
  for (const { bytes } of drawn) {
    const read = readDrawing(bytes);
    if (!read) throw new Error('It is no drawing');
    expect(isBlank(read, inflateSync(read.packed))).toBe(false);
  }
});

test('a phone may be told that a row has left only where it has handed nothing over', () => {
  const refused = (code: string) => ({ row: 'row-1', is: 'refused', problems: [{ code }] });
  const answers = (code: string) => [true, false].map((done) => isAnswered(refused(code), { done, again: false }));
  expect(answers('row-out')).toEqual([false, true]);
  expect(answers('row-given-although')).toEqual([true, true]);
  expect(answers('row-unknown')).toEqual([false, false]);
  expect(isAnswered(refused('row-out'), { done: false, again: true })).toBe(false);
  expect(isAnswered({ row: 'row-1', is: 'done' }, { done: true, again: false })).toBe(true);
});
