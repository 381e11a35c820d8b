import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const secretsFile = z.object({
  LINK_SECRET: z.string(),
  API_TOKEN: z.string(),
  HOOK_SECRET: z.string(),
  POSTGRES_PASSWORD: z.string(),
});
export type Secrets = z.infer<typeof secretsFile> & { PEOPLE_KEY: string };

/** Readable by its owner only. */
export const secretsPath = (home: string) => join(home, 'secrets.json');

/** A file of its own: a copy of it is kept apart from copies of the database, and older home folders lack it. */
export const peopleKeyPath = (home: string) => join(home, 'people-key');

/**
 * @returns the secrets of this home folder, made at first use and kept: sent links stay valid after a restart.
 * @throws Error when the file exists but is unreadable; it is never replaced, because it holds the database's password
 */
export function secretsOf(home: string): Secrets {
  const file = secretsPath(home);
  makeOnce(file, () => `${JSON.stringify(freshSecrets(), null, 2)}\n`);
  makeOnce(peopleKeyPath(home), () => randomBytes(32).toString('base64url'));
  const PEOPLE_KEY = readFileSync(peopleKeyPath(home), 'utf8').trim();
  const read = secretsFile.safeParse(parsed(readFileSync(file, 'utf8')));
  if (read.success) return { ...read.data, PEOPLE_KEY };
  throw new Error(
    `${file} is damaged: ${z.prettifyError(read.error)}\nRestore it, or delete the folder ${home} to begin anew.`,
  );
}

/** Writes a file that only its owner can read, unless it is there. */
function makeOnce(file: string, content: () => string): void {
  try {
    writeFileSync(file, content(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

const freshSecrets = (): z.infer<typeof secretsFile> => ({
  LINK_SECRET: randomBytes(32).toString('base64url'),
  API_TOKEN: randomBytes(18).toString('base64url'),
  HOOK_SECRET: randomBytes(18).toString('base64url'),
  POSTGRES_PASSWORD: randomBytes(18).toString('base64url'),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
