import type { Definition } from '../../domain/campaign/definition/definition';
import { ROW_STATES } from '../../domain/list/row-life';
import type { Queries } from '../db/db';

/** Keeps the lists of a campaign's definition where Postgres's own rules read them; lists with rows stay. */
export async function keepLists(
  sql: Queries,
  campaign: string,
  { lists = {} }: Pick<Definition, 'lists'>,
): Promise<void> {
  const rows = Object.entries(lists).map(([id, { of, track, categories, apart, limit, removed }]) => ({
    ...{ id, of, track, categories, apart, limited: limit === 'quotas', removed },
  }));
  await sql`
    insert into lists (campaign_id, id, of, track, categories, apart, limited, removed)
    select ${campaign}, id, of, track, categories, apart, limited, removed
    from jsonb_to_recordset(${sql.json(rows)})
      as l(id text, of text, track text[], categories text[], apart boolean, limited boolean, removed jsonb)
    on conflict (campaign_id, id) do update set of = excluded.of, track = excluded.track, categories = excluded.categories,
      apart = excluded.apart, limited = excluded.limited, removed = excluded.removed`;
  await sql`
    delete from lists l where l.campaign_id = ${campaign} and l.id <> all(${rows.map(({ id }) => id)})
      and not exists (select from entries e where e.campaign_id = l.campaign_id and e.list = l.id)`;
}

/** States of rows that are on the list, whatever becomes of them. */
export const STANDING = ROW_STATES.filter((state) => state !== 'out' && state !== 'twin');
