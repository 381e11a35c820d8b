import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { copyOfCheckout } from '../support/checkout';

/** A type check, and a check of every import. That both pass on the checkout, `npm run check` says (.ci/run). */
jest.setTimeout(240_000);

const copies: string[] = [];

function newCopy(): string {
  const copy = copyOfCheckout();
  copies.push(copy);
  return copy;
}

/** @returns the exit status of a command and its output */
function run(cwd: string, command: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

test('S1: `npm run check` knows every part, and .ci/run calls it and obtains nothing by itself', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const project of ['tsc --noEmit &&', 'tsc --noEmit -p console/village/form', 'tsc --noEmit -p console/app'])
    expect(`${scripts.check} &&`).toContain(project);
  const script = readFileSync(join(ROOT, '.ci', 'run'), 'utf8');
  const commands = script.split('\n').filter((line) => /^\s*(?:\S+=\S+ )*(?:npm|npx|apt-get|apt) /.test(line));
  expect(commands.map((line) => line.replace(/ --.*/, '').trim())).toEqual([
    'npm ci',
    'npm run check',
    'CI=true npm run test:all',
    'npm run compose-check || failed=$?',
  ]);
});

test('S1: a type error in console/app fails its part of `npm run check`', () => {
  const file = 'console/app/when.ts';
  const copy = newCopy();
  appendFileSync(join(copy, file), "\nexport const wrong: number = 'no number';\nvoid wrong;\n");
  const { status, output } = run(copy, 'npx', '--no', '--', 'tsc', '--noEmit', '-p', 'console/app');
  expect(output).toContain(`${file}(`);
  expect(output).toContain('TS2322');
  expect(status).not.toBe(0);
});

test('S11, S25: an undeclared import, an unused dependency or an unused export is named', () => {
  const copy = newCopy();
  const manifest = join(copy, 'package.json');
  const { dependencies, ...rest } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const { luxon: _, ...others } = dependencies;
  rmSync(manifest);
  appendFileSync(manifest, JSON.stringify({ ...rest, dependencies: { ...others, 'left-over': '1.0.0' } }));
  appendFileSync(join(copy, 'domain/text/nearest.ts'), '\nexport const forNobody = 1;\n');
  const { status, output } = run(copy, 'npx', '--no', 'knip');
  expect(status).not.toBe(0);
  expect(output).toMatch(/Unlisted dependencies[\s\S]*luxon/);
  expect(output).toMatch(/Unused dependencies[\s\S]*left-over/);
  expect(output).toMatch(/Unused exports[\s\S]*forNobody/);
});

test('L11: every package of the lock has the digest that it is held to', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string; link?: boolean }>;
  };
  const unheld = Object.entries(packages).filter(([path, { integrity, link }]) => path && !link && !integrity);
  expect(unheld.map(([path]) => path)).toEqual([]);
});
