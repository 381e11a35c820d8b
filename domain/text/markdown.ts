import { escapeHtml } from './html';

/** Where links of a document lead: the address for a path, or null for text without a link. */
export type LinkTo = (path: string) => string | null;

/**
 * Renders our own documents for a page: headings, paragraphs, lists, tables, code, links, bold. Everything is escaped;
 * what they do not use (pictures, raw HTML) stays text.
 * @returns HTML without a frame
 */
export function markdownPage(source: string, linkTo: LinkTo): string {
  const lines = source.replaceAll(/<!--[\s\S]*?-->/g, '').split('\n');
  const blocks: string[] = [];
  const inline = (text: string): string => inlineOf(text, linkTo);
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const [, marks, heading = ''] = /^(#{1,6}) +(.*)$/.exec(line) ?? [];
    if (line.trim() === '') at += 1;
    else if (/^\s*```/.test(line)) {
      const end = lines.findIndex((one, index) => index > at && /^\s*```/.test(one));
      const code = lines.slice(at + 1, end < 0 ? undefined : end);
      blocks.push(`<pre tabindex="0"><code>${escapeHtml(code.join('\n'))}</code></pre>`);
      at += code.length + 2;
    } else if (marks) {
      blocks.push(`<h${marks.length} id="${escapeHtml(anchorOf(heading))}">${inline(heading)}</h${marks.length}>`);
      at += 1;
    } else {
      const taken = untilNext(lines, at);
      blocks.push(blockOf(taken, inline, linkTo));
      at += taken.length;
    }
  }
  return blocks.join('\n');
}

/** The anchor of a heading, as on the pages of repositories. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const ITEM = /^(\s*)(?:[-*]|\d+\.) +(.*)$/;

/** @returns the lines of one paragraph, list, table or quotation. */
function untilNext(lines: readonly string[], from: number): string[] {
  const isList = ITEM.test(lines[from] ?? '');
  let end = from + 1;
  let inCode = false;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    if (isList && /^\s+```/.test(line)) inCode = !inCode;
    if (inCode) continue;
    if (/^(?:#{1,6} |```)/.test(line)) break;
    if (!isList && ITEM.test(line)) break;
    if (line.trim() === '' && !(isList && /^(?:\s+\S|[-*] |\d+\. )/.test(lines[end + 1] ?? ''))) break;
  }
  return lines.slice(from, end);
}

function blockOf(lines: readonly string[], inline: (text: string) => string, linkTo: LinkTo): string {
  const [first = ''] = lines;
  if (ITEM.test(first)) return listOf(lines, linkTo);
  if (first.startsWith('|')) return tableOf(lines, inline);
  if (first.startsWith('> '))
    return `<blockquote>${markdownPage(lines.map((line) => line.replace(/^> ?/, '')).join('\n'), linkTo)}</blockquote>`;
  return `<p>${inline(lines.map((line) => line.trim()).join('\n'))}</p>`;
}

/** Each item is a small document of its own, moved to the left. */
function listOf(lines: readonly string[], linkTo: LinkTo): string {
  const [, indent = ''] = ITEM.exec(lines[0] ?? '') ?? [];
  const items: string[][] = [];
  for (const line of lines) {
    const [, before = '', text = ''] = ITEM.exec(line) ?? [];
    if (ITEM.test(line) && before.length <= indent.length) items.push([text]);
    else items.at(-1)?.push(line.slice(Math.min(indent.length + 2, /^\s*/.exec(line)?.[0].length ?? 0)));
  }
  const tag = /^\s*\d/.test(lines[0] ?? '') ? 'ol' : 'ul';
  const bodies = items.map((item) => {
    const html = markdownPage(item.join('\n'), linkTo);
    return /^<p>(?:(?!<p>)[\s\S])*<\/p>(?=$|\n<[uo]l>)/.test(html) ? html.replace(/^<p>|<\/p>/g, '') : html;
  });
  return `<${tag}>${bodies.map((body) => `<li>${body}</li>`).join('')}</${tag}>`;
}

function tableOf(lines: readonly string[], inline: (text: string) => string): string {
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .replace(/^\||\|\s*$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.replaceAll('\\|', '|').trim()),
  );
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((cells) => row(cells, 'td')).join('');
  return `<div class="scroll" tabindex="0"><table><thead>${row(head, 'th')}</thead><tbody>${body}</tbody></table></div>`;
}

/** Code first: nothing inside it means anything. */
function inlineOf(text: string, linkTo: LinkTo): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`.+`$/s.test(part) ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : markedOf(part, linkTo)))
    .join('')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, '<em>$1</em>');
}

function markedOf(text: string, linkTo: LinkTo): string {
  return escapeHtml(text)
    .replaceAll(/\\([*_|\\])/g, (_, sign: string) => `&#${sign.charCodeAt(0)};`)
    .replaceAll(/\[([^\]]*)\]\(([^)\s]+)\)/g, (_, name: string, path: string) => {
      const address = linkTo(path);
      return address === null ? name : `<a href="${address}">${name}</a>`;
    })
    .replaceAll(/&#60;(https?:[^&\s]+)&#62;/g, '$1');
}
