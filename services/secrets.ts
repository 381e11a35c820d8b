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
export type Secrets = z.infer<typeof secretsFile>;

/** Readable by its owner only. */
export const secretsPath = (home: string) => join(home, 'secrets.json');

/**
 * @returns the secrets of this home folder, made at first use and kept: sent links stay valid after a restart.
 * @throws Error when the file exists but is unreadable; it is never replaced, because it holds the database's password
 */
export function secretsOf(home: string): Secrets {
  const file = secretsPath(home);
  try {
    writeFileSync(file, `${JSON.stringify(freshSecrets(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const read = secretsFile.safeParse(parsed(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  throw new Error(
    `${file} is damaged: ${z.prettifyError(read.error)}\nRestore it, or delete the folder ${home} to begin anew.`,
  );
}

const freshSecrets = (): Secrets => ({
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
