import type { Form } from './definition/definition';

/** A number in a reply and the word right behind it, '' when there is none. */
export interface NumberSaid {
  value: string;
  unit: string;
}

/** What somebody means by an SMS to us. */
export type Meant =
  | { kind: 'nothing' | 'acknowledge' | 'stop' | 'unclear' }
  | { kind: 'figures'; numbers: readonly NumberSaid[] };

/** What people write for each, after folding to capitals and dropping signs around it. */
const WORDS: Readonly<Record<'nothing' | 'acknowledge' | 'stop', readonly string[]>> = {
  nothing: ['0', '零', '无', '没有', '零报告', '报0', '报零', 'NONE', 'NOTHING'],
  acknowledge: ['1', '收到', '已收到', '知道', '知道了', '已知晓', '知晓', '好', '好的', 'OK', 'YES'],
  // Carriers and platforms know T, TD, N and 退订 (ask of the trade; STOP and UNSUBSCRIBE are those of abroad).
  stop: ['T', 'TD', '退订', 'STOP', 'UNSUBSCRIBE'],
};

const REPORT = /^(?:上报|报告|报|REPORT)[\s:：,，]*(\d.*)$/su;
const NUMBER = /(\d+(?:\.\d+)?)\s*([^\d\s,.;、。]*)[\s,.;、。]*/gsuy;

/** @param content of an SMS, as people type it: full-width digits, signs and blanks around the word. */
export function readReply(content: string): Meant {
  const text = bare(content.normalize('NFKC').replace(/^【[^】]*】/u, '')).toUpperCase();
  for (const [kind, words] of Object.entries(WORDS))
    if (words.includes(text)) return { kind: kind as keyof typeof WORDS };
  const numbers = numbersIn(REPORT.exec(text)?.[1] ?? '');
  return numbers.length > 0 ? { kind: 'figures', numbers } : { kind: 'unclear' };
}

/** @returns the text without blanks and signs at both ends, in one walk from each: an expression would begin anew at every sign. */
function bare(text: string): string {
  const signs = [...text];
  const isWord = (sign: string) => !/[\s\p{P}]/u.test(sign);
  const first = signs.findIndex(isWord);
  return first < 0 ? '' : signs.slice(first, signs.findLastIndex(isWord) + 1).join('');
}

/** @returns the numbers of a text that has nothing else in it; none when it has. */
function numbersIn(text: string): NumberSaid[] {
  const found = [...text.matchAll(NUMBER)];
  const whole = found.reduce((length, [match]) => length + match.length, 0) === text.length;
  return whole ? found.map(([, value = '', unit = '']) => ({ value, unit })) : [];
}

/**
 * @returns what the numbers are in the form, by field: by their units when each belongs to one field alone, else in the
 * order of `bySms`; null when the form takes no figures by SMS, or they cannot be meant
 */
export function figuresSaid({ bySms, fields }: Form, numbers: readonly NumberSaid[]): Record<string, string> | null {
  const asked = (bySms ?? []).flatMap((id) => fields.find((field) => field.id === id) ?? []);
  if (asked.length === 0 || numbers.length !== asked.length) return null;
  const unitsOf = (index: number) => Object.values(asked[index]?.unit ?? {}).map((unit) => unit?.toUpperCase());
  const owners = numbers.map(({ unit }) => asked.flatMap((_, index) => (unitsOf(index).includes(unit) ? [index] : [])));
  const byUnit = owners.every(({ length }) => length === 1) && new Set(owners.flat()).size === asked.length;
  const places = byUnit ? owners.flat() : numbers.map((_, index) => index);
  const contradicts = numbers.some(({ unit }, index) => unit !== '' && !unitsOf(places[index] ?? 0).includes(unit));
  if (contradicts) return null;
  return Object.fromEntries(numbers.map(({ value }, index) => [asked[places[index] ?? 0]?.id ?? '', value]));
}

/** @returns what fills a form of one question that has one answer (已知晓); null for any other form */
export function onlyAnswer({ fields }: Form): Record<string, string> | null {
  const [field, another] = fields;
  const [choice, other] = field?.choices ?? [];
  return field?.type === 'choice' && !another && choice && !other ? { [field.id]: choice.value } : null;
}
