import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../../config/env';
import { takeSecretFiles } from '../../config/secret-files';

describe('M9: secrets come as files, each process its own', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('each file is the setting of its name; what is set already stays', async () => {
    await writeFile(join(folder, 'LINK_SECRET'), 'from a file\n');
    await writeFile(join(folder, 'API_TOKEN'), 'from a file');
    await writeFile(join(folder, '.hidden'), 'nothing of ours');
    const settings = { SECRETS_DIR: folder, API_TOKEN: 'set', LINK_SECRET: '' };
    takeSecretFiles(settings);
    expect(settings).toEqual({ SECRETS_DIR: folder, API_TOKEN: 'set', LINK_SECRET: 'from a file' });
  });

  test('passwords go into the addresses that they belong to, whatever signs they hold', async () => {
    await writeFile(join(folder, 'DATABASE_PASSWORD'), 'p@ss/w:rd%');
    await writeFile(join(folder, 'REDIS_PASSWORD'), 'quiet');
    const settings: Record<string, string> = {
      SECRETS_DIR: folder,
      DATABASE_URL: 'postgres://nuandong_app@postgres:5432/nuandong',
      REDIS_URL: 'redis://redis:6379',
    };
    takeSecretFiles(settings);
    expect(decodeURIComponent(new URL(settings.DATABASE_URL ?? '').password)).toBe('p@ss/w:rd%');
    expect(settings.REDIS_URL).toBe('redis://:quiet@redis:6379');
  });

  test('a folder that cannot be read is named', () => {
    expect(() => takeSecretFiles({ SECRETS_DIR: join(folder, 'none') })).toThrow(/SECRETS_DIR names .*none/);
  });
});

describe('M9: a process is given no secret that it does not use', () => {
  const settings = {
    TEMPORAL_ADDRESS: 'temporal:7233',
    REDIS_URL: 'redis://redis:6379',
    DATABASE_URL: 'postgres://nuandong_app@postgres/nuandong',
    PUBLIC_URL: 'https://nuandong.example.org',
  };

  test('a worker of workflows starts without those that sign links and let programs in, and cannot use them', () => {
    const env = readEnv(settings, ['workflows']);
    expect(env.PUBLIC_URL).toBe(settings.PUBLIC_URL);
    expect(() => env.LINK_SECRET).toThrow('LINK_SECRET is not for a process of workflows');
    expect(() => env.API_TOKEN).toThrow(/not given here/);
  });

  test('a console does not start without them, and all that is missing is named at once', () => {
    expect(() => readEnv(settings, ['console'])).toThrow(/LINK_SECRET.*\n.*API_TOKEN.*\n.*HOOK_SECRET.*\n.*PEOPLE_KEY/);
  });
});
