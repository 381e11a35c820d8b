import type { Form } from '../campaign/definition/definition';
import { unitOf } from '../report/field-kinds';

/** A number in a reply, and the word after it ('' for none). */
export interface NumberSaid {
  value: string;
  unit: string;
}

/**
 * The meaning of an SMS from a contact.
 * nothing      there is nothing to report
 * surely-nothing  the same, after the question whether a report with figures is to be replaced
 * acknowledge  the contact has read our message
 * done         the contact says that the report is handed in, which may be wrong
 * stop, resume no more SMS, or SMS again
 * courtesy     only thanks and greetings
 */
export type Meant =
  | { kind: 'nothing' | 'surely-nothing' | 'acknowledge' | 'done' | 'stop' | 'resume' | 'courtesy' | 'unclear' }
  | { kind: 'figures'; numbers: readonly NumberSaid[] };

type Word = Exclude<Meant['kind'], 'figures' | 'courtesy' | 'unclear'>;

/** The words for each meaning, in capitals and half width, without signs and blanks around them. */
const WORDS: Readonly<Record<Word, readonly string[]>> = {
  nothing: [
    ...['0', '零', '〇', '无', '没有', '没', '暂无', '零报告', '零上报', '报0', '报零', '报无', '无情况', '没情况'],
    ...['没有情况', '无上报', '无异常', '没有异常', '无此情况', 'NONE', 'NOTHING', 'NIL'],
  ],
  'surely-nothing': ['00', '〇〇', '零零', '确认零报告', '改为零报告', 'NOTHING AT ALL'],
  acknowledge: [
    ...['1', '一', '收到', '收到了', '已收到', '已收', '知道', '知道了', '已知晓', '知晓', '已知', '明白', '明白了'],
    ...['了解', '已阅', '好', '好的', '好滴', '行', '嗯', '可以', 'OK', 'YES', 'RECEIVED'],
  ],
  done: [
    ...['已报', '已报了', '已上报', '上报了', '报了', '报过', '报过了', '报完', '报完了', '已报完', '已报送', '报送了'],
    ...['已填', '已填报', '填了', '填完', '填完了', '填好了', '已填完', '已提交', '提交了', '完成', '完成了', '已完成'],
    ...['办完了', 'DONE', 'REPORTED'],
  ],
  // Carriers and platforms know T, TD, N and 退订 (custom of the trade); STOP and UNSUBSCRIBE are used abroad.
  stop: [
    'T',
    'TD',
    '退订',
    '确认退订',
    '取消订阅',
    '别发了',
    '不要发了',
    '不要再发',
    '不要再发了',
    'STOP',
    'UNSUBSCRIBE',
  ],
  resume: ['恢复', '恢复短信', '恢复接收', '继续接收', '重新接收', 'START', 'UNSTOP'],
};
const MEANING = new Map(Object.entries(WORDS).flatMap(([kind, words]) => words.map((word) => [word, kind as Word])));

/** Words of courtesy, alone or beside a meaning. */
const COURTESIES = new Set([
  ...[
    '谢谢',
    '谢谢您',
    '多谢',
    '感谢',
    '辛苦',
    '辛苦了',
    '您好',
    '你好',
    '领导',
    '领导好',
    '谢谢领导',
    '您',
    '哦',
    '哈',
  ],
  ...['THANKS', 'THANK', 'YOU', 'HELLO', 'HI'],
]);

/** These meanings give way to any other: "收到，无" is 无, and "好的，已报" is 已报. */
const SAYS_LITTLE = new Set([
  '收到',
  '收到了',
  '已收到',
  '已收',
  '知道了',
  '明白',
  '明白了',
  '好',
  '好的',
  '好滴',
  '嗯',
  '行',
  'OK',
]);

/** No meaningful answer is longer, and more text would only cost time. */
const LONGEST = 1000;

const SIGN = /[\s\p{P}\p{S}]/u;
const SIGNS = /[\s\p{P}\p{S}]+/u;
/** The sender's mark, which phones and gateways put at either end. */
const MARK_BEFORE = /^【[^】]*】/u;
const MARK_BEHIND = /【[^【】]*】$/u;
const REPORT = /^(?:上报|报告|报|REPORT)[\s:,]*(\d.*)$/su;
const NUMBER = /(\d+(?:\.\d+)?)\s*([^\d\s,.;、。]*)[\s,.;、。]*/gsuy;

/**
 * @param content an SMS as people type it: full-width digits, signs and blanks, thanks and a name around the word
 * @param names possible signatures: the names of the person and of the places
 */
