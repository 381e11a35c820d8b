import type { Day } from '../campaign/calendar/days';
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

/** @returns Chinese, and English below it where there is some. */
export const both = (zh: string, en: string | undefined): Html =>
  html`<span>${zh}</span>${en !== undefined && en !== zh && html` <span lang="en">${en}</span>`}`;
export const bothOf = (text: Text): Html => both(text['zh-CN'], text.en);

/** @returns `2027年1月12日`. */
export function chineseDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

export const shortDigest = (digest: string): string => digest.slice(0, 8);

const STYLE = new Html(POSTING_STYLE);

/** @returns the whole document; it loads nothing, so that a kept file prints alike. */
export const documentOf = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="zh-CN">
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

/** @returns the table of some lines. */
export const tableOf = (lines: readonly Line[]): Html => html`<table>
<thead><tr><th>${both('序号', 'No.')}</th><th>${both('组', 'Group')}</th><th>${both('户主姓名', 'Name')}</th><th>${both('类别', 'Category')}</th><th>${both('人口', 'Persons')}</th><th>${both('拟救助标准', 'Standard')}</th></tr></thead>
<tbody>${lines.map(lineOf)}</tbody>
</table>`;

const lineOf = ({ part, row }: Line): Html =>
  row === null
    ? html`<tr><td></td><td></td><td>${part.count}${bothOf(part.unit)}</td><td>${bothOf(part.label)}</td><td></td><td>${part.standard && bothOf(part.standard)}</td></tr>`
    : html`<tr><td class="number">${row.number}</td><td>${row.group}</td><td>${row.name}</td><td>${bothOf(part.label)}</td><td class="number">${row.heads}</td><td>${part.standard && bothOf(part.standard)}</td></tr>`;

/** @returns how many of each category: 特困户 12户. */
export const sumsOf = ({ parts }: PostingContent): string =>
  parts.map(({ label, count, unit }) => `${label['zh-CN']} ${count}${unit['zh-CN']}`).join('，');

/** @returns from when to when, by which kind of days. */
export const termOf = ({ from, to, days, counted }: PostingContent): Html =>
  both(
    `公示时间：${chineseDay(from)}至${chineseDay(to)}24时（${days}个${counted === 'working' ? '工作日' : '自然日'}，公示当日不计）`,
    `Posted ${from}, until the end of ${to} (${days} ${counted} days)`,
  );
