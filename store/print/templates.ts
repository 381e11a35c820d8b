import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import type { Instant } from '../../domain/instant';
import type { PrintName } from '../../domain/print/prints';
import type { Queries } from '../db/db';

/** The template of a printed form that counts in a region. */
export interface KeptTemplate {
  /** A Word document. */
  file: Buffer;
  /** Hex of its SHA-256. */
  digest: string;
  /** Null for the shipped one. */
  kept: { at: Instant; region: string | null } | null;
}

const digestOf = (file: Buffer): Buffer => createHash('sha256').update(file).digest();

/**
 * @param region code of the place that is printed; null for what counts everywhere
 * @returns the template of the nearest office, else the one for everybody, else the shipped one
 */
export async function templateFor(sql: Queries, print: PrintName, region: string | null): Promise<KeptTemplate> {
  const [found] = await sql<{ file: Buffer; digest: string; at: Instant; region: string | null }[]>`
    select t.file, encode(t.digest, 'hex') as digest, t.kept_at as at, t.region_code as region
    from print_templates t left join regions o on o.code = t.region_code
    where t.print = ${print} and (t.region_code is null or exists (
      select from regions g where g.code = ${region} and starts_with(g.path, o.path)))
    order by length(o.path) desc nulls last limit 1`;
  if (found) return { file: found.file, digest: found.digest, kept: { at: found.at, region: found.region } };
  const file = await readFile(join(ROOT, 'config/print', `${print}.docx`));
  return { file, digest: digestOf(file).toString('hex'), kept: null };
}

interface Keeping {
  print: PrintName;
  /** Code of the office's region; null for everybody. */
  region: string | null;
  file: Buffer;
  account: number | null;
}

/** Keeps a template in the place of the one before. @returns hex of its SHA-256 */
export async function putTemplate(sql: Queries, { print, region, file, account }: Keeping): Promise<string> {
  const digest = digestOf(file);
  await sql`
    insert into print_templates (print, region_code, file, digest, account_id) values (${print}, ${region}, ${file}, ${digest}, ${account})
    on conflict on constraint print_templates_last
    do update set file = excluded.file, digest = excluded.digest, account_id = excluded.account_id, kept_at = clock_timestamp()`;
  return digest.toString('hex');
}

/** The shipped template counts again, or that of a wider region. @returns whether there was one */
export async function dropTemplate(
  sql: Queries,
  { print, region }: Pick<Keeping, 'print' | 'region'>,
): Promise<boolean> {
  const gone = await sql`
    delete from print_templates where print = ${print} and region_code is not distinct from ${region} returning print`;
  return gone.length > 0;
}
