import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import type { Source } from '../table/keyset';

/** A region of the register, with what is below it. */
export interface PlaceListed {
  code: string;
  name: string;
  kind: string;
  above: string | null;
  /** Open regions right below. */
  below: number;
  /** Duties that somebody has there. */
  people: number;
  state: 'open' | 'closed';
  closedAt: Instant | null;
}

/** Every region that the reader may see, those that were closed too. */
export const placeSource = (sql: Queries, { top }: { top: string | null }): Source => {
  const state = sql`case when g.closed_at is null then 'open' else 'closed' end`;
  return {
    columns: sql`
      g.code, g.name, g.kind, p.name as above, ${state} as state, g.closed_at as "closedAt",
      (select count(*) from regions b where b.parent_code = g.code and b.closed_at is null) as below,
      (select count(*) from duties d where d.region_code = g.code) as people`,
    from: sql`regions g left join regions p on p.code = g.parent_code`,
    where: within(sql, top, 'g.path'),
    id: { as: sql`g.code`, type: 'text' },
    values: {
      code: { as: sql`g.code`, type: 'text' },
      name: { as: sql`g.name`, type: 'text' },
      kind: { as: sql`g.kind`, type: 'text' },
      above: { as: sql`p.name`, type: 'text', nullable: true },
      state: { as: state, type: 'text' },
    },
  };
};
