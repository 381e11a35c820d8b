/** What a campaign does not do, with the reason in its message: the caller's to tell, not a failure of ours. */
export class CampaignRefused extends Error {
  override readonly name = 'CampaignRefused';
}
