import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { meaningOf, readEnv, readHookSecrets, readPlansSettings, settings } from '../../../config/env';
import { ROOT } from '../../../config/root';
import { PASSWORDS } from '../../../config/secret-files';
import { PLATFORM_SETTINGS } from '../../../config/settings/platforms';
import { COMMAND_SETTINGS, readSurroundings } from '../../../config/surroundings';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const COMPLETE = {
  TEMPORAL_ADDRESS: 'temporal:7233',
  REDIS_URL: 'redis://redis:6379',
  DATABASE_URL: 'postgres://postgres/nuandong',
  PUBLIC_URL: 'https://nuandong.example.org',
  SMTP_URL: 'smtp://mail:25',
  LINK_SECRET: 'x'.repeat(32),
  PEOPLE_KEY: 'x'.repeat(32),
  API_TOKEN: 'x'.repeat(16),
  HOOK_SECRET: 'x'.repeat(16),
};

/** The default of a setting, as in docs/settings.md. */
function without(setting: z.ZodType): string {
  const result = setting.safeParse(undefined);
  if (!result.success) return 'has to be given';
  return result.data === undefined || result.data === '' ? '–' : `\`${result.data}\``;
}

const rows = (shape: Record<string, z.ZodType>, meaning: (name: string) => string | undefined) =>
  Object.entries(shape).map(([name, setting]) => `| \`${name}\` | ${meaning(name)} | ${without(setting)} |`);

test('S23: docs/settings.md has every setting, with what it is for and what holds without it, and no other', () => {
  const documented = read('docs/settings.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const { shape } = COMMAND_SETTINGS;
  expect(documented.sort()).toEqual(
    [
      ...rows(settings.shape, meaningOf),
      ...rows(shape, (name) => (shape as Record<string, z.ZodType>)[name]?.description),
    ].sort(),
  );
  expect(documented.filter((line) => /\| (undefined)? ?\|/.test(line))).toEqual([]);
});

/** Words in capitals that the documents write as code, but that are not our settings. */
const OTHERS = [
  // A table of the console's code.
  'STATUS_OF',
  // Of Temporal's image, of Compose, of the machine.
  'NUM_HISTORY_SHARDS',
  'CONSOLE_PORTS',
  'SECRETS_DIR',
  'XDG_CACHE_HOME',
  // Of Temporal's SDK.
  'TEMPORAL_DEBUG',
  // Tables of the code, in docs/develop.md.
  'FIELD_KINDS',
  'STAGE_KINDS',
  'RUNG_KINDS',
  'CASE_KINDS',
  'STEERING_VERBS',
  'CARRY_OUT',
];

test.each(readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md')))(
  'S23: docs/%s names only settings that there are',
  (file) => {
    const known = [...Object.keys(settings.shape), ...Object.keys(COMMAND_SETTINGS.shape), ...Object.keys(PASSWORDS)];
    const named = [...read(`docs/${file}`).matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g)].map(
      ([, name = '']) => name,
    );
    const unknown = named.filter((name) => ![...known, ...OTHERS].includes(name) && !/^(HOOK_SECRET|ESME)_/.test(name));
    expect(unknown).toEqual([]);
  },
);

test('S23: everything that is missing or wrong is named at once, a platform’s as well, and no value is told', () => {
  const wrong = {
    ...COMPLETE,
    LINK_SECRET: 'too short to sign',
    DKIM_SELECTOR: 'nd',
    SMPP_WINDOW: '0',
    TWILIO_URL: 'no-address-of-any',
  };
  const told = (() => {
    try {
      readEnv({ ...wrong, PUBLIC_URL: '', HOOK_SECRET_ALIYUN: 'a short one' });
    } catch (error) {
      return (error as Error).message;
    }
  })();
  for (const name of ['LINK_SECRET', 'SMPP_WINDOW', 'DKIM_DOMAIN', 'TWILIO_URL', 'PUBLIC_URL', 'HOOK_SECRETS'])
    expect(told).toMatch(new RegExp(`^  ${name}: .+ \\(.+\\)$`, 'm'));
  expect(told).not.toMatch(/too short to sign|no-address-of-any|a short one/);
});

