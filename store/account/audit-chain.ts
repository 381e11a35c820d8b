import type { Sql } from '../db/db';

/** Lines sealed in one transaction. */
const AT_ONCE = 2000;
/** A line without a seal after so long was kept from being sealed. */
const SEALED_WITHIN_S = 300;
const SHOWN = 20;

/** The end of the chain. A copy kept elsewhere proves later that nothing before it was changed. */
export interface Anchor {
  /** Lines sealed so far. */
  position: number;
  /** Hash of the last seal, in hex. */
  hash: string;
}

/** The result of checking the whole chain. */
export interface ChainFound {
  /** Number of checked lines. */
  lines: number;
  anchor: Anchor | null;
  /** Numbers of the first lines whose seal does not match the line or the seal before it. */
  changed: number[];
  /** Numbers of seals whose line or predecessor is gone. */
  gone: number[];
  /** Numbers of lines that still have no seal after the time limit. */
  unsealed: number[];
  /** Numbers of lines whose reason differs from the sealed one, or is gone without a recorded erasure. */
  reasons: number[];
}

/** Seals every waiting line. @returns how many */
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

/** Checks that every seal matches its line and the seal before it, and that every line is sealed. */
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

/** @returns whether no line was changed, removed or kept from the chain. */
export const isWhole = ({ changed, gone, unsealed, reasons }: ChainFound): boolean =>
  [changed, gone, unsealed, reasons].every((lines) => lines.length === 0);
