import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { HAZARDS } from '../../../domain/warning/feed/warning';
import { FORMATS } from '../../../weather/formats';
import { readWarnings } from '../../../weather/read';

const DOCS = readFileSync(join(ROOT, 'docs/feeds.md'), 'utf8');

test('the documentation lists the formats that there are', () => {
  const [, table = ''] = /\| format \| what it reads \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(DOCS) ?? [];
  const listed = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  expect(listed).toEqual(FORMATS.map(({ name }) => name));
});

test('its entry by hand can be entered, and names every hazard', () => {
  const [, entry = ''] = /```yaml\n([^`]*)```/.exec(DOCS) ?? [];
  expect(readWarnings(new TextEncoder().encode(entry), { at: '2026-12-15T00:00:00Z' })).toMatchObject({
    problems: [],
    warnings: [{ hazard: 'cold-wave', areas: [{ name: '丘北县' }, { code: '532626100' }] }],
  });
  expect(entry).toContain(HAZARDS.join(', '));
});
