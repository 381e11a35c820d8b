import { earliest, type Instant, plusMs } from './instant';

/** People correct wrong data, so more frequent attempts would find the same error. */
const TRY_AGAIN_MS = 3600 * 1000;

/** Steps of a life that failed for good, with the instant at which each may be tried again. */
export type Attempts = Readonly<Record<string, Instant>>;

/** @returns the attempts, with a step that has just failed. */
export const failedAt = (attempts: Attempts, step: string, now: Instant): Attempts => ({
  ...attempts,
  [step]: plusMs(now, TRY_AGAIN_MS),
});

/** @returns the attempts, without a step: it has succeeded, or something has changed so that it need not wait. */
export const forgotten = (attempts: Attempts, step: string): Attempts => {
  const { [step]: _, ...others } = attempts;
  return others;
};

/** @returns false while a step that failed waits for its next attempt. */
export const mayTry = (attempts: Attempts, step: string, now: Instant): boolean => (attempts[step] ?? '') <= now;

/** @returns when the next step is to be tried again, later than now; null when nothing waits for that. */
export const nextTry = (attempts: Attempts, now: Instant): Instant | null =>
  earliest(...Object.values(attempts).filter((at) => at > now));
