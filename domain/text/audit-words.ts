import { DateTime } from 'luxon';
import type { Text } from '../campaign/definition/words';
import { CASE_KINDS } from '../case/built-in-kinds';
import { DEED_NAMES } from '../list/list-names';
import { STEP_NAMES } from '../warning/alert/forms';
import { COLOUR_NAMES, HAZARD_NAMES } from '../warning/alert/titles';
import { ACTS, NAMES, type Pair, type Words } from './audit-names';
import { STATE_WORDS } from './state-words';

const paired = (texts: Readonly<Record<string, Text>>): Words =>
  Object.fromEntries(Object.entries(texts).map(([value, text]) => [value, [text['zh-CN'], text.en ?? text['zh-CN']]]));
const first = (words: Readonly<Record<string, readonly string[]>>): Words =>
  Object.fromEntries(Object.entries(words).map(([value, [zh = '', en = '']]) => [value, [zh, en]]));

/** Values that are words for programs, by their key. */
const VALUES: Readonly<Record<string, Words>> = {
  what: { ...paired(DEED_NAMES), ...ACTS },
  colour: paired(COLOUR_NAMES),
  hazard: paired(HAZARD_NAMES),
  kind: paired(Object.fromEntries(Object.entries(CASE_KINDS).map(([kind, { name }]) => [kind, name]))),
  step: { ...paired(STEP_NAMES), snooze: ['暂缓', 'put off'] },
  role: first(STATE_WORDS.role),
  result: { ...first(STATE_WORDS.call), undone: ['撤销', 'undone'] },
  mode: { live: ['正式', 'for real'], rehearsal: ['演练', 'rehearsal'] },
  taken: { back: ['撤回', 'taken back'] },
  moment: { start: ['张贴时', 'at the start'], end: ['期满时', 'at the end'] },
};

interface Line {
  target: Readonly<Record<string, unknown>>;
  /** Names of the places that the target names by code. */
  places?: Readonly<Record<string, string>>;
  /** Name of the stage of its round. */
  stage?: Text | null;
  /** Name of the list that it is about. */
  list?: Text | null;
  /** Null without a campaign. */
  zone?: string | null;
}

/** @returns what a line of the audit log is about, for a reader who knows no codes */
export function aboutInWords(
  { target, places = {}, stage = null, list = null, zone = null }: Line,
  language: 'zh-CN' | 'en',
): string {
  const word = ([zh, en]: Pair): string => (language === 'en' ? en : zh);
  const toldValue = (key: string, value: unknown): string => {
    const known = VALUES[key]?.[String(value)];
    if (known) return word(known);
    const named = key === 'key' ? stage : key === 'list' ? list : null;
    if (named) return named[language] ?? named['zh-CN'];
    const text = String(value);
    if (/^\d{4}-\d\d-\d\dT/.test(text))
      return DateTime.fromISO(text, { zone: zone ?? 'local' }).toFormat('yyyy-MM-dd HH:mm');
    return text
      .split(' ')
      .map((part) => places[part] ?? part)
      .join(' ');
  };
  return Object.entries(target)
    .flatMap(([key, value]) => {
      if (value === null || value === false) return [];
      const name = NAMES[key];
      if (key === 'what') return [toldValue(key, value)];
      if (value === true) return [name ? word(name) : key];
      return [`${name ? word(name) : key} ${toldValue(key, value)}`];
    })
    .join(language === 'en' ? ', ' : '，');
}

/** @returns the keys and acts of a target that have no word, for the test that tries every act */
export const wordless = ({ what, ...target }: Readonly<Record<string, unknown>>): string[] => [
  ...Object.keys(target).filter((key) => !Object.hasOwn(NAMES, key)),
  ...(what === undefined || Object.hasOwn(VALUES.what ?? {}, String(what)) ? [] : [`what ${what}`]),
];
