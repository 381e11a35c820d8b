import { type Html, html } from '../text/html';
import { qrPath } from '../text/qr';
import {
  chineseDay,
  documentOf,
  hasGroups,
  type Line,
  linesOf,
  type ShownPosting,
  shortDigest,
  speaking,
  sumsOf,
  tableOf,
  termOf,
} from './parts';

/** Lines that fit beside the heading, and on every further page, even when each takes two. */
const FIRST_PAGE = 14;
const NEXT_PAGE = 20;

/** What hangs on a board is in Chinese; the page behind its code is in the reader's language. */
const CHINESE = speaking('zh-CN');

/**
 * @returns the sheet for the board as one HTML document: A4 pages with their numbers, space for the seal, digest, QR
 * code.
 */
export function postingSheet(posting: ShownPosting, code = qrPath(posting.address)): string {
  const { content } = posting;
  const pages = intoPages(linesOf(content));
  const body = pages.map(
    (lines, at) => html`<section class="page">
${at === 0 && heading(posting)}
${lines.length > 0 && tableOf(lines, hasGroups(content), CHINESE)}
${at === pages.length - 1 && closing(posting, code)}
<p class="foot">${content.title['zh-CN']} · ${content.village} · 第${at + 1}页 共${pages.length}页</p>
</section>`,
  );
  return documentOf(`${content.title['zh-CN']}公示 ${content.village}`, html`${body}`, CHINESE);
}

function intoPages(lines: readonly Line[]): Line[][] {
  const pages = [lines.slice(0, FIRST_PAGE)];
  for (let from = FIRST_PAGE; from < lines.length; from += NEXT_PAGE) pages.push(lines.slice(from, from + NEXT_PAGE));
  return pages;
}

const heading = ({ content, version }: ShownPosting): Html => html`<h1>${content.title['zh-CN']}<br>公示</h1>
<p>${content.village}${version > 1 && `（第${version}版）`}</p>
<p>${termOf(content, CHINESE)}</p>
<p>${sumsOf(content)}</p>`;

function closing({ content, digest }: ShownPosting, { path, side }: ReturnType<typeof qrPath>): Html {
  return html`<p>${content.objections && '对以上名单有异议的，请在公示期内反映；可以不留姓名。'}</p>
<p>${content.nominations && '符合条件而未列入的家庭，也请告诉我们。'}</p>
<p>${content.contact !== null && `受理单位和电话：${content.contact}`}</p>
<div class="close">
<div><svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label="扫码查看本村公示"><path d="${path}"/></svg>
<p>扫码查看本村公示<br>核对码 ${shortDigest(digest)}</p></div>
<div class="seal">${content.organisation['zh-CN']}<br>（盖章）<br>${chineseDay(content.from)}</div>
</div>`;
}
