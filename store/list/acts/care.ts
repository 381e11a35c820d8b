import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Step } from '../../../domain/list/steps';
import { askedBy, type UnitsAsked } from '../../../domain/people/regions';
import type { Fragment, Queries } from '../../db/db';
import { below } from '../../db/scope';
import { isAskedBy } from '../../round/asks';

/** A list, and whom its campaign asks for a step of it, such as to propose its rows. */
export interface Proposers {
  list: string;
  asked: readonly UnitsAsked[];
}

/** @returns whom a definition asks to propose rows of a list */
export const proposersOf = (definition: Pick<Definition, 'stages'>, list: string): Proposers =>
  askedFor(definition, list, 'propose');

/** @returns whom a definition asks for a step of a list */
export const askedFor = ({ stages }: Pick<Definition, 'stages'>, list: string, step: Step): Proposers => ({
  list,
  asked: stages.flatMap(({ asks }) => asks.filter((ask) => ask.list === list && ask.does === step)).map(askedBy),
});

/**
 * Whose rows an asked unit has in its care (docs/decisions/lists.md): those of its own subtree where the list is
 * asked for there or nowhere, else those of its superior's. Pages, acts and figures use this one rule.
 * @param unit alias of the region that is asked, as a name
 * @returns the code of the region whose subtree it is, as SQL
 */
export const careOf = (sql: Queries, { asked }: Proposers, unit: string): Fragment => {
  if (asked.length === 0) return sql`${sql(`${unit}.code`)}`;
  const meant = asked.map((units) => sql`(${isAskedBy(sql, units)})`).reduce((one, other) => sql`${one} or ${other}`);
  return sql`
    case when exists (select from regions u where ${below(sql, sql`u.path`, sql`${sql(`${unit}.path`)}`)} and (${meant}))
    then ${sql(`${unit}.code`)} else coalesce(${sql(`${unit}.parent_code`)}, ${sql(`${unit}.code`)}) end`;
};

/** @returns the condition that a row, with alias `e`, is in the care of the unit of this code */
export const inCare = (sql: Queries, proposers: Proposers, unit: string): Fragment => sql`
  exists (select from regions its join regions top on top.code = (
            select ${careOf(sql, proposers, 'asked')} from regions asked where asked.code = ${unit})
          where its.code = e.unit_code and ${below(sql, sql`its.path`, sql`top.path`)})`;
