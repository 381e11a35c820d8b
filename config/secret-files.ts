import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** An environment, which is filled in. */
type Settings = Record<string, string | undefined>;

/**
 * Passwords, each with the address that it belongs to: the file holds only the password, because an address is no
 * secret.
 */
export const PASSWORDS = {
  DATABASE_PASSWORD: 'DATABASE_URL',
  DATABASE_OWNER_PASSWORD: 'DATABASE_OWNER_URL',
  REDIS_PASSWORD: 'REDIS_URL',
  TEMPORAL_DATABASE_PASSWORD: 'TEMPORAL_DATABASE_URL',
};

/**
 * Reads settings from files: each file in the folder SECRETS_DIR (Docker's /run/secrets) is the setting of its name. So
 * a process gets only the secrets that it needs, and `docker inspect` and `ps` do not show them. A setting that is
 * already in the environment stays. The passwords of Postgres and Redis go into their addresses.
 * @param settings the environment; it is filled in
 * @throws Error that names the folder, when it cannot be read
 */
export function takeSecretFiles(settings: Settings = process.env): void {
  const { SECRETS_DIR: folder } = settings;
  if (folder) for (const [name, value] of secretsIn(folder)) settings[name] ||= value;
  for (const [password, address] of Object.entries(PASSWORDS)) {
    const [url, word] = [settings[address], settings[password]];
    if (url && word) settings[address] = withPassword(url, word);
  }
}

function secretsIn(folder: string): [string, string][] {
  try {
    return readdirSync(folder)
      .filter((name) => /^[A-Z][A-Z0-9_]*$/.test(name) && statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8').trim()]);
  } catch (cause) {
    throw new Error(`SECRETS_DIR names ${folder}, which cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function withPassword(address: string, password: string): string {
  const url = new URL(address);
  if (!url.password) url.password = encodeURIComponent(password);
  return url.href;
}
