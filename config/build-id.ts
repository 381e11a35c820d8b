import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from './env';
import { ROOT } from './root';
import { stampOf } from './stamp';

/** The sources of workflow code; activities may change under a running workflow. */
const SOURCES = [join(ROOT, 'workflows'), join(ROOT, 'domain')];
/** Digits of the digest: enough to distinguish the builds of a season. */
const DIGITS = 12;

/**
 * @returns the id of the workflow code in this checkout or image: `BUILD_ID`, or the release and a digest, such as
 *   `0.1.0-3f2a9c1d04be`; the same code has the same id everywhere
 */
export async function buildIdOf({ BUILD_ID }: Pick<Env, 'BUILD_ID'>): Promise<string> {
  if (BUILD_ID !== undefined) return BUILD_ID;
  return `${await releaseHere()}-${(await stampOf(SOURCES)).slice(0, DIGITS)}`;
}

/** @returns the release of this checkout or image, such as `0.1.0` */
export async function releaseHere(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  return version;
}
