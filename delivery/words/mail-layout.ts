import type { Language } from '../../domain/campaign/definition/definition';

/** Everything that the layout of an e-mail needs. */
export interface Letter {
  /** The words of the text part; empty lines separate paragraphs. */
  text: string;
  language: Language;
  subject: string;
  organisation: string;
  /** A line that ends with this address becomes a button. */
  link: string;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const URL_IN_TEXT = /(https?:\/\/[\w./~%:@+?=&;#-]+[\w/#=-])/;

const FONT = "font-family:-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";
const ACCENT = '#b3261e';
const OPEN: Readonly<Record<Language, string>> = { 'zh-CN': '打开', en: 'Open' };

/**
 * Lays out the words of an e-mail as HTML. It uses tables and inline styles, because the mail programs of offices
 * (Outlook, QQ and NetEase mail) support neither style sheets nor modern layout. It loads no image and nothing from
 * elsewhere, which they block. It fits a phone, and dark mode too: it sets no colour without a background.
 */
export const mailLayout = ({ text, language, subject, organisation, link }: Letter): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:0;background:#f3f1ee">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f1ee"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:36em;background:#ffffff;border-top:4px solid ${ACCENT}">
<tr><td style="padding:20px 24px 0;${FONT};font-size:14px;color:#5c5650;background:#ffffff">${escapeHtml(organisation)}</td></tr>
<tr><td style="padding:4px 24px 20px;${FONT};font-size:16px;line-height:1.7;color:#1f1b16;background:#ffffff">
${paragraphs(text, { link, language })}
</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;

function paragraphs(text: string, { link, language }: Pick<Letter, 'link' | 'language'>): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => {
      const lines = paragraph
        .split('\n')
        .map((line) => (isButton(line, link) ? button(line, link, language) : inline(line)));
      return `<p style="margin:0 0 1em">${lines.join('<br>\n')}</p>`;
    })
    .join('\n');
}

/** A line that ends with the link and says little before it: 上报请点：https://… */
const isButton = (line: string, link: string): boolean =>
  link !== '' && line.endsWith(link) && line.length - link.length <= 40;

/** Shows the address below the button: where the button does not open, the reader types the address. */
function button(line: string, link: string, language: Language): string {
  const words = line
    .slice(0, -link.length)
    .replace(/[\s:：,，]+$/u, '')
    .trim();
  const style = `display:inline-block;padding:10px 20px;background:${ACCENT};color:#ffffff;text-decoration:none;border-radius:4px`;
  const url = escapeHtml(link);
  return `<a href="${url}" style="${style}">${escapeHtml(words || OPEN[language])}</a><br>
<a href="${url}" style="font-size:13px;color:#5c5650;word-break:break-all">${url}</a>`;
}

/** Every other piece is an address. */
const inline = (line: string): string =>
  line
    .split(URL_IN_TEXT)
    .map(escapeHtml)
    .map((piece, at) =>
      at % 2 === 0 ? piece : `<a href="${piece}" style="color:${ACCENT};word-break:break-all">${piece}</a>`,
    )
    .join('');
