import { createAlertActivities } from './alerts';
import { type CampaignDependencies, createCampaignActivities } from './campaigns';
import { createRoundActivities } from './rounds';

/** All activities, given what they depend on. Workflows import only the type. */
export const createActivities = (dependencies: CampaignDependencies) => ({
  ...createRoundActivities(dependencies),
  ...createAlertActivities(dependencies),
  ...createCampaignActivities(dependencies),
});

export type Activities = ReturnType<typeof createActivities>;
