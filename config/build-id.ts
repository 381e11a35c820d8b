import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from './env';
import { ROOT } from './root';
import { stampOf } from './stamp';

/** What a workflow is made of; what its activities do may change under it. */
const SOURCES = [join(ROOT, 'workflows'), join(ROOT, 'domain')];
/** Digits of the digest: enough to tell the builds of a season apart. */
const DIGITS = 12;

/**
 * @returns the name of the workflow code in this checkout or image, the same wherever the code is the same: `BUILD_ID`,
 *   or the release and a digest, such as `0.1.0-3f2a9c1d04be`
 */
export async function buildIdOf({ BUILD_ID }: Pick<Env, 'BUILD_ID'>): Promise<string> {
  if (BUILD_ID !== undefined) return BUILD_ID;
  const { version }: { version: string } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  return `${version}-${(await stampOf(SOURCES)).slice(0, DIGITS)}`;
}
