import type { Instant } from '../domain/instant';
import { type AlertDependencies, createAlertActivities } from './alerts';
import { type CampaignDependencies, createCampaignActivities } from './campaigns';
import { type CaseDependencies, createCaseActivities } from './cases';
import { createPostingActivities, endOfPostings, type PostingDependencies } from './postings';
import { createRoundActivities } from './rounds';
import { createWeatherActivities, type WeatherDependencies } from './weather';

/** The dependencies of all activities. */
export type ActivityDependencies = CampaignDependencies &
  WeatherDependencies &
  AlertDependencies &
  CaseDependencies &
  PostingDependencies;

/** Creates all activities. Workflows import only the type. */
export function createActivities(dependencies: ActivityDependencies) {
  const cases = createCaseActivities(dependencies);
  const postings = endOfPostings(dependencies);
  return {
    ...createRoundActivities(dependencies),
    ...createAlertActivities(dependencies),
    ...cases,
    ...createPostingActivities(dependencies),
    ...createCampaignActivities(dependencies),
    ...createWeatherActivities(dependencies),

    /** A campaign ends neither before its cases nor before its postings. Running campaigns know these two names. */
    countCases: async (of: { campaign: string }): Promise<number> =>
      (await cases.countCases(of)) + (await postings.count(of.campaign)),
    async cancelCases(of: { campaign: string; now: Instant }): Promise<void> {
      await cases.cancelCases(of);
      await postings.cancel(of);
    },
  };
}

export type Activities = ReturnType<typeof createActivities>;
