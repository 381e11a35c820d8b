import { wallClock } from '../store/warning/feeds';
import { type Polled, pollFeed, type WeatherDependencies } from './poll-feed';

export type { WeatherDependencies } from './poll-feed';

/** The activities of the weather watch; each may run twice and does its work once. */
export const createWeatherActivities = (dependencies: WeatherDependencies) => ({
  /** Live feeds are polled in wall-clock time; a rehearsal has its own warnings. */
  pollFeed: async ({ feed }: { feed: string }): Promise<Polled> =>
    pollFeed(dependencies, feed, await wallClock(dependencies.sql)),
});
