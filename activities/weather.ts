import { instant } from '../domain/instant';
import { type Polled, pollFeed, type WeatherDependencies } from './poll-feed';

export type { WeatherDependencies } from './poll-feed';

/** What the watch over the weather does outside itself; each may be run twice and does its work once. */
export const createWeatherActivities = (dependencies: WeatherDependencies) => ({
  /** Live feeds are asked in real time; a rehearsal brings warnings of its own. */
  pollFeed: ({ feed }: { feed: string }): Promise<Polled> => pollFeed(dependencies, feed, instant(Date.now())),
});
