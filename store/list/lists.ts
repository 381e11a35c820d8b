import type { Definition } from '../../domain/campaign/definition/definition';
import { onceOf } from '../../domain/list/once';
import { ROW_STATES } from '../../domain/list/row-life';
import type { Queries } from '../db/db';
import { json } from '../db/json';

/** Keeps the lists of a campaign's definition where Postgres's own rules read them; lists with rows stay. */
export async function keepLists(
  sql: Queries,
  campaign: string,
  { lists = {}, standards }: Pick<Definition, 'lists' | 'standards'>,
): Promise<void> {
  const once = onceOf({ lists, standards });
  const rows = Object.entries(lists).map(([id, { of, track, categories, apart, limit, removed }]) => ({
    ...{ id, of, track, categories, apart, limited: limit === 'quotas', removed },
    once: once[id] ?? null,
  }));
  await sql`
    insert into lists (campaign_id, id, of, track, categories, apart, limited, removed, once)
    select ${campaign}, id, of, track, categories, apart, limited, removed, once
    from jsonb_to_recordset(${json(sql, rows)})
      as l(id text, of text, track text[], categories text[], apart boolean, limited boolean, removed jsonb, once jsonb)
    on conflict (campaign_id, id) do update set of = excluded.of, track = excluded.track, categories = excluded.categories,
      apart = excluded.apart, limited = excluded.limited, removed = excluded.removed, once = excluded.once`;
  await sql`
    delete from lists l where l.campaign_id = ${campaign} and l.id <> all(${rows.map(({ id }) => id)})
      and not exists (select from entries e where e.campaign_id = l.campaign_id and e.list = l.id)`;
}

/** States of rows that are on the list, whatever becomes of them. */
export const STANDING = ROW_STATES.filter((state) => state !== 'out' && state !== 'twin');
