import type { RowState } from '../../../domain/list/row-life';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { within } from '../../db/scope';
import type { Keyring } from '../../people/sealed/keyring';
import { addDeeds, type Hand } from '../deeds';
import type { ListAddress } from '../quotas';
import { pairList } from './pair-list';

/** The plan of a row, within a reader's region. */
export interface PlanOf extends ListAddress {
  /** Number of the row. */
  row: number;
  /** Highest region of the reader: the row or its helper is in it; null means everything. */
  top: string | null;
}

/** A plan as somebody writes it. */
export interface PlanWritten extends PlanOf {
  text: string;
  /** Of the plan that the writer saw; 0 where there was none. */
  version: number;
  hand: Hand;
}

/**
 * Writes the plan for one person of a list of pairs (一人一策): what is needed, and what is meant to be done.
 * @returns its version
 * @throws Refused when there is no such row, it is off the list, or somebody else was faster
 */
export async function writePlan(tx: Queries, keyring: Keyring, written: PlanWritten): Promise<number> {
  const { row, text, version, campaign, hand } = written;
  const { now } = await pairList(tx, written);
  const found = await lockRow(tx, written);
  if (found.state === 'out' || found.state === 'twin')
    throw new Refused(sentence(found.state === 'out' ? 'row-out' : 'row-twin'));
  const [known] = await tx<{ version: number }[]>`select version from support_plans where entry_id = ${row}`;
  if ((known?.version ?? 0) !== version) throw new Refused(sentence('plan-changed'));
  const { sealed, keyNo } = keyring.seal({ text }, 'support_plans.sealed');
  await tx`
    insert into support_plans (entry_id, sealed, key_no, written_at) values (${row}, ${sealed}, ${keyNo}, ${now})
    on conflict (entry_id) do update set sealed = excluded.sealed, key_no = excluded.key_no,
      written_at = excluded.written_at, version = support_plans.version + 1`;
  await addDeeds(tx, { campaign, hand, at: now }, [{ entry: row, unit: found.unit, kind: 'plan' }]);
  return version + 1;
}

/** @returns the plan of a row @throws Refused when there is none, or no such row */
export async function readPlan(sql: Queries, keyring: Keyring, of: PlanOf): Promise<{ text: string; version: number }> {
  await pairList(sql, of);
  const [plan] = await sql<{ sealed: Buffer; keyNo: number; version: number }[]>`
    select p.sealed, p.key_no as "keyNo", p.version from support_plans p
    where p.entry_id in (${rowWithin(sql, of)}) and p.sealed is not null`;
  if (!plan) throw new Refused(sentence('plan-absent'));
  const { version, ...value } = plan;
  return { ...(keyring.unseal(value, 'support_plans.sealed') as { text: string }), version };
}

async function lockRow(tx: Queries, of: PlanOf): Promise<{ unit: string; state: RowState }> {
  const [found] = await tx<{ unit: string; state: RowState }[]>`
    select unit_code as unit, state from entries where id in (${rowWithin(tx, of)}) for no key update`;
  if (!found) throw new Refused(sentence('row-unknown'));
  return found;
}

const rowWithin = (sql: Queries, { campaign, list, row, top }: PlanOf) => sql`
  select e.id from entries e join regions g on g.code = e.unit_code
  left join duties h on h.id = e.helper_id left join regions hg on hg.code = h.region_code
  where e.campaign_id = ${campaign} and e.list = ${list} and e.id = ${row}
    and (${within(sql, top, 'g.path')} or ${within(sql, top, 'hg.path')})`;
