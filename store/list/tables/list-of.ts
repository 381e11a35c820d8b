import type { Day } from '../../../domain/campaign/calendar/days';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { categoryNames, type ListForm } from './list-columns';

/**
 * @returns a list with rows, and the day in its campaign's zone
 * @throws Refused when the campaign has no such list, or one without rows
 */
export async function listOf(
  sql: Queries,
  { campaign, list: id }: { campaign: string; list: string },
): Promise<{ listed: ListForm; today: Day }> {
  const [found] = await sql<{ definition: Definition; today: Day }[]>`
    select definition, (campaign_now(id) at time zone (definition ->> 'zone'))::date as today
    from campaigns where id = ${campaign}`;
  if (!found) throw new Refused(sentence('unknown-campaign', { campaign }));
  const { definition, today } = found;
  const list = definition.lists[id];
  const form = list?.row === undefined ? undefined : definition.forms[list.row];
  if (!list || !form) throw new Refused(sentence('unknown-list'));
  return { listed: { list, form, categories: categoryNames(list, definition.standards) }, today };
}
