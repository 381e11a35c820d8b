import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { version } from '../../../package.json';
import { newestRelease, RELEASES } from '../../support/releases';

const FOLDER = join(ROOT, 'store/db/migrations');

/** What takes something away, or asks more of it, than the code before knows; a view may be made anew in its place. */
const TAKES_AWAY =
  /\bdrop (table|column|function)\b|\brename (column|to)\b|\balter column \w+ (set not null|type)\b|\bdrop view (?:if exists )?(\w+)/gi;

const takenAway = (sql: string): string[] =>
  [...sql.replace(/--.*$/gm, '').matchAll(TAKES_AWAY)].flatMap(([said, , , , view]) =>
    view && new RegExp(`create (or replace )?view ${view}\\b`, 'i').test(sql) ? [] : [said],
  );

test('the version before still runs while a newer one migrates: no migration since takes away what it uses', () => {
  const { lastMigration } = RELEASES[newestRelease()] ?? { lastMigration: '' };
  const files = readdirSync(FOLDER).sort();
  expect(files).toContain(lastMigration);
  const since = files.filter((name) => name > lastMigration);
  const found = since.flatMap((name) =>
    takenAway(readFileSync(join(FOLDER, name), 'utf8')).map((said) => [name, said]),
  );
  expect(found).toEqual([]);
});

test('what takes away is told from what adds', () => {
  expect(takenAway('alter table a add column b text; create index c on a (b);')).toEqual([]);
  expect(takenAway('drop view v; create view v as select 1;')).toEqual([]);
  expect(takenAway('drop view v; -- create nothing')).toEqual(['drop view v']);
  expect(takenAway('alter table a drop column b; alter table a alter column c set not null')).toHaveLength(2);
});

test('every release up to this one is known', () => {
  expect(newestRelease().localeCompare(version, 'en', { numeric: true })).toBeLessThanOrEqual(0);
});
