import { z } from 'zod';

/** Feeds of warnings (docs/feeds.md). */
export const WEATHER = {
  FEEDS_FILE: z.string().optional().describe('list of the feeds of warnings, instead of config/feeds.yaml'),
  WEATHER_HOOK_FROM: z
    .string()
    .default('')
    .describe(
      'who may push warnings: addresses or CIDRs separated by commas; everybody who knows the feed’s secret when empty',
    ),
};
