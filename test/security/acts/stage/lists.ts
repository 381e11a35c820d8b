import { compile } from '../../../../domain/campaign/compile/compile';
import { roundsInAreas } from '../../../../domain/round/round';
import { insertCampaign } from '../../../../store/campaign/campaigns';
import { regionsUnder } from '../../../../store/people/regions';
import { openRound } from '../../../../store/round/rounds';
import { listDefinition } from '../../../support/campaigns/list-definition';
import { enterHelpers, pairDefinition } from '../../../support/campaigns/pair-definition';
import { NOW, number, sql } from './stage';

/** A campaign with a list whose units need slots. */
export const limited = { campaign: 'limited', list: 'poor' };

export async function limitedCampaign(): Promise<void> {
  const { poor } = listDefinition().lists;
  const definition = listDefinition({ lists: { poor: { ...poor, limit: 'quotas' } } });
  const plan = compile({ definition, campaign: limited.campaign, regions: await regionsUnder(sql, definition.scope) });
  await insertCampaign(sql, { id: limited.campaign, definition, plan, mode: 'rehearsal', clockAt: NOW });
}

/** A campaign with pairs, whose helpers are asked now. */
export const paired = { campaign: 'paired', list: 'objects' };

export async function pairedCampaign(): Promise<void> {
  const window = { opens: '12-01', due: '12-08', lock: '12-09' };
  const asks = [{ id: 'township', of: 'township', list: 'objects', does: 'support' }];
  const definition = pairDefinition({
    stages: [{ id: 'entry', kind: 'survey', name: { 'zh-CN': '录入' }, ...window, asks }],
  });
  const plan = compile({ definition, campaign: paired.campaign, regions: await regionsUnder(sql, definition.scope) });
  await insertCampaign(sql, { id: paired.campaign, definition, plan, mode: 'rehearsal', clockAt: NOW });
  for (const { id, round: of, area } of roundsInAreas(plan))
    await openRound(sql, { id, campaign: paired.campaign, round: of, area });
  await enterHelpers(sql);
  const [row] = await sql<{ id: number }[]>`
    with one as (insert into people (kind, region_code, shown, no_id) values ('person', '911', '甘**', 'lost') returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at)
    select ${paired.campaign}, ${paired.list}, gen_random_uuid(), id, 'orphan', '911', '911', '甘**', ${NOW}, ${NOW} from one
    returning id`;
  number.paired = row?.id ?? 0;
}
