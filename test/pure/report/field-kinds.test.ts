import { render } from '../../../console/shell/render';
import { words } from '../../../console/shell/words/words';
import { fieldView } from '../../../console/village/form-view';
import { showFigure } from '../../../console/village/format';
import { type Field, type Form, say } from '../../../domain/campaign/definition/definition';
import { withType } from '../../../domain/campaign/definition/field-types';
import { figuresSaid, readReply } from '../../../domain/message/reply';
import { FIELD_TYPES, type FieldType, kindOf, parseFigure } from '../../../domain/report/field-kinds';
import { checkReport } from '../../../domain/report/report-check';
import type { Figure } from '../../../domain/report/report-figures';
import { fillIn } from '../../../rehearsal/people/answers';
import { figureCell } from '../../../reporting/document/tables/record-tables';
import { word } from '../../../reporting/document/texts';

const PHOTO = 'a'.repeat(64);
const door = { value: 'door', label: { 'zh-CN': '上门', en: 'at the door' } };

interface Shown {
  typed: string;
  stored: Figure;
  /** Text on the receipt, in the two languages. */
  form: readonly [zh: string, en: string];
  excel: unknown;
  /** The control in the form. */
  asks: string;
  sms?: string;
}

/** One field of each type, from the form to the report. */
const EACH: Record<FieldType, Shown> = {
  integer: { typed: '39', stored: 39, form: ['39', '39'], excel: 39, asks: 'inputmode="numeric"', sms: '报 39' },
  money: {
    typed: '42.5',
    stored: 4250,
    form: ['42.50 元', '42.50 yuan'],
    excel: { fen: 4250 },
    asks: 'inputmode="decimal"',
    sms: '报 42.5',
  },
  text: { typed: '好', stored: '好', form: ['好', '好'], excel: '好', asks: '<textarea' },
  date: {
    typed: '2026-12-20',
    stored: '2026-12-20',
    form: ['2026-12-20', '2026-12-20'],
    excel: '2026-12-20',
    asks: 'type="date"',
  },
  month: {
    typed: '2026-11',
    stored: '2026-11',
    form: ['2026年11月', 'Nov 2026'],
    excel: '2026年11月',
    asks: 'type="month"',
    sms: '报 2026年11月',
  },
  choice: { typed: 'door', stored: 'door', form: ['上门', 'at the door'], excel: '上门', asks: 'type="radio"' },
  'yes-no': { typed: 'yes', stored: true, form: ['是', 'Yes'], excel: '是', asks: 'type="radio"' },
  photo: { typed: PHOTO, stored: PHOTO, form: ['照片', 'Photo'], excel: '是', asks: 'type="file"' },
};

const names = {
  word: (name: Parameters<typeof word>[0]) => word(name, 'zh-CN'),
  say: (text: Parameters<typeof say>[0]) => say(text, 'zh-CN'),
};

describe.each(FIELD_TYPES)('%s', (type) => {
  const field: Field = {
    id: 'it',
    label: { 'zh-CN': '栏' },
    required: true,
    type,
    ...(type === 'choice' && { choices: [door] }),
  };
  const form: Form = { name: { 'zh-CN': '表' }, fields: [field], nothingToReport: true, bySms: ['it'] };
  const { typed, stored, form: onForm, excel, asks, sms } = EACH[type];

  test('is asked by the form, which keeps what was typed', () => {
    const html = render('field', { field: fieldView(field, 'zh-CN', typed, null), w: words['zh-CN'], address: '' });
    expect(html).toContain(asks);
    expect(html).toContain(typed);
  });

  test('is stored, and shown on the receipt and in Excel', () => {
    expect(parseFigure(field, typed)).toEqual({ ok: true, value: stored });
    expect(showFigure(field, stored, 'zh-CN')).toBe(onForm[0]);
    expect(showFigure(field, stored, 'en')).toBe(onForm[1]);
    expect(figureCell(stored, field, names)).toEqual(excel);
  });

  test('is said by SMS where one run of digits says it', () => {
    expect(kindOf(type).bySms === true).toBe(sms !== undefined);
    if (sms === undefined) return;
    const meant = readReply(sms);
    const figures = meant.kind === 'figures' ? figuresSaid(form, meant.numbers) : null;
    expect(checkReport(form, { nothing: false, figures: figures ?? {} })).toMatchObject({
      ok: true,
      figures: { it: stored },
    });
  });

  test('keeps only what it means when a field becomes one', () => {
    const all = { ...field, min: 1, max: 2, maxLength: 3, choices: [door] };
    const extras = ['min', 'max', 'maxLength', 'choices'].filter((key) => key in withType(all, type));
    expect(extras.sort()).toEqual([...kindOf(type).extras].sort());
  });

  test('is answered by a simulated village so that the form takes it', () => {
    const asked = { ...field, choices: ['door'] };
    const at = '2026-12-03T02:00:00.000Z';
    const { it } = fillIn([asked], { seed: 1, unit: 'u', key: 'k', version: 1, at, zone: 'Asia/Shanghai' });
    expect(parseFigure(field, it).ok).toBe(true);
  });
});

test.each(['2026/11', '2026.11', ' 2026年11月 ', '２０２６年１１月', '202611'])('a month is %s too', (typed) => {
  expect(kindOf('month').parse({}, typed)).toEqual({ ok: true, value: '2026-11' });
});
test.each(['2026-13', '2026-00', '20261', '11', '2026-11-01', 202611, ''])('a month is not %s', (typed) => {
  expect(kindOf('month').parse({}, typed)).toEqual({ ok: false, code: 'not-a-month' });
});
test.each([
  ['报 12 户 2026-3', ['12', '202603']],
  ['报12户2026年03月', ['12', '202603']],
  ['报 12 户 202603', ['12', '202603']],
])('%s has one number for the month', (content, values) => {
  const meant = readReply(content);
  expect(meant.kind === 'figures' && meant.numbers.map(({ value }) => value)).toEqual(values);
});
