import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { ROOMS, WRITTEN_IN_PASSING } from '../../../config/rooms';
import { ROOT } from '../../../config/root';
import { forbiddenAmong, roomOf, unusedArrows } from '../../rooms/arrows';
import { withTable } from '../../rooms/document';
import { allFiles, circlesIn, filesOfRooms, importsOf } from '../../rooms/imports';
import { lintRules } from '../../rooms/lint';
import { changesRows, importedNames, writingNames } from '../../rooms/writing';

const files = filesOfRooms();
const imports = importsOf(files);
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('rooms', () => {
  test('no circles of files, types counted', () => {
    expect(circlesIn(imports)).toEqual([]);
  });

  test('a circle is named, and what only leads to one is not', () => {
    const arrows = ['a b', 'b c', 'c a', 'd a', 'c e'].map((arrow) => arrow.split(' '));
    expect(circlesIn(arrows.map(([from = '', to = '']) => ({ from, to })))).toEqual([['a', 'b', 'c']]);
  });

  test('the room with the longest path holds a file, and what lies below an allowed path is allowed', () => {
    const rooms = {
      a: { holds: '', imports: ['b/c'] },
      'a/d': { holds: '', imports: ['b'] },
      b: { holds: '', imports: [] },
    };
    const arrows = [
      'a/x.ts b/c/x.ts',
      'a/x.ts b/c.ts',
      'a/x.ts b/x.ts',
      'a/x.ts a/d/x.ts',
      'a/d/x.ts a/x.ts',
      'a/d.ts b/x.ts',
    ];
    const imports = arrows.map((arrow) => arrow.split(' ')).map(([from = '', to = '']) => ({ from, to }));
    expect(forbiddenAmong(imports, rooms).map(({ from, to }) => `${from} ${to}`)).toEqual([
      'a/x.ts b/x.ts',
      'a/d/x.ts a/x.ts',
    ]);
  });

  test('every file lies in a room of the table, and imports what the table allows', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect(forbiddenAmong(imports)).toEqual([]);
  });

  test('every arrow of the table is used', () => {
    expect(unusedArrows(imports)).toEqual([]);
  });

  test('a door only reads: what changes something there is an act', () => {
    const writing = writingNames(files.filter((file) => file.startsWith('store/')));
    const doors = files.filter((file) => ROOMS[roomOf(file) ?? '']?.reads);
    const inPassing = new Set(Object.keys(WRITTEN_IN_PASSING).map((name) => name.replace('#', '.ts#')));
    const written = doors.flatMap((file) =>
      [...importedNames(file).values()]
        .filter((name) => writing.has(name) || (name.startsWith('store/') && name.endsWith('#*')))
        .map((name) => ({ file, name })),
    );
    expect(writing.size).toBeGreaterThan(150);
    expect(written.filter(({ name }) => !inPassing.has(name))).toEqual([]);
    expect([...inPassing].filter((known) => !written.some(({ name }) => name === known))).toEqual([]);
    expect(doors.filter((file) => changesRows(read(file)))).toEqual([]);
  });

  test('a name writes whose SQL does, and one that mentions it, also by another file or name', () => {
    const writes = (text: string, of: string): boolean =>
      writingNames(['store/a.ts', 'store/b.ts'], (file) =>
        file === 'store/a.ts'
          ? text
          : "export * as none from './none';\nexport const change = (sql) => sql`update x set y = 1`;",
      ).has(of);
    expect(
      writes("import { change as c } from './b';\nexport function once() { return () => c(1); }", 'store/a.ts#once'),
    ).toBe(true);
    expect(writes("import * as b from './b';\nexport const again = [b.change];", 'store/a.ts#again')).toBe(true);
    expect(writes("export { change as other } from './b';", 'store/a.ts#other')).toBe(true);
    expect(
      writes('const row = (sql) => sql`insert into x values (1)`;\nexport const kept = { row };', 'store/a.ts#kept'),
    ).toBe(true);
    expect(
      writes('/** Not: delete from x. */\nexport const look = (sql) => sql`select 1 for update`;', 'store/a.ts#look'),
    ).toBe(false);
  });

  test("the linter's rules are those of the table (else: npm run rooms)", () => {
    expect(JSON.parse(read('biome.rooms.json'))).toEqual(lintRules(files));
  });

  test("ARCHITECTURE's table is that of the rooms (else: npm run rooms)", () => {
    expect(read('ARCHITECTURE.md')).toBe(withTable(read('ARCHITECTURE.md')));
  });

  test('folders of the project are found from config/root.ts: no path climbs from where a file lies', () => {
    const climbing = allFiles().filter((file) => /__dirname,\s*['"`]\.\./.test(read(file)));
    expect(climbing).toEqual(['config/root.ts']);
  });

  test('the linter refuses what the table forbids, from every depth of every room, and nothing else', () => {
    const cases = lintRules(files).overrides.map(({ includes: [glob = ''] }) => importsFrom(fileFor(glob)));
    const imports = cases.flatMap(({ from, imports }) =>
      imports.map((one, at) => ({ ...one, at: `${from}:${at + 1}` })),
    );
    const pathAt = new Map(imports.map(({ at, path }) => [at, path]));
    const found = linted(cases.map(({ from, imports }) => [from, imports.map(({ path }) => path)]));
    const refused = imports.filter((one) => one.refused).map(({ at, path }) => `${at} ${path}`);
    expect(found.map((at) => `${at} ${pathAt.get(at)}`)).toEqual(refused.sort());
  });
});

/** @returns a file that matches the glob of an override. */
const fileFor = (glob: string): string => glob.replaceAll('*', 'a').replace(/(?:\.ts)?$/, '.ts');

/** @returns imports of every other room and of packages in such a file, each with the table's verdict. */
function importsFrom(from: string): { from: string; imports: { path: string; refused: boolean }[] } {
  const room = roomOf(from) ?? '';
  const { imports: allowed = [], never = [], withoutNode } = ROOMS[room] ?? {};
  const others = [...Object.keys(ROOMS), ...allowed, 'some-other'].filter((path) => path !== room);
  const packages = [...never, ...(withoutNode ? ['node:fs'] : [])].map((name) => name.replace('**', 'client'));
  const imports = [
    ...others.map((path) => ({
      path: wayTo(`${path}/b`, from),
      refused: forbiddenAmong([{ from, to: `${path}/b.ts` }]).length > 0,
    })),
    ...packages.map((path) => ({ path, refused: true })),
    { path: 'zod', refused: false },
  ];
  return { from, imports };
}

/** @returns the path as an import writes it. */
const wayTo = (to: string, from: string): string => relative(dirname(from), to).replace(/^(?!\.)/, './');

/** @returns file and line of each import that Biome refuses, in sample files of the rooms. */
function linted(files: readonly [file: string, imports: readonly string[]][]): string[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rooms-')));
  try {
    for (const settings of ['biome.json', 'biome.rooms.json']) cpSync(join(ROOT, settings), join(folder, settings));
    for (const [file, paths] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), paths.map((path) => `import '${path}';\n`).join(''));
    }
    const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github'];
    const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/biome'), args, { cwd: folder, encoding: 'utf8' });
    const refusals = stdout.matchAll(/title=lint\/\w+\/(?:noRestrictedImports|noNodejsModules),file=(.*?),line=(\d+)/g);
    return [...refusals].map(([, file = '', line]) => `${relative(folder, file)}:${line}`).sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** About as many as a reader grasps at one look. */
const FLAT = 16;

test('no folder holds more files than are taken in at a look', () => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > FLAT)).toEqual([]);
});
