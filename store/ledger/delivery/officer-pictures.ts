import { Refused, sentence } from '../../../domain/text/refusal';
import { getCampaign } from '../../campaign/campaigns';
import type { Queries } from '../../db/db';
import { within } from '../../db/scope';
import type { AskAddress } from '../../round/asks';
import { dueRows } from './due-rows';

/**
 * An officer keys in what a unit has handed over: the picture is kept as if the unit that is asked had sent it.
 * @param top highest region of the account; null means everything
 * @returns the round and unit by which a picture of the row's delivery is kept
 * @throws Refused when the row is not theirs, or nobody is asked to deliver to it now
 */
export async function placeOfPicture(
  tx: Queries,
  { campaign, list, row, top }: { campaign: string; list: string; row: number; top: string | null },
): Promise<AskAddress> {
  const { definition } = await getCampaign(tx, campaign);
  if (!definition.lists[list]?.track.includes('deliver')) throw new Refused(sentence('unknown-list'));
  const [found] = await tx<{ now: string }[]>`
    select now from entries e join regions g on g.code = e.unit_code cross join campaign_now(${campaign}) now
    where e.campaign_id = ${campaign} and e.list = ${list} and e.id = ${row} and ${within(tx, top, 'g.path')}`;
  if (!found) throw new Refused(sentence('unknown-row', { row }));
  const due = await dueRows(tx, { campaign, list, definition, at: found.now }, [row]);
  const asked = due.get(row)?.asked;
  if (!asked) throw new Refused(sentence('row-not-asked-now'));
  return { campaign, key: asked.round, unit: asked.unit };
}
