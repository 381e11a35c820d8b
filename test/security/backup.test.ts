import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../config/root';

const run = promisify(execFile);

/**
 * Replaces the containers of a backup: the output of `pg_basebackup`, and a volume for the restore. The real containers
 * are tried by hand (docs/deploy.md); this tests the files, their encryption and the refusals.
 */
const DOCKER = `#!/bin/sh
case "$*" in
  *'exec -T postgres pg_basebackup'*) [ ! -e "$PLACE/broken" ] || exit 1; tar -C "$PLACE/server" -cf - . ;;
  *'run --rm --no-deps -T --entrypoint sh postgres'*)
    for put; do :; done
    chown() { :; }
    PGDATA="$PLACE/volume" && eval "$put" ;;
  *) echo "not expected: $*" >&2; exit 9 ;;
esac
`;

describe('M12: a backup is encrypted, whole and tried', () => {
  let place: string;
  const env = () => ({ ...process.env, PLACE: place, PATH: `${join(place, 'bin')}${delimiter}${process.env.PATH}` });
  const script = (name: string, ...args: string[]) => run('sh', [join(place, 'config', name), ...args], { env: env() });
  const back = async () => (await script('backup.sh', join(place, 'backups'))).stdout.trim();

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'backup-'));
    for (const folder of ['bin', 'config', 'secrets', 'server', 'backups']) await mkdir(join(place, folder));
    for (const name of ['backup.sh', 'restore.sh'])
      await copyFile(join(ROOT, 'config', name), join(place, 'config', name));
    await writeFile(join(place, 'bin', 'docker'), DOCKER);
    await chmod(join(place, 'bin', 'docker'), 0o755);
    await writeFile(join(place, 'secrets', 'BACKUP_KEY'), 'a key of this test');
    await writeFile(join(place, 'server', 'rows'), '甲村 13900000001');
  });
  afterEach(() => rm(place, { recursive: true, force: true }));

  test('what was backed up comes back into an empty volume, and cannot be read before', async () => {
    const file = await back();
    expect((await readFile(file)).includes('13900000001')).toBe(false);
    await script('restore.sh', file);
    expect(await readFile(join(place, 'volume', 'rows'), 'utf8')).toBe('甲村 13900000001');
  });

  test('a file that was changed is refused, and one of another key', async () => {
    const file = await back();
    const bytes = await readFile(file);
    bytes[bytes.length - 20] = (bytes.at(-20) ?? 0) ^ 1;
    await writeFile(file, bytes);
    await expect(script('restore.sh', file)).rejects.toMatchObject({ code: 1, stderr: /was changed/ });

    const other = await back();
    await writeFile(join(place, 'secrets', 'BACKUP_KEY'), 'another key');
    await expect(script('restore.sh', other)).rejects.toMatchObject({ code: 1, stderr: /another key/ });
  });

  test('a volume that holds data is refused', async () => {
    const file = await back();
    await mkdir(join(place, 'volume'));
    await writeFile(join(place, 'volume', 'newer'), 'rows');
    await expect(script('restore.sh', file)).rejects.toMatchObject({ stderr: /holds data/ });
    expect(await readdir(join(place, 'volume'))).toEqual(['newer']);
  });

  test('a server that breaks off leaves no backup that looks whole', async () => {
    await writeFile(join(place, 'broken'), '');
    await expect(back()).rejects.toMatchObject({ code: 1, stderr: /failed; nothing was kept/ });
    expect(await readdir(join(place, 'backups'))).toEqual([]);
  });

  test('old ones go, newer ones stay', async () => {
    const old = await back();
    const days = (n: number) => new Date(Date.now() - n * 86_400_000);
    const renamed = join(place, 'backups', 'nuandong-20200101T000000Z.tar.gz.enc');
    await copyFile(old, renamed);
    await utimes(renamed, days(40), days(40));
    await utimes(old, days(20), days(20));
    const file = await back();
    const kept = (await readdir(join(place, 'backups'))).filter((name) => name.endsWith('.enc'));
    expect(kept.sort()).toEqual([...new Set([old, file])].map((path) => path.split('/').at(-1)).sort());
  });
});
