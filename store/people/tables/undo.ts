import type { Instant } from '../../../domain/instant';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { removeDuty } from '../duties';
import { importRegister } from './import';
import { type Before, digestNow } from './undo-rows';

/** For how long the last import can be undone. */
const HOURS = 24;

/** An import that was made. */
export interface ImportMade {
  id: number;
  at: Instant;
  /** Name of the account. */
  by: string | null;
  regions: number;
  contacts: number;
  /** Whether it can still be undone. */
  open: boolean;
  undoneAt: Instant | null;
}

/** @returns the last imports by those who see no more than `top` */
export const importsMade = (sql: Queries, top: string | null): Promise<ImportMade[]> => sql<ImportMade[]>`
  select id, at, (select name from accounts a where a.id = account_id) as by, regions, contacts, undone_at as "undoneAt",
         before is not null and at > clock_timestamp() - make_interval(hours => ${HOURS}) as open
  from register_imports where ${top}::text is null or region_code = ${top} order by id desc limit 20`;

/** Lets go of rows that can no longer be put back. @returns how many imports */
export const forgetOldImports = async (sql: Queries): Promise<number> => {
  const { count } = await sql`
    update register_imports set before = null
    where before is not null and at < clock_timestamp() - make_interval(hours => ${HOURS})`;
  return count;
};

/**
 * Puts every row back as it was before the import: people and regions that it changed, and those that it added go.
 * @param top the region of who undoes it, which must be that of the import; null for the whole register
 * @returns how many rows
 * @throws Refused when it is too late, when a row was changed since, or when a region is used by a campaign
 */
export async function undoImport(
  sql: Queries,
  { id, top }: { id: number; top: string | null },
): Promise<{ regions: number; contacts: number }> {
  const [made] = await sql<{ before: Before | null; digest: string; top: string | null }[]>`
    select case when at > clock_timestamp() - make_interval(hours => ${HOURS}) then before end as before, digest,
           region_code as top
    from register_imports where id = ${id} and undone_at is null for update`;
  if (!made || (top !== null && made.top !== top)) throw new Refused(sentence('unknown-import'));
  const { before } = made;
  if (!before) throw new Refused(sentence('import-too-old', { hours: HOURS }));
  if ((await digestNow(sql, before)) !== made.digest) throw new Refused(sentence('import-changed-since'));
  const regions = before.regions.flatMap((one) => one.before ?? []);
  const contacts = before.duties.flatMap((one) => (one.before?.name ? [one.before] : []));
  if (regions.length + contacts.length > 0)
    await importRegister(
      sql,
      { ...(regions.length > 0 && { regions }), ...(contacts.length > 0 && { contacts }) },
      { top },
    );
  for (const { region, role, before: there } of before.duties)
    if (!there?.name) await removeDuty(sql, { region, role, top: null });
  await removeAdded(
    sql,
    before.regions.filter((one) => one.before === null).map(({ code }) => code),
  );
  await sql`update register_imports set before = null, undone_at = clock_timestamp() where id = ${id}`;
  return { regions: before.regions.length, contacts: before.duties.length };
}

/** Postgres: foreign_key_violation. */
const STILL_USED = '23503';

async function removeAdded(sql: Queries, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return;
  const [seen] = await sql`
    select from accounts where region_code = any(${[...codes]}) union all select from api_tokens where region_code = any(${[...codes]})`;
  if (seen) throw new Refused(sentence('import-used'));
  await sql`set constraints all immediate`;
  await sql`delete from regions where code = any(${[...codes]})`.catch((cause: Error & { code?: string }) => {
    throw cause.code === STILL_USED ? new Refused(sentence('import-used'), [], { cause }) : cause;
  });
}
