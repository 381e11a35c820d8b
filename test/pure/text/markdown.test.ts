import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { markdownPage } from '../../../domain/text/markdown';

const linkTo = (path: string) => (path.endsWith('.md') ? `/help/${path.replace('.md', '')}` : null);
/** Blanks between blocks say nothing. */
const page = (source: string) => markdownPage(source, linkTo).replaceAll(/>\n+</g, '><').trim();

describe('a document as a page', () => {
  test('has headings with anchors, paragraphs, bold and code', () => {
    expect(page('## 日期 · Dates\n\nA **day** is\n`12-20` *here*.\n')).toBe(
      '<h2 id="日期--dates">日期 · Dates</h2><p>A <strong>day</strong> is\n<code>12-20</code> <em>here</em>.</p>',
    );
  });

  test('has lists within lists, with code in an item', () => {
    expect(page('1. one\n   more\n   - two\n2. three\n')).toBe(
      '<ol><li>one\nmore<ul><li>two</li></ul></li><li>three</li></ol>',
    );
    expect(page('- one\n\n  ```sh\n  ls -l\n  ```\n- two')).toContain('>ls -l\n</code>');
  });

  test('has tables, whose cells may hold a bar', () => {
    expect(page('| a | b |\n|---|---|\n| `x` | 1 \\| 2 |')).toContain('<tr><td><code>x</code></td><td>1 | 2</td></tr>');
  });

  test('leads to other documents, and names what is not shown', () => {
    expect(page('See [this](campaigns.md) and [that](../cli/main.ts).')).toBe(
      '<p>See <a href="/help/campaigns">this</a> and that.</p>',
    );
  });

  test('escapes everything', () => {
    expect(page('<script>alert(1)</script> `<b>` [x](a".md)')).not.toMatch(/<script|<b>|a"\.md/);
    expect(page('```\n<i>\n```')).toContain('&lt;i&gt;');
  });

  test.each(readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md')))(
    '%s leaves no mark unread',
    (file) => {
      const html = page(readFileSync(join(ROOT, 'docs', file), 'utf8'));
      const plain = html.replaceAll(/<(code|pre)[^>]*>[\s\S]*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, '\n');
      expect(plain.match(/^#{1,6} .*|\*\*[\p{L}\p{N}][^*\n]*\*\*|\]\(.*|\|---.*|^\s*```.*/gmu) ?? []).toEqual([]);
      expect(html.split('<li>').length).toBe(html.split('</li>').length);
    },
  );
});
