import type { Text } from '../campaign/definition/words';

/** The chapters of a summary that units write, by what the label of their field says in Chinese. */
const CHAPTERS = {
  practice: /做法|措施|经验|亮点/,
  problems: /问题|困难|不足/,
  next: /打算|下一步|建议/,
} as const;

/** `told`: what happened; every other text is of that. */
export type Chapter = keyof typeof CHAPTERS | 'told';
export const CHAPTER_NAMES = [...Object.keys(CHAPTERS), 'told'] as Chapter[];

/**
 * Forms ask for 主要做法, 存在问题, 下一步打算 in their own words. A label that names several, such as 情况和建议, is of none:
 * nobody takes a text of a unit apart.
 * @param label of a field of text
 */
export function chapterOf(label: Text): Chapter {
  const words = label['zh-CN'];
  const named = (Object.keys(CHAPTERS) as (keyof typeof CHAPTERS)[]).filter((chapter) => CHAPTERS[chapter].test(words));
  const [only] = named;
  return only !== undefined && named.length === 1 && !words.includes('和') ? only : 'told';
}
