import { Marked } from 'marked';
import { escapeHtml } from './html';

/** Where links of a document lead: the address for a path, or null for text without a link. */
export type LinkTo = (path: string) => string | null;

/**
 * Renders our own documents for a page. HTML in a document stays text, and pictures are left out: the pages of the
 * console load nothing from elsewhere.
 * @returns HTML without a frame; what may be wider than a phone scrolls by itself
 */
export function markdownPage(source: string, linkTo: LinkTo): string {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${escapeHtml(anchorOf(text))}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const name = this.parser.parseInline(tokens);
        const address = linkTo(href);
        return address === null ? name : `<a href="${escapeHtml(address)}">${name}</a>`;
      },
      html: ({ text }) => (text.startsWith('<!--') ? '' : escapeHtml(text)),
      image: ({ text }) => escapeHtml(text),
    },
  });
  return marked
    .parse(source, { async: false })
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('<table>', '<div class="scroll" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
}

/** The anchor of a heading, as on the pages of repositories. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
