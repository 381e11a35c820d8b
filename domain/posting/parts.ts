import type { Day } from '../campaign/calendar/days';
import type { Language } from '../campaign/definition/definition';
import type { Text } from '../campaign/definition/words';
import { Html, html } from '../text/html';
import type { PostedPart, PostedRow, PostingContent } from './content';
import { POSTING_STYLE } from './style';

/** A posting as sheet and page show it. */
export interface ShownPosting {
  content: PostingContent;
  version: number;
  /** SHA-256 of the content, in hex; the first eight characters are shown. */
  digest: string;
  /** Of its public page. */
  address: string;
}

/** Picks the words in the reader's language. The sheet for the board is in Chinese. */
export interface Speaking {
  language: Language;
  say(zh: string, en: string): string;
  /** What a definition says. */
  of(text: Text): string;
}

export const speaking = (language: Language): Speaking => ({
  language,
  say: (zh, en) => (language === 'en' ? en : zh),
  of: (text) => text[language] ?? text['zh-CN'],
});

/** @returns `2027年1月12日`. */
export function chineseDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

export const shortDigest = (digest: string): string => digest.slice(0, 8);

const STYLE = new Html(POSTING_STYLE);

/** @returns the whole document; it loads nothing, so that a kept file prints alike. */
export const documentOf = (title: string, body: Html, { language }: Speaking): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`.source;

/** One line of the table. */
export interface Line {
  part: PostedPart;
  row: PostedRow | null;
}

/** @returns a line for each row, and one for each category that is only counted. */
export const linesOf = ({ parts }: PostingContent): Line[] =>
  parts.flatMap((part): Line[] =>
    part.rows.length > 0 ? part.rows.map((row) => ({ part, row })) : [{ part, row: null }],
  );

/** @returns whether any row names its group. */
export const hasGroups = ({ parts }: PostingContent): boolean =>
  parts.some(({ rows }) => rows.some(({ group }) => group !== null));

/** @returns the table of some lines. @param groups without any, their column is left out */
export function tableOf(lines: readonly Line[], groups: boolean, speaker: Speaking): Html {
  const { say } = speaker;
  return html`<table>
<thead><tr><th>${say('序号', 'No.')}</th>${groups && html`<th>${say('组', 'Group')}</th>`}<th>${say('户主姓名', 'Name')}</th><th>${say('类别', 'Category')}</th><th>${say('人口', 'Persons')}</th><th>${say('拟救助标准', 'Standard')}</th></tr></thead>
<tbody>${lines.map((line) => lineOf(line, groups, speaker))}</tbody>
</table>`;
}

function lineOf({ part, row }: Line, groups: boolean, { of }: Speaking): Html {
  const label = of(part.label);
  const standard = part.standard && of(part.standard);
  return row === null
    ? html`<tr><td></td>${groups && html`<td></td>`}<td>${part.count}${of(part.unit)}</td><td>${label}</td><td></td><td>${standard}</td></tr>`
    : html`<tr><td class="number">${row.number}</td>${groups && html`<td>${row.group}</td>`}<td>${row.name}</td><td>${label}</td><td class="number">${row.heads}</td><td>${standard}</td></tr>`;
}

/** @returns how many of each category: 特困户 12户. */
export const sumsOf = ({ parts }: PostingContent): string =>
  parts.map(({ label, count, unit }) => `${label['zh-CN']} ${count}${unit['zh-CN']}`).join('，');

/** @returns from when to when, by which kind of days. */
export const termOf = ({ from, to, days, counted }: PostingContent, { say }: Speaking): string =>
  say(
    `公示时间：${chineseDay(from)}至${chineseDay(to)}24时（${days}个${counted === 'working' ? '工作日' : '自然日'}，公示当日不计）`,
    `Posted ${from}, until the end of ${to} (${days} ${counted} days; the first does not count)`,
  );
