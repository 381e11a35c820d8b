import { createHash } from 'node:crypto';
import type { Instant } from '../../../../domain/instant';
import { receiptNumber } from '../../../../domain/report/receipt';
import type { Queries } from '../../../db/db';
import type { Keyring } from '../../../people/sealed/keyring';
import { bytesOf, type Source } from '../../../people/tables/read/source';
import type { RosterPlan } from '../shape/roster';

/** What an import did, kept so that the same file is not imported twice. */
export interface ListReceipt {
  receipt: string;
  at: Instant;
  /** Rows of the file. */
  rows: number;
  fresh: number;
  changed: number;
  same: number;
  /** Rows that were not touched any more. */
  kept: number;
  /** Rows whose person stands in another unit as well. */
  elsewhere: number;
}

/** What a file is recognised by. */
export interface Marks {
  bytes: Buffer;
  /** Of the cells: the same in a file that was saved once more, under any name. */
  cells: Buffer;
}

/** How a table is read belongs to what it says. */
const layoutOf = ({ columns, mapped, households }: RosterPlan): string =>
  JSON.stringify([columns.map(({ key }) => key), [...mapped].sort(), households]);

const mark = (keyring: Keyring, hash: string, plan: RosterPlan): Buffer =>
  keyring.digest('file', `${hash}\n${layoutOf(plan)}`);

/** @returns the mark of a file's bytes, which is found without reading the table */
export async function markOfBytes(keyring: Keyring, source: Source, plan: RosterPlan): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const bytes of bytesOf(source)) hash.update(bytes);
  return mark(keyring, hash.digest('hex'), plan);
}

/** Hashes the cells of a file while it is read. */
export function cellHasher(): { plan: Pick<RosterPlan, 'seen'>; mark(keyring: Keyring, plan: RosterPlan): Buffer } {
  const hash = createHash('sha256');
  return {
    plan: { seen: ({ cells }) => void hash.update(JSON.stringify(cells)) },
    mark: (keyring, plan) => mark(keyring, hash.digest('hex'), plan),
  };
}

/**
 * @returns the receipt of the same file, unless a later import has changed rows of the same units: then the file would
 *   say something new
 */
export async function receiptOf(
  sql: Queries,
  { campaign, list }: { campaign: string; list: string },
  marks: Partial<Marks>,
): Promise<ListReceipt | null> {
  const [found] = await sql<(Omit<ListReceipt, 'receipt'> & { id: number })[]>`
    select i.id, i.at, i.rows, i.fresh, i.changed, i.same, i.kept, i.elsewhere from list_imports i
    where i.campaign_id = ${campaign} and i.list = ${list}
      and (i.bytes = ${marks.bytes ?? null}::bytea or i.cells = ${marks.cells ?? null}::bytea)
      and not exists (
        select from list_imports later
        where later.campaign_id = i.campaign_id and later.list = i.list and later.id > i.id
          and later.fresh + later.changed > 0 and later.units && i.units)
    order by i.id desc limit 1`;
  if (!found) return null;
  const { id, ...counts } = found;
  return { receipt: receiptNumber(id), ...counts };
}

/** Keeps what an import did. @returns its receipt */
export async function keepReceipt(
  sql: Queries,
  {
    campaign,
    list,
    marks,
    counts,
  }: { campaign: string; list: string; marks: Marks; counts: Omit<ListReceipt, 'receipt'> },
): Promise<ListReceipt> {
  const { at, rows, fresh, changed, same, kept, elsewhere } = counts;
  const [made] = await sql<{ id: number }[]>`
    insert into list_imports (campaign_id, list, bytes, cells, units, rows, fresh, changed, same, kept, elsewhere, at)
    select ${campaign}, ${list}, ${marks.bytes}, ${marks.cells}, array(select distinct unit from staged_rows order by unit),
           ${rows}, ${fresh}, ${changed}, ${same}, ${kept}, ${elsewhere}, ${at}
    returning id`;
  return { receipt: receiptNumber(made?.id ?? 0), ...counts };
}
