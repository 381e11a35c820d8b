import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../../config/root';

const files = String(execFileSync('git', ['ls-files', '-z', '--', '*.md'], { cwd: ROOT }))
  .split('\0')
  .filter(Boolean);
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Code is no text: it has no headings and no links. */
const textOf = (file: string) => read(file).replaceAll(/^\s*```[\s\S]*?^\s*```/gm, '');
const headings = (file: string) => [...textOf(file).matchAll(/^(#+) +(.*)$/gm)];

/** The anchor of a heading, as on the pages of repositories. */
const placeOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** @returns the links of a document to files of the checkout, with the place in them. */
function links(file: string): { target: string; place: string | undefined }[] {
  const plain = textOf(file).replaceAll(/`[^`\n]*`/g, '');
  return [...plain.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, address = '']) => address)
    .filter((address) => !/^[a-z]+:/.test(address))
    .map((address) => {
      const [path = '', place] = address.split('#');
      return { target: path === '' ? file : join(dirname(file), path), place };
    });
}

test('S13: every link in a document leads to a file, and to a heading where it names one', () => {
  expect(files.flatMap(links).length).toBeGreaterThan(60);
  const broken = files.flatMap((file) =>
    links(file)
      .filter(({ target, place }) => {
        if (!existsSync(join(ROOT, target))) return true;
        return place !== undefined && !headings(target).some(([, , heading = '']) => placeOf(heading) === place);
      })
      .map(({ target, place }) => `${file}: ${target}${place === undefined ? '' : `#${place}`}`),
  );
  expect(broken).toEqual([]);
});

/** Documents for people who run campaigns (README.md). All others are in English only. */
const FOR_USERS = [
  'README',
  ...[
    'campaigns',
    'definitions',
    'register',
    'ledger',
    'print',
    'list-tables',
    'warnings',
    'accounts',
    'console',
    'operate',
    'security',
    'privacy',
  ].map((name) => `docs/${name}`),
];

test.each(FOR_USERS)('S13: %s has the same headings in Chinese and English', (name) => {
  const levels = (file: string) => headings(file).map(([, level]) => level);
  expect(levels(`${name}.zh-CN.md`)).toEqual(levels(`${name}.md`));
});

test('S13: no other document is in Chinese beside its English, and every decision is told of by ARCHITECTURE', () => {
  const chinese = files.filter((file) => file.endsWith('.zh-CN.md')).map((file) => file.replace('.zh-CN.md', ''));
  expect(chinese.sort()).toEqual([...FOR_USERS].sort());
  const told = links('ARCHITECTURE.md').map(({ target }) => target);
  expect(files.filter((file) => file.startsWith('docs/decisions/') && !told.includes(file))).toEqual([]);
  expect(read('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(150);
});
