import { type AlertDependencies, createAlertActivities } from './alerts';
import { type CampaignDependencies, createCampaignActivities } from './campaigns';
import { type CaseDependencies, createCaseActivities } from './cases';
import { createRoundActivities } from './rounds';
import { createWeatherActivities, type WeatherDependencies } from './weather';

/** The dependencies of all activities. */
export type ActivityDependencies = CampaignDependencies & WeatherDependencies & AlertDependencies & CaseDependencies;

/** Creates all activities. Workflows import only the type. */
export const createActivities = (dependencies: ActivityDependencies) => ({
  ...createRoundActivities(dependencies),
  ...createAlertActivities(dependencies),
  ...createCaseActivities(dependencies),
  ...createCampaignActivities(dependencies),
  ...createWeatherActivities(dependencies),
});

export type Activities = ReturnType<typeof createActivities>;
