import * as archive from '../../../../actions/people/archive';
import * as keys from '../../../../actions/people/keys';
import { changeCampaignState } from '../../../../store/campaign/campaigns';
import { peopleKey } from '../../../../store/people/sealed/people-key';
import { KEY } from '../../../support/people/given';
import { acting, campaign, NOW, REASON, sql } from '../stage/stage';
import type { Acts } from './acts';

/** What ends the use of a key, or of a campaign: after all others. */
export const ofEnds: Acts = {
  rotateKeys: () => keys.rotateKeys(acting(), { key: KEY, reason: REASON }),
  changePeopleKey: () =>
    keys.changePeopleKey(acting(), { from: KEY, to: peopleKey('another key for people of the tests'), reason: REASON }),
  archiveCampaign: async () => {
    await changeCampaignState(sql, campaign.id, 'completed', NOW);
    return archive.archiveCampaign(acting(), { campaign: campaign.id, reason: REASON });
  },
};
