import type { Sql } from '../db/db';

/** Lines sealed in one transaction. */
const AT_ONCE = 2000;
/** A line that has waited so long for its seal was kept from it. */
const SEALED_WITHIN_S = 300;
const SHOWN = 20;

/** The end of the chain: with one kept elsewhere, one can tell later that nothing before it was changed. */
export interface Anchor {
  /** Lines sealed so far. */
  position: number;
  /** Of the last of them, in hex. */
  hash: string;
}

/** What a look at the whole chain found. */
export interface ChainFound {
  /** Lines that were looked at. */
  lines: number;
  anchor: Anchor | null;
  /** Numbers of the first lines whose seal does not fit them, or what was sealed before them. */
  changed: number[];
  /** Of seals whose line, or whose predecessor, is gone. */
  gone: number[];
  /** Of lines that were never sealed, although they had the time. */
  unsealed: number[];
  /** Of lines whose reason is not the one that was sealed, or is gone although no erasure tells of it. */
  reasons: number[];
}

/** Seals every line that waits. @returns how many there were */
export async function sealAuditLog(sql: Sql): Promise<number> {
  let all = 0;
  for (;;) {
    const [row] = await sql<{ sealed: number }[]>`select seal_audit_log(${AT_ONCE}) as sealed`;
    const sealed = row?.sealed ?? 0;
    all += sealed;
    if (sealed < AT_ONCE) return all;
  }
}

/** @returns the last seal; null while there is none. */
export async function anchorOf(sql: Sql, position?: number): Promise<Anchor | null> {
  const [anchor] = await sql<Anchor[]>`
    select position, encode(hash, 'hex') as hash from audit_chain
    where ${position ?? null}::bigint is null or position = ${position ?? null} order by position desc limit 1`;
  return anchor ?? null;
}

/** Looks at every seal: does it fit its line and the seal before it, and is every line sealed? */
export async function verifyAuditLog(sql: Sql): Promise<ChainFound> {
  const [[count], changed, gone, unsealed, reasons, anchor] = await Promise.all([
    sql<{ lines: number }[]>`select count(*) as lines from audit_log`,
    sql<{ id: number }[]>`
      select s.line_id as id from (
        select c.position, c.line_id, c.hash, lag(c.hash) over (order by c.position) as before from audit_chain c
      ) s join audit_log l on l.id = s.line_id
      where s.hash <> audit_line_hash(s.before, l) order by s.position limit ${SHOWN}`,
    sql<{ id: number }[]>`
      select s.line_id as id from (
        select c.position, c.line_id, row_number() over (order by c.position) as place from audit_chain c
      ) s left join audit_log l on l.id = s.line_id
      where l.id is null or s.place <> s.position order by s.position limit ${SHOWN}`,
    sql<{ id: number }[]>`
      select l.id from audit_log l
      where l.at < clock_timestamp() - ${SEALED_WITHIN_S} * interval '1 second'
        and not exists (select from audit_chain c where c.line_id = l.id) order by l.id limit ${SHOWN}`,
    sql<{ id: number }[]>`
      select l.id from audit_log l left join audit_reasons r on r.line_id = l.id
      where l.reason_digest is not null and (
        r.line_id is null or r.reason is not null and l.reason_digest <> audit_digest(r.salt, r.reason)
        or r.reason is null and not exists (
          select from audit_log e where e.verb = 'erase-person' and e.id > l.id
            and l.id::text = any(string_to_array(e.target ->> 'reasons', ','))))
      order by l.id limit ${SHOWN}`,
    anchorOf(sql),
  ]);
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);
  return {
    lines: count?.lines ?? 0,
    anchor,
    changed: ids(changed),
    gone: ids(gone),
    unsealed: ids(unsealed),
    reasons: ids(reasons),
  };
}

/** @returns whether nothing was changed, taken away or kept from the chain. */
export const isWhole = ({ changed, gone, unsealed, reasons }: ChainFound): boolean =>
  [changed, gone, unsealed, reasons].every((lines) => lines.length === 0);
