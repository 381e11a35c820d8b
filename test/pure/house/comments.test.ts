import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';

/** The formatter leaves comments as they are. */
const COLUMNS = 120;
const COMMENT = /^\s*(\/\/|\/?\*|\{\/\*)/;
/** The linter reads its own comments by the line. */
const FOR_THE_LINTER = 'biome-ignore';

interface Line {
  at: string;
  text: string;
}

/** @returns every line of the project's source that is a comment. */
function comments(): Line[] {
  const sources = ['*.ts', '*.tsx', '*.css', '*.mjs'];
  const files = String(execFileSync('git', ['ls-files', '-z', '--', ...sources], { cwd: ROOT })).split('\0');
  return files.filter(Boolean).flatMap((file) =>
    readFileSync(join(ROOT, file), 'utf8')
      .split('\n')
      .map((text, index) => ({ at: `${file}:${index + 1}`, text }))
      .filter(({ text }) => COMMENT.test(text) && !text.includes(FOR_THE_LINTER)),
  );
}

const lines = comments();

test('S27: no comment runs past the last column', () => {
  expect(lines.length).toBeGreaterThan(4000);
  expect(lines.filter(({ text }) => text.length > COLUMNS)).toEqual([]);
});

test('S27: no comment calls anybody he', () => {
  expect(lines.filter(({ text }) => /\b(he|him|his|himself)\b/i.test(text))).toEqual([]);
});
