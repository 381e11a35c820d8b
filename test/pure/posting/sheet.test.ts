import fc from 'fast-check';
import { canonicalText, type PostingFrame, postingContent, type RowToPost } from '../../../domain/posting/content';
import { LEAKS, leaksBeside } from '../../../domain/posting/guard';
import { LANGUAGES, postingPage } from '../../../domain/posting/page';
import type { ShownPosting } from '../../../domain/posting/parts';
import { postingSheet } from '../../../domain/posting/sheet';
import { shownGroup } from '../../../domain/posting/shown-group';
import { listDefinition } from '../../support/campaigns/list-definition';

const definition = listDefinition();
const { poor } = definition.lists;
if (!poor?.posting) throw new Error('the list of the tests has no posting');
const list = { ...poor, posting: poor.posting };
const frame: PostingFrame = { definition, list, from: '2026-02-13', to: '2026-02-27' };
const row = (entry: number, changes: Partial<RowToPost> = {}): RowToPost => ({
  ...{ entry, category: 'special', shown: '张*三', heads: 3, group: '3组', minor: false },
  ...changes,
});
const shown = (rows: readonly RowToPost[], changes: Partial<typeof list.posting> = {}): ShownPosting => {
  const posting = { ...list.posting, ...changes };
  const { content } = postingContent({ ...frame, list: { ...list, posting } }, '小县东乡一村', rows);
  return { content, version: 1, digest: '9f3a1c07'.repeat(8), address: 'http://127.0.0.1:1/p/1abcdefghijkl' };
};
const rendered = (posting: ShownPosting) => [
  postingSheet(posting),
  ...LANGUAGES.map((language) => postingPage(posting, { key: 'key' }, language)),
];

test('PEERS 9: equal masked names are told apart by their group, and the name of a child is not shown', () => {
  const rows = [row(7, { group: '上湾组12号' }), row(8, { group: 4 }), row(9, { shown: '王*', minor: true })];
  const { content, numbers } = postingContent(frame, '小县东乡一村', rows);
  expect(content.parts[0]?.rows).toEqual([
    { number: 1, name: '张*三', group: '上湾组', heads: 3 },
    { number: 2, name: '张*三', group: '4组', heads: 3 },
    { number: 3, name: '未成年人', group: '3组', heads: 3 },
  ]);
  expect(numbers).toEqual([7, 8, 9].map((entry, at) => ({ entry, number: at + 1 })));
  for (const html of rendered(shown(rows))) expect(html).not.toMatch(/12号|王\*/);
});

test('a sheet has all rows, its pages with their numbers, space for the seal, digest and code square', () => {
  const html = postingSheet(shown(Array.from({ length: 30 }, (_, at) => row(at + 1))));
  const numbers = [...html.matchAll(/<tr><td class="number">(\d+)</g)].map(([, number]) => Number(number));
  expect(numbers).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
  expect(html.match(/第\d页 共\d页/g)).toEqual(['第1页 共2页', '第2页 共2页']);
  for (const part of ['（盖章）', '核对码 9f3a1c07', '<path d="M', '公示时间：2026年2月13日至2026年2月27日24时'])
    expect(html).toContain(part);
});

test('the guard reads the rendered sheet and page, hidden parts too, and lets pass what is ours', () => {
  const leak = (posting: ShownPosting) =>
    rendered(posting).map((html) => leaksBeside(html, [posting.address, posting.content.contact]));
  expect(leak(shown([row(1)], { contact: '民政办 0876-4120001' }))).toEqual([[], [], []]);
  expect(leak(shown([row(1)], { labels: { special: { 'zh-CN': '孤儿 11010519491231002X' } } }))).toEqual([
    ['id-number'],
    ['id-number'],
    ['id-number'],
  ]);
  expect(leaksBeside('<!-- 13900000001 --><p title="6222 0200 0000 0000 000">', [])).toEqual([
    'telephone',
    'card-number',
  ]);
  expect(Object.keys(LEAKS)).toHaveLength(3);
});

test('what is typed is shown as text, never as HTML', () => {
  const html = postingSheet(shown([row(1, { shown: '<b>&"' })]));
  expect(html).toContain('&#60;b&#62;&#38;&#34;');
});

test('the digest does not depend on the order of keys, as a database returns them', () => {
  const { content } = shown([row(1)]);
  const turned = Object.fromEntries(Object.entries(content).reverse());
  expect(canonicalText(turned)).toBe(canonicalText(content));
  expect(canonicalText({ ...content, days: 4 })).not.toBe(canonicalText(content));
});

test('a group never shows a house number or a telephone', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{1,12}[号栋]?[一-龥]{0,3}[组]?[0-9-]{0,12}$/), (typed) => {
      expect(shownGroup(typed) ?? '').not.toMatch(/\d{4}|号\d|[组社]./);
    }),
  );
  expect([shownGroup('第三村民小组5号'), shownGroup('3'), shownGroup('北坡路12号'), shownGroup(true)]).toEqual([
    ...['第三村民小组', '3组', null, null],
  ]);
});
