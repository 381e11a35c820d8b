import * as campaigns from '../../../../actions/campaigns';
import * as beginnings from '../../../../actions/drafts';
import { takeBackDecision } from '../../../../actions/held-decisions';
import * as approvals from '../../../../actions/message/approvals';
import * as messages from '../../../../actions/message/messages';
import { startCampaign } from '../../../../client/start';
import { recordSteering } from '../../../../store/campaign/campaigns';
import { atomically } from '../../../../store/db/db';
import { tinyDefinition } from '../../../support/campaigns/tiny';
import { consoleEnv } from '../../../support/servers/console';
import { limited } from '../stage/lists';
import { acting, BY, campaign, deciding, NOW, numberOf, REASON, sql } from '../stage/stage';
import type { Acts } from './acts';

const steering = {
  start: (request: Parameters<typeof startCampaign>[1]) =>
    startCampaign({ sql, env: consoleEnv(), workflow: { start: async () => ({}) } }, request),
  // As the campaign does it: the decision is recorded in one transaction by an activity.
  steer: async ({
    campaign: id,
    verb,
    target = {},
    actor,
    asked,
  }: Parameters<campaigns.Campaigns['client']['steer']>[0]) => {
    await atomically(sql, (tx) =>
      recordSteering(tx, {
        campaign: id,
        verb,
        target,
        actor,
        key: `${verb}`,
        now: NOW,
        ...(asked !== undefined && { asked }),
      }),
    );
    return { warnings: [] };
  },
};

/** Campaigns and their messages. */
export const ofCampaigns: Acts = {
  startCampaign: () =>
    campaigns.startCampaign(
      { by: BY, client: steering },
      { definition: tinyDefinition({ scope: '91' }), mode: 'rehearsal', campaign: 'another' },
    ),
  steerCampaign: () =>
    campaigns.steerCampaign(
      { ...deciding(), client: steering },
      { campaign: campaign.id, verb: 'pause', reason: REASON },
    ),
  putAwayCampaign: () => campaigns.putAwayCampaign(acting(), { campaign: limited.campaign, away: true }),
  beginCampaignDraft: () => beginnings.beginCampaignDraft(acting(), { owner: 'zhang', definition: tinyDefinition() }),
  dropCampaignDraft: () => beginnings.dropCampaignDraft(acting(), { id: numberOf('draftOfCampaign'), owner: 'zhang' }),
  takeBackDecision: () => takeBackDecision(acting(), { campaign: campaign.id, decision: numberOf('held') }),
  keepDrafts: () =>
    approvals.keepDrafts(acting(), {
      signatures: [{ provider: 'aliyun', signature: '小县' }],
      templates: [{ provider: 'aliyun', text: '请上报', message: 'task', language: 'zh-CN' }],
    }),
  noteTemplate: () =>
    approvals.noteTemplate(acting(), {
      provider: 'aliyun',
      text: '请上报',
      state: 'approved',
      code: 'SMS_1',
      note: null,
    }),
  noteSignature: () =>
    approvals.noteSignature(acting(), { provider: 'aliyun', signature: '小县', state: 'rejected', note: REASON }),
  resendMessage: () => messages.resendMessage(acting(), { message: numberOf('message'), confirmed: false }),
  answerReply: () => messages.answerReply(acting(), { reply: numberOf('reply') }),
};
