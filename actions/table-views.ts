import type { Shape } from '../domain/table/shape';
import { withoutPersons } from '../domain/table/view-query';
import { Refused, sentence } from '../domain/text/refusal';
import { atomically } from '../store/db/db';
import { dropView, keepView, viewsOf } from '../store/table/views';
import type { Acting } from './acting';

/** Views of one table that one account may have: a menu with more is no menu. */
const MOST_VIEWS = 30;

interface Kept {
  /** `account:7` */
  owner: string;
  shape: Shape;
  name: string;
  query: string;
}

/**
 * Keeps how somebody wants to see a table again; what may name a person is left out. It changes nothing for others, so
 * the audit log has no line about it.
 * @returns its number @throws Refused when there are too many
 */
export const keepTableView = ({ sql }: Pick<Acting, 'sql'>, { owner, shape, name, query }: Kept): Promise<number> =>
  atomically(sql, async (tx) => {
    const table = shape.name;
    const there = await viewsOf(tx, { owner, table });
    if (there.length >= MOST_VIEWS && !there.some((view) => view.name === name))
      throw new Refused(sentence('too-many-views', { most: MOST_VIEWS }));
    return keepView(tx, { owner, table, name, query: withoutPersons(shape, query) });
  });

/** Drops a view. @throws Refused when its owner has none with this number */
export async function dropTableView(
  { sql }: Pick<Acting, 'sql'>,
  { id, owner }: { id: number; owner: string },
): Promise<void> {
  if (!(await dropView(sql, { id, owner }))) throw new Refused(sentence('unknown-view', { view: id }));
}