export function readReply(content: string, names: readonly string[] = []): Meant {
  const signatures = names.map(folded).filter((name) => name !== '');
  const text = withoutSignatures(folded(content).replace(MARK_BEFORE, '').replace(MARK_BEHIND, ''), signatures);
  const parts = text
    .split(SIGNS)
    .map((part) => withoutSignatures(part, signatures))
    .filter((part) => part !== '');
  return meantByWords(parts) ?? meantByNumbers(text);
}

/** Folds blanks first, so that the text after many blanks still counts. */
const folded = (text: string): string =>
  trimmed(text.replace(/\s+/g, ' ').slice(0, LONGEST).normalize('NFKC')).toUpperCase();

/** @returns the text without signs and blanks at its ends, in one pass (a regular expression needs more). */
function trimmed(text: string): string {
  const signs = [...text];
  const keeps = (sign: string) => !SIGN.test(sign) || sign === '【' || sign === '】';
  const first = signs.findIndex(keeps);
  return first < 0 ? '' : signs.slice(first, signs.findLastIndex(keeps) + 1).join('');
}

/** @returns the text without the names at its ends; empty for a text of names alone. */
function withoutSignatures(text: string, names: readonly string[]): string {
  for (let rest = text; ; ) {
    const before = rest;
    for (const name of names) {
      if (rest.endsWith(name)) rest = trimmed(rest.slice(0, -name.length));
      if (rest.startsWith(name)) rest = trimmed(rest.slice(name.length));
    }
    if (rest === before) return rest;
  }
}

/** @returns the meaning of all words together; null when one of them has no meaning */
function meantByWords(parts: readonly string[]): Meant | null {
  const said = parts.filter((part) => !COURTESIES.has(part));
  if (said.length === 0) return parts.length > 0 ? { kind: 'courtesy' } : null;
  const weighty = said.filter((part) => !SAYS_LITTLE.has(part));
  const kinds = new Set((weighty.length > 0 ? weighty : said).map((part) => MEANING.get(part)));
  const [kind] = kinds;
  return kinds.size === 1 && kind ? { kind } : null;
}

/** 2026-12 and 2026年12月 are one number of a report: 202612. */
const MONTH = /(?<!\d)(\d{4})(?:[-/]|\s*年\s*)(\d{1,2})(?!\d)(?:\s*月)?/gu;
const asDigits = (_: string, year: string, month: string): string => year + month.padStart(2, '0');

function meantByNumbers(text: string): Meant {
  const reported = REPORT.exec(text)?.[1];
  const numbers = numbersIn(reported?.replace(MONTH, asDigits) ?? text);
  // Bare numbers are ambiguous; numbers with units are figures.
  if (numbers.length === 0 || (reported === undefined && numbers.some(({ unit }) => unit === '')))
    return { kind: 'unclear' };
  const [only, another] = numbers;
  return !another && Number(only?.value) === 0 ? { kind: 'nothing' } : { kind: 'figures', numbers };
}

/** @returns the numbers of a text that consists only of numbers; none for any other text. */
function numbersIn(text: string): NumberSaid[] {
  const found = [...text.matchAll(NUMBER)];
  const whole = found.reduce((length, [match]) => length + match.length, 0) === text.length;
  return whole ? found.map(([, value = '', unit = '']) => ({ value, unit })) : [];
}
/**
 * @returns the numbers by field of the form: by their units when each unit belongs to one field only, else in the order
 *   of `bySms`; null when the form takes no figures by SMS, or the numbers do not fit
 */
export function figuresSaid({ bySms, fields }: Form, numbers: readonly NumberSaid[]): Record<string, string> | null {
  const asked = (bySms ?? []).flatMap((id) => fields.find((field) => field.id === id) ?? []);
  if (asked.length === 0 || numbers.length !== asked.length) return null;
  const unitsOf = (index: number) => {
    const field = asked[index];
    return Object.values((field && unitOf(field)) ?? {}).map((unit) => unit?.toUpperCase());
  };
  const owners = numbers.map(({ unit }) => asked.flatMap((_, index) => (unitsOf(index).includes(unit) ? [index] : [])));
  const byUnit = owners.every(({ length }) => length === 1) && new Set(owners.flat()).size === asked.length;
  const places = byUnit ? owners.flat() : numbers.map((_, index) => index);
  const contradicts = numbers.some(({ unit }, index) => unit !== '' && !unitsOf(places[index] ?? 0).includes(unit));
  if (contradicts) return null;
  return Object.fromEntries(numbers.map(({ value }, index) => [asked[places[index] ?? 0]?.id ?? '', value]));
}

/** @returns the values for a form with one question and one answer (已知晓); null for any other form */
export function onlyAnswer({ fields }: Form): Record<string, string> | null {
  const [field, another] = fields;
  const [choice, other] = field?.choices ?? [];
  return field?.type === 'choice' && !another && choice && !other ? { [field.id]: choice.value } : null;
}
