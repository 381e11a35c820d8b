import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import * as life from '../../store/people/region-life';
import { madeCode } from '../../store/people/tables/check/make-places';
import { importRegister } from '../../store/people/tables/import';
import type { Acting } from '../acting';

const VERB = 'edit-register';

interface Within {
  /** The region of who acts; null for the whole register. */
  top: string | null;
}

/**
 * Adds a region; checked like a row of a table.
 * @param code made from the name when left out
 * @returns its code. @throws ImportError; Refused when the code is taken
 */
export const addRegion = (
  { sql, by }: Acting,
  { top, ...given }: Within & { parent: string | null; kind: string; name: string; code?: string | undefined },
): Promise<string> =>
  atomically(sql, async (transaction) => {
    const { parent, kind, name } = given;
    const code = given.code ?? madeCode(parent, name);
    if (await life.regionNow(transaction, code)) throw new Refused(sentence('region-exists', { code }));
    await importRegister(transaction, { regions: [{ code, parent, kind, name }] }, { top });
    await audit(transaction, by, VERB, { what: 'add-region', region: code, parent });
    return code;
  });

/**
 * Renames a region, gives it another kind, or moves it with everything below it to another superior; what was reported
 * stays with it.
 * @throws ImportError, also for a move by who does not look after the whole register; Refused
 */
export const changeRegion = (
  { sql, by }: Acting,
  { region, top, ...given }: Within & { region: string; name: string; kind: string; parent: string | null },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    const before = await openRegion(transaction, region);
    if (top !== null && given.parent !== before.parent) throw new Refused(sentence('region-code-kept'));
    await importRegister(transaction, { regions: [{ code: region, ...given }] }, { top });
    const fields = (['name', 'kind', 'parent'] as const).filter((field) => before[field] !== given[field]).join(' ');
    await audit(transaction, by, VERB, { what: 'change-region', region, fields });
  });

/**
 * Closes a region, or merges it into another, which then has the regions below it and the people for duties that nobody
 * has there. What was reported stays; running campaigns ask it until they are planned again.
 * @throws Refused when open regions lie below it and it is not merged
 */
export const closeRegion = (
  { sql, by }: Acting,
  { region, into, reason, top }: Within & { region: string; into: string | null; reason: string },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    const { name } = await openRegion(transaction, region);
    if (region === top) throw new Refused(sentence('region-top-kept'));
    const below = await life.rowsBelow(transaction, region);
    if (into === null && below.length > 0)
      throw new Refused(sentence('region-has-below', { name, count: below.length }));
    if (into !== null) {
      const successor = await openRegion(transaction, into);
      if (successor.path.split('/').includes(region)) throw new Refused(sentence('region-into-itself'));
      const moved = below.map((row) => ({ ...row, parent: into }));
      if (moved.length > 0) await importRegister(transaction, { regions: moved }, { top: null });
    }
    await life.closeRegion(transaction, { region, into });
    await audit(transaction, by, VERB, { what: into === null ? 'close-region' : 'merge-region', region, into, reason });
  });

/** Opens a closed region again. @throws Refused when it is not closed, or its superior is */
export const reopenRegion = (
  { sql, by }: Acting,
  { region, reason }: { region: string; reason: string },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    const before = await life.regionNow(transaction, region);
    if (!before) throw new Refused(sentence('unknown-region', { region }));
    if (before.closedAt === null) throw new Refused(sentence('region-open', { name: before.name }));
    if (before.parent !== null) await openRegion(transaction, before.parent);
    await life.reopenRegion(transaction, region);
    await audit(transaction, by, VERB, { what: 'reopen-region', region, reason });
  });

/** @throws Refused for a region that there is not, or that is closed */
async function openRegion(sql: Queries, code: string): Promise<life.RegionNow> {
  const region = await life.regionNow(sql, code);
  if (!region) throw new Refused(sentence('unknown-region', { region: code }));
  if (region.closedAt !== null) throw new Refused(sentence('region-closed-already', { name: region.name }));
  return region;
}