test('S23: an empty value counts as not set for every reader', () => {
  const env = readEnv({ ...COMPLETE, SMPP_WINDOW: '', SMS_PRICE_FEN: '', FEEDS_FILE: '', HOOK_SECRET_ALIYUN: '' });
  expect(env).toMatchObject({ SMPP_WINDOW: 10, SMS_PRICE_FEN: 4.5, HOOK_SECRETS: {} });
  expect(env.FEEDS_FILE).toBeUndefined();
  expect(readSurroundings({ NUANDONG_HOME: '', LANG: '' })).toEqual({ PATH: '' });
  expect(readPlansSettings({ SMS_SIGNATURE: '', PUBLIC_URL: '' }).SMS_SIGNATURE).toBe(env.SMS_SIGNATURE);
  expect(readHookSecrets({ HOOK_SECRET: '', HOOK_SECRET_SIMULATOR: '' })).toEqual({
    HOOK_SECRET: '',
    HOOK_SECRETS: {},
  });
});

test('S23: a platform finds its account among the settings, with its defaults', () => {
  const { SMPP_WINDOW, SMPP_URL } = PLATFORM_SETTINGS.smpp.parse(
    readEnv({ ...COMPLETE, SMPP_URL: 'smpp://user:password@gateway:2775', SMPP_WINDOW: '4' }),
  );
  expect([SMPP_URL, SMPP_WINDOW]).toEqual(['smpp://user:password@gateway:2775', 4]);
  expect(PLATFORM_SETTINGS.aliyun.safeParse(readEnv(COMPLETE)).success).toBe(false);
});

test('S23: feeds are given what their list names, and nothing else that is set', () => {
  const FEEDS_FILE = join(newFolder(), 'feeds.yaml');
  writeFileSync(
    FEEDS_FILE,
    [
      `# url: https://\${IN_A_REMARK}`,
      'feeds:',
      `  - { id: q, format: nws, url: 'https://x/\${A_KEY}/\${NOT_SET}' }`,
    ].join('\n'),
  );
  const source = { ...COMPLETE, FEEDS_FILE, A_KEY: 'the key', IN_A_REMARK: 'no', ANOTHER: 'no' };
  expect(readEnv(source).FEED_SETTINGS).toEqual({ A_KEY: 'the key' });
  expect(readEnv({ ...source, FEEDS_FILE: '' }).FEED_SETTINGS).toEqual({});
});

/** The files that read the environment, and why; biome.json lists the same files. */
const READERS = {
  'config/env.ts': 'reads the settings of the running system',
  'config/surroundings.ts': 'reads settings of the command, and what the machine says to every program',
  'config/secret-files.ts': 'fills it in from files, before anything is read',
  'workers/run.ts': 'a process begins: gives it to the reader',
  'cli/environment.ts': 'a command begins: gives it to the readers, and to what it starts',
  'services/commands.ts': 'programs that are started get it whole',
  'workers/console-app.ts': 'the bundler gets it whole',
  'test/**': 'tests are given addresses of servers in it, and give it to what they start',
};

interface Biome {
  overrides: { includes: string[]; linter?: { rules?: { style?: { noProcessEnv?: string } } } }[];
}

test('S23: the environment is read in a few places, each for a reason', () => {
  const { overrides } = JSON.parse(read('biome.json')) as Biome;
  const allowed = overrides.filter(({ linter }) => linter?.rules?.style?.noProcessEnv === 'off');
  expect(allowed.flatMap(({ includes }) => includes).sort()).toEqual(Object.keys(READERS).sort());
});

test('S23: `npm run check` refuses every other reader, in every way of writing', () => {
  const folder = newFolder();
  for (const file of ['biome.json', 'biome.rooms.json', '.gitignore'])
    copyFileSync(join(ROOT, file), join(folder, file));
  const ways = [
    'export const a = process.env.SMPP_WINDOW;',
    "export const a = process['env'];",
    'export const a = ({ LANG } = process.env) => LANG;',
    "import { env } from 'node:process';\n\nexport const a = env.LANG;",
  ];
  const files = ways.map((text, index) => ({ text, file: join('delivery', `way-${index}.ts`) }));
  mkdirSync(join(folder, 'delivery'));
  for (const { file, text } of files) writeFileSync(join(folder, file), `${text}\n`);
  const biome = join(ROOT, 'node_modules', '.bin', 'biome');
  const { status, stdout, stderr } = spawnSync(biome, ['lint', '--only=style/noProcessEnv', '--colors=off', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  for (const { file } of files) expect(stdout + stderr).toContain(`${file}:`);
  expect(status).toBe(1);
});
