import type { Queries } from '../db/db';

/** A part of what was allocated, with its dispatch note. */
export interface Allocated {
  dispatch: number;
  /** Code and name of the region. */
  to: string;
  name: string;
  quantity: number;
}

/** @returns for each region directly below, by code, what the rows in it are entitled to */
export const sharesBelow = (
  sql: Queries,
  { campaign, from, purse, item }: { campaign: string; from: string; purse: string; item: string },
): Promise<{ region: string; due: number }[]> => sql<{ region: string; due: number }[]>`
  select c.code as region, sum(n.quantity)::bigint as due
  from entitlements n join entries e on e.id = n.entry_id
  join regions g on g.code = e.unit_code
  join regions c on c.parent_code = ${from} and starts_with(g.path, c.path)
  where n.campaign_id = ${campaign} and n.purse = ${purse} and n.item = ${item}
  group by 1 order by 1`;

/** @returns the notes that an act has written, with what each was given */
export const notesOfAct = (sql: Queries, act: number): Promise<Allocated[]> => sql<Allocated[]>`
  select d.id as dispatch, d.to_code as to, g.name, sum(t.quantity)::bigint as quantity
  from dispatches d join regions g on g.code = d.to_code
  join transfers t on t.act_id = d.act_id and t.to_account = 'way:' || d.id
  where d.act_id = ${act} group by 1, 2, 3 order by d.id`;
