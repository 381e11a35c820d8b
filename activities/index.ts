import { type AlertDependencies, createAlertActivities } from './alerts';
import { type CampaignDependencies, createCampaignActivities } from './campaigns';
import { type CaseDependencies, createCaseActivities } from './cases';
import { createRoundActivities } from './rounds';
import { createWeatherActivities, type WeatherDependencies } from './weather';

/** What all activities together are given. */
export type ActivityDependencies = CampaignDependencies & WeatherDependencies & AlertDependencies & CaseDependencies;

/** All activities, given what they depend on. Workflows import only the type. */
export const createActivities = (dependencies: ActivityDependencies) => ({
  ...createRoundActivities(dependencies),
  ...createAlertActivities(dependencies),
  ...createCaseActivities(dependencies),
  ...createCampaignActivities(dependencies),
  ...createWeatherActivities(dependencies),
});

export type Activities = ReturnType<typeof createActivities>;
