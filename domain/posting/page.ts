import { type Html, html } from '../text/html';
import {
  both,
  bothOf,
  chineseDay,
  documentOf,
  linesOf,
  type ShownPosting,
  shortDigest,
  tableOf,
  termOf,
} from './parts';

/** What somebody typed, shown again beside what is wrong with it. */
export interface Typed {
  number?: string;
  text?: string;
  from?: string;
  wrong?: string;
}

/**
 * The page of one village's posting, for everybody: works without script, and shows what the sheet shows.
 * @param key made anew for each page: a second sending with it gives the first receipt
 */
export function postingPage(posting: ShownPosting, key: string, typed: Typed = {}): string {
  const { content, digest, version } = posting;
  const body = html`<main class="phone">
<h1>${bothOf(content.title)} 公示</h1>
<p>${content.village}</p>
<p>${bothOf(content.organisation)}</p>
<p>${termOf(content)}</p>
${tableOf(linesOf(content))}
<p>核对码 ${shortDigest(digest)}${version > 1 && `，第${version}版`} <span lang="en">Digest: the same stands on the board</span></p>
${(content.objections || content.nominations) && formOf(posting, key, typed)}
${content.contact !== null && html`<p>${both(`受理单位和电话：${content.contact}`, undefined)}</p>`}
</main>`;
  return documentOf(`${content.title['zh-CN']}公示`, body);
}

function formOf({ content }: ShownPosting, key: string, { number = '', text = '', from = '', wrong }: Typed): Html {
  return html`<form method="post" accept-charset="utf-8">
<h2>${content.objections ? both('反映意见', 'Object') : both('推荐家庭', 'Name a family')}</h2>
${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}
<input type="hidden" name="key" value="${key}">
${
  content.objections &&
  html`<label for="number">${both('对第几号有异议', 'Number of the row')}</label>
<input type="text" id="number" name="number" inputmode="numeric" maxlength="6" value="${number}">`
}
${content.nominations && html`<p>${both('推荐未列入的家庭时，序号留空。', 'Leave the number empty to name a family that is missing.')}</p>`}
${textFields({ text, from })}
<p>${both(`以收到时间为准：${chineseDay(content.to)}24时前收到的为公示期内异议。没有网络时请尽早发送。`, 'What counts is when it arrives.')}</p>
<button>${both('提交', 'Send')}</button>
</form>`;
}

const textFields = ({
  text = '',
  from = '',
}: Typed): Html => html`<label for="text">${both('情况说明', 'What is the matter?')}</label>
<textarea id="text" name="text" rows="5" maxlength="1000" required>${text}</textarea>
<label for="from">${both('姓名和电话（可不填）', 'Your name and telephone (may be left out)')}</label>
<input type="text" id="from" name="from" maxlength="100" autocomplete="off" value="${from}">`;

/** The page after a posting is over: no row is shown any more, but whatever is to be said is still taken. */
export function goneByPage(key: string, { contact, ...typed }: Typed & { contact: string | null }): string {
  const body = html`<main class="phone">
<h1>${both('公示已结束', 'The posting is over')}</h1>
<p>${both('名单不再公开。仍有情况要反映的，请写在下面，我们照样受理。', 'The list is no longer shown. What you have to say is still taken.')}</p>
${contact !== null && html`<p>受理单位和电话：${contact}</p>`}
<form method="post" accept-charset="utf-8">
${typed.wrong !== undefined && html`<p class="wrong" role="alert">${typed.wrong}</p>`}
<input type="hidden" name="key" value="${key}">
${textFields(typed)}
<button>${both('提交', 'Send')}</button>
</form>
</main>`;
  return documentOf('公示已结束', body);
}

/** Says that something has arrived, never that it was too late. */
export const heardPage = (receipt: string): string =>
  documentOf(
    '已收到',
    html`<main class="phone">
<h1>${both('已收到', 'Received')}</h1>
<p class="receipt">${receipt}</p>
<p>${both('这是您的回执号，请记下；凭号可向受理单位询问结果。反映人的情况会保密。', 'Keep this number and ask the office for the answer by it. Who you are stays secret.')}</p>
</main>`,
  );
