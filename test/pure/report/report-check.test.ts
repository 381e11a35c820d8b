import fc from 'fast-check';
import type { Field, Form, Language } from '../../../domain/campaign/definition/definition';
import { type CheckedReport, checkReport, type ReportInput } from '../../../domain/report/report-check';
import { yuan } from '../../../domain/report/report-figures';
import { tellIn } from '../../../domain/text/refusal';

const field = (over: Partial<Field> & Pick<Field, 'id' | 'type'>): Field => ({
  label: { 'zh-CN': over.id, en: over.id },
  required: true,
  ...over,
});

const form: Form = {
  name: { 'zh-CN': '摸底调查表', en: 'Survey' },
  nothingToReport: true,
  fields: [
    field({ id: 'households', type: 'integer', unit: { 'zh-CN': '户', en: 'households' }, max: 5000 }),
    field({ id: 'cash', type: 'money', unit: { 'zh-CN': '元', en: 'yuan' }, min: 0, max: 100_000.5 }),
    field({ id: 'visited', type: 'yes-no' }),
    field({ id: 'by', type: 'date' }),
    field({ id: 'how', type: 'choice', choices: [{ value: 'door', label: { 'zh-CN': '上门' } }] }),
    field({ id: 'remarks', type: 'text', required: false, maxLength: 10 }),
    field({ id: 'shot', type: 'photo', required: false }),
  ],
};
const right = { households: '39', cash: '4221', visited: 'yes', by: '2026-12-20', how: 'door' };

const check = (over: Partial<ReportInput>, of = form) => checkReport(of, { nothing: false, figures: right, ...over });
const figure = (name: string, value: unknown) => {
  const checked = check({ figures: { ...right, [name]: value } });
  return checked.ok ? checked.figures[name] : checked.problems.map((problem) => problem.code).join();
};

describe('a report that is right', () => {
  it('is stored with money in fen, yes-no as a boolean and blank optional fields left out', () => {
    expect(check({ figures: { ...right, remarks: '  ' } })).toEqual({
      ok: true,
      nothing: false,
      figures: { households: 39, cash: 422_100, visited: true, by: '2026-12-20', how: 'door' },
    });
  });

  it('is the same as JSON values', () => {
    const json = { households: 39, cash: 4221, visited: true, by: '2026-12-20', how: 'door', remarks: null };
    expect(check({ figures: json })).toEqual(check({}));
  });
});

describe('numbers as people type them', () => {
  it.each([
    ['households', '３９', 39],
    ['households', ' 39 户 ', 39],
    ['households', '1,234', 1234],
    ['households', '-0', 0],
    ['cash', '¥4,221.5', 422_150],
    ['cash', '￥４２２１．０７元', 422_107],
    ['cash', 0.07, 7],
    ['cash', 1.1, 110],
  ])('%s %p is %p', (name, typed, stored) => expect(figure(name, typed)).toBe(stored));

  it.each([
    ['households', '三十九', 'not-a-number'],
    ['households', '3.5', 'not-whole'],
    ['households', '-1', 'too-small'],
    ['households', '5001', 'too-large'],
    ['households', '1,23', 'not-a-number'],
    ['households', ['1', '2'], 'not-a-number'],
    ['households', Number.NaN, 'not-a-number'],
    ['households', '9'.repeat(400), 'too-large'],
    ['cash', '3万元', 'not-a-number'],
    ['cash', '1.005', 'too-precise'],
    ['cash', 1e21, 'not-a-number'],
    ['cash', '100000.51', 'too-large'],
    ['cash', '100000.50', 10_000_050],
    ['households', '', 'required'],
  ])('%s %p gives %p', (name, typed, outcome) => expect(figure(name, typed)).toBe(outcome));

  it('takes every sum to the fen, as text and back', () => {
    const cents: Form = { ...form, fields: [field({ id: 'cash', type: 'money' })] };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (fen) => {
        expect(check({ figures: { cash: yuan(fen) } }, cents)).toEqual({
          ok: true,
          nothing: false,
          figures: { cash: fen },
        });
      }),
    );
  });

  it('takes exactly the whole numbers within the bounds', () => {
    const bounds = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(1000));
    fc.assert(
      fc.property(bounds, fc.integer({ min: -3000, max: 3000 }), ([min, span], n) => {
        const bounded: Form = { ...form, fields: [field({ id: 'n', type: 'integer', min, max: min + span })] };
        expect(check({ figures: { n: String(n) } }, bounded).ok).toBe(n >= min && n <= min + span);
      }),
    );
  });
});

describe('dates, choices, texts', () => {
  it.each([
    ['by', '2026年1月5日', '2026-01-05'],
    ['by', '2026/1/5', '2026-01-05'],
    ['by', '2026-02-30', 'not-a-date'],
    ['by', '20261220', 'not-a-date'],
    ['by', 20261220, 'not-a-date'],
    ['how', 'window', 'not-a-choice'],
    ['how', 'constructor', 'not-a-choice'],
    ['visited', '否', false],
    ['visited', 'perhaps', 'not-yes-or-no'],
    ['shot', 'a'.repeat(64), 'a'.repeat(64)],
    ['shot', 'A photo', 'not-a-photo'],
    ['remarks', '棉被\u0000七十\u0007件\r\n完', '棉被七十件\n完'],
    ['remarks', '\ud83d', '\ufffd'],
    ['remarks', 'x'.repeat(11), 'too-long'],
    ['remarks', 7, 'not-a-text'],
  ])('%s %p gives %p', (name, typed, outcome) => expect(figure(name, typed)).toBe(outcome));
});

describe('nothing to report', () => {
  it('stores no figures, and zero, no and blank do not contradict it', () => {
    const zero = { households: '0', cash: '', visited: 'no' };
    expect(check({ nothing: true, figures: {} })).toEqual({ ok: true, nothing: true, figures: {} });
    expect(check({ nothing: true, figures: zero })).toEqual({ ok: true, nothing: true, figures: {} });
  });

  it.each([[{ households: '1' }], [{ households: 'x' }], [{ remarks: '无' }]])(
    'is refused together with %p',
    (figures) => {
      expect(check({ nothing: true, figures })).toMatchObject({
        ok: false,
        problems: [{ field: null, code: 'nothing-with-figures' }],
      });
    },
  );

  it('is refused where the form does not allow it', () => {
    const strict = { ...form, nothingToReport: false };
    expect(check({ nothing: true, figures: {} }, strict)).toMatchObject({
      problems: [{ code: 'nothing-not-allowed' }],
    });
  });
});

const told = (checked: CheckedReport, language: Language) =>
  checked.ok
    ? []
    : checked.problems.map((one) => ({ field: one.field, code: one.code, message: tellIn(language, one) }));

describe('problems', () => {
  it('come all at once, by field, with a sentence in either language', () => {
    const input = { nothing: false, figures: { ...right, households: '-3', cash: '1.234', house: '1' } };
    const checked = checkReport(form, input);
    expect(told(checked, 'en')).toEqual([
      { field: 'house', code: 'unknown-field', message: expect.stringContaining('no field of this name') },
      { field: 'households', code: 'too-small', message: '“households” must be at least 0.' },
      { field: 'cash', code: 'too-precise', message: expect.stringContaining('two decimals') },
    ]);
    expect(told(checked, 'zh-CN')).toMatchObject([{}, { message: '“households”不能小于 0。' }, {}]);
  });

  it('never throws, whatever is handed in', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.dictionary(fc.string(), fc.anything()), (nothing, figures) => {
        expect(typeof checkReport(form, { nothing, figures }).ok).toBe('boolean');
      }),
    );
  });
});
