import type { Language } from '../campaign/definition/definition';
import { type Html, html } from '../text/html';
import {
  chineseDay,
  documentOf,
  hasGroups,
  linesOf,
  type ShownPosting,
  type Speaking,
  shortDigest,
  speaking,
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

/** The languages of the page. */
export const LANGUAGES = ['zh-CN', 'en'] as const satisfies readonly Language[];

/** The form of a page: its key, made anew for each page, by which a second sending gives the first receipt. */
export interface SayingForm extends Typed {
  key: string;
}

/** The page of one village's posting, for everybody: works without script, and shows what the sheet shows. */
export function postingPage(posting: ShownPosting, form: SayingForm, language: Language): string {
  const speaker = speaking(language);
  const { say, of } = speaker;
  const { content, digest, version } = posting;
  const title = say(`${content.title['zh-CN']}公示`, `${of(content.title)}: posted`);
  const body = html`<main class="phone">
<h1>${title}</h1>
<p>${content.village}</p>
<p>${of(content.organisation)}</p>
<p>${termOf(content, speaker)}</p>
${tableOf(linesOf(content), hasGroups(content), speaker)}
<p>${say('核对码', 'Digest')} ${shortDigest(digest)}${version > 1 && say(`，第${version}版`, `, version ${version}`)}${say('，与公示栏上的相同', '; the same stands on the board')}</p>
${(content.objections || content.nominations) && formOf(posting, form, speaker)}
${contactOf(content.contact, speaker)}
<p>${language === 'en' ? html`<a href="?lang=zh-CN" lang="zh-CN">中文</a>` : html`<a href="?lang=en" lang="en">English</a>`}</p>
</main>`;
  return documentOf(title, body, speaker);
}

const contactOf = (contact: string | null, { say }: Speaking): Html | false =>
  contact !== null && html`<p>${say('受理单位和电话：', 'Office and telephone: ')}${contact}</p>`;

function formOf(
  { content }: ShownPosting,
  { key, number = '', text = '', from = '', wrong }: SayingForm,
  speaker: Speaking,
): Html {
  const { say } = speaker;
  return html`<form method="post" accept-charset="utf-8">
<h2>${content.objections ? say('反映意见', 'Object') : say('推荐家庭', 'Name a family')}</h2>
${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}
<input type="hidden" name="key" value="${key}">
${
  content.objections &&
  html`<label for="number">${say('对第几号有异议', 'Number of the row')}</label>
<input type="text" id="number" name="number" inputmode="numeric" maxlength="6" value="${number}">`
}
${content.nominations && html`<p>${say('推荐未列入的家庭时，序号留空。', 'Leave the number empty to name a family that is missing.')}</p>`}
${textFields({ text, from }, speaker)}
<p>${say(`以收到时间为准：${chineseDay(content.to)}24时前收到的为公示期内异议。没有网络时请尽早发送。`, `What counts is when it arrives: in time until the end of ${content.to}.`)}</p>
<button>${say('提交', 'Send')}</button>
</form>`;
}

const textFields = (
  { text = '', from = '' }: Typed,
  { say }: Speaking,
): Html => html`<label for="text">${say('情况说明', 'What is the matter?')}</label>
<textarea id="text" name="text" rows="5" maxlength="1000" required>${text}</textarea>
<label for="from">${say('姓名和电话（可不填）', 'Your name and telephone (may be left out)')}</label>
<input type="text" id="from" name="from" maxlength="100" autocomplete="off" value="${from}">`;

/** The page after a posting is over: no row is shown any more, but whatever is to be said is still taken. */
export function goneByPage(contact: string | null, { key, ...typed }: SayingForm, language: Language): string {
  const speaker = speaking(language);
  const { say } = speaker;
  const body = html`<main class="phone">
<h1>${say('公示已结束', 'The posting is over')}</h1>
<p>${say('名单不再公开。仍有情况要反映的，请写在下面，我们照样受理。', 'The list is no longer shown. What you have to say is still taken.')}</p>
${contactOf(contact, speaker)}
<form method="post" accept-charset="utf-8">
${typed.wrong !== undefined && html`<p class="wrong" role="alert">${typed.wrong}</p>`}
<input type="hidden" name="key" value="${key}">
${textFields(typed, speaker)}
<button>${say('提交', 'Send')}</button>
</form>
</main>`;
  return documentOf(say('公示已结束', 'The posting is over'), body, speaker);
}

/** Says that something has arrived, never that it was too late. */
export function heardPage(receipt: string, language: Language): string {
  const speaker = speaking(language);
  const { say } = speaker;
  return documentOf(
    say('已收到', 'Received'),
    html`<main class="phone">
<h1>${say('已收到', 'Received')}</h1>
<p class="receipt">${receipt}</p>
<p>${say('这是您的回执号，请记下；凭号可向受理单位询问结果。反映人的情况会保密。', 'Keep this number and ask the office for the answer by it. Who you are stays secret.')}</p>
</main>`,
    speaker,
  );
}
