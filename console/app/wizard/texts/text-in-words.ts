import type { Language } from '../../../../domain/campaign/definition/definition';
import { WORDS, type Word } from '../../../../domain/campaign/definition/message-words';
import { WORD_NAMES } from './word-names';

/** How a reader's language writes what is filled in: 【单位】, [unit]; and what depends on it: 【如有原因】 … 【止】. */
interface Signs {
  open: string;
  close: string;
  if: string;
  elsif: string;
  /** Before a word that is compared with nothing, after either of them. */
  any: string;
  else: string;
  endif: string;
}

const SIGNS: Record<Language, Signs> = {
  'zh-CN': { open: '【', close: '】', if: '如', elsif: '否则如', any: '有', else: '否则', endif: '止' },
  en: { open: '[', close: ']', if: 'if ', elsif: 'else if ', any: '', else: 'else', endif: 'end' },
};
/** What stands between words of a condition; as definitions keep it, and as it is shown. */
const BETWEEN: Record<Language, readonly (readonly [kept: string, shown: string])[]> = {
  'zh-CN': [
    [' and ', ' 且 '],
    [' or ', ' 或 '],
    [' >= ', ' ≥ '],
    [' == ', ' = '],
  ],
  en: [
    [' >= ', ' ≥ '],
    [' == ', ' = '],
  ],
};

const KEPT = /\{\{\s*([A-Za-z]+)\s*\}\}|\{%(-?)\s*(if|elsif|else|endif)\b\s*([^%{}]*?)\s*(-?)%\}/g;
const isWord = (word: string): word is Word => (WORDS as readonly string[]).includes(word);
const at = (language: Language): 0 | 1 => (language === 'en' ? 1 : 0);

/** @returns the name of a word, in the signs that it is typed with */
export const wordInSigns = (word: Word, language: Language): string =>
  SIGNS[language].open + WORD_NAMES[word][at(language)] + SIGNS[language].close;

/** @returns a text as definitions keep it, with its words and conditions in the reader's language */
export function textInWords(kept: string, language: Language): string {
  const { open, close, ...signs } = SIGNS[language];
  return kept.replace(KEPT, (whole, word, before, tag: 'if' | 'elsif' | 'else' | 'endif', condition, after) => {
    if (word !== undefined) return isWord(word) ? wordInSigns(word, language) : whole;
    const any = /[a-z]$/i.test(condition) ? signs.any : '';
    return `${open}${before}${signs[tag]}${any}${conditionShown(condition, language)}${after}${close}`;
  });
}

const conditionShown = (condition: string, language: Language): string =>
  BETWEEN[language].reduce(
    (text, [kept, shown]) => text.replaceAll(kept, shown),
    condition.replace(/[A-Za-z]+/g, (word) => (isWord(word) ? WORD_NAMES[word][at(language)] : word)),
  );

/** @returns what {@link textInWords} shows, as definitions keep it; brackets around anything else stay what they are */
export function textFromWords(shown: string, language: Language): string {
  const { open, close } = SIGNS[language];
  const inside = new RegExp(`\\${open}(-?)([^\\${open}\\${close}]*?)(-?)\\${close}`, 'g');
  return shown.replace(inside, (whole, before: string, text: string, after: string) => {
    const word = wordNamed(text, language);
    if (word && before === '' && after === '') return `{{${word}}}`;
    const tag = tagOf(text, language);
    return tag === null ? whole : `{%${before} ${tag} ${after}%}`;
  });
}

const wordNamed = (name: string, language: Language): Word | undefined =>
  WORDS.find((word) => WORD_NAMES[word][at(language)] === name);

function tagOf(text: string, language: Language): string | null {
  const signs = SIGNS[language];
  if (text === signs.else) return 'else';
  if (text === signs.endif) return 'endif';
  for (const tag of ['elsif', 'if'] as const) {
    if (!text.startsWith(signs[tag])) continue;
    const rest = text.slice(signs[tag].length);
    const condition = conditionOf(rest, language) ?? conditionOf(rest.replace(signs.any, ''), language);
    if (condition !== null) return `${tag} ${condition}`;
  }
  return null;
}

/** @returns null for what names no word: 【如下】 is no condition */
function conditionOf(shown: string, language: Language): string | null {
  const kept = BETWEEN[language].reduce((text, [one, other]) => text.replaceAll(other, one), shown);
  const parts = kept.split(/( and | or | >= | == | > | < | <= )/);
  const named = parts.map((part, nr) => (nr % 2 === 1 || /^\d+$/.test(part) ? part : wordNamed(part, language)));
  return named.every((part) => part !== undefined) ? named.join('') : null;
}
