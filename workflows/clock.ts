import { allHandlersFinished, condition, patched, setHandler } from '@temporalio/workflow';
import { epochMs, type Instant, instant } from '../domain/instant';
import type { Advanced, ClockSetting } from '../domain/round/clock';
import { sentence } from '../domain/text/refusal';
import { advance } from './messages';
import { refusal } from './refusals';

/** The campaign's clock inside a workflow. No other code in a workflow depends on its kind. */
export interface WorkflowClock {
  now(): Instant;
  /** The present setting, for a child or for continue-as-new. */
  setting(): ClockSetting;
  /**
   * Waits until the instant has come or `wake` is true; null waits for `wake` alone.
   * @param summary of the wait, shown on the timer in the Temporal UI
   */
  restUntil(until: Instant | null, wake: () => boolean, summary: string): Promise<void>;
  /** Whether nothing is left to do at the present instant. */
  settled(): boolean;
  /** The instant that the present wait is for. */
  nextAt(): Instant | null;
  moveTo(to: Instant): void;
  /**
   * Before continue-as-new: lets every handler end. A waiting driver gets the answer that work is due now, and asks the
   * next run again.
   */
  handOver(): Promise<void>;
}

/** A longer timer is set again when it fires: a season fits, and no overflow can happen. */
const LONGEST_TIMER_MS = 200 * 24 * 3600 * 1000;

export function openClock(setting: ClockSetting): WorkflowClock {
  let hand = setting.kind === 'stepped' ? setting.at : null;
  let handingOver = false;
  let rest: { until: Instant | null; wake: () => boolean } | null = null;

  const now = () => hand ?? instant(Date.now());
  const hasCome = (until: Instant | null) => until !== null && until <= now();

  return {
    now,
    setting: () => (hand === null ? { kind: 'wall' } : { kind: 'stepped', at: hand }),
    settled: () => handingOver || (rest !== null && !rest.wake() && !hasCome(rest.until)),
    nextAt: () => (handingOver ? now() : (rest?.until ?? null)),
    moveTo: (to) => {
      if (hand !== null && to > hand) hand = to;
    },
    async handOver() {
      handingOver = true;
      await condition(allHandlersFinished);
    },
    async restUntil(until, wake, summary) {
      rest = { until, wake };
      if (hand !== null || until === null) await condition(() => wake() || hasCome(until));
      else if (!hasCome(until))
        await condition(wake, Math.min(epochMs(until) - epochMs(now()), LONGEST_TIMER_MS), { summary });
      rest = null;
    },
  };
}

/**
 * Lets a driver move the clock: registers the `advance` Update.
 * @param isBusy whether something is under way that the next step waits for, so that what is due next is not known yet
 * @returns `finish`; await it last: it tells a waiting driver that the workflow has ended, and lets handlers end.
 */
export function serveAdvance(
  clock: WorkflowClock,
  takeStarted: () => string[] = () => [],
  isBusy: () => boolean = () => false,
) {
  let ended = false;
  setHandler(
    advance,
    async (to: Instant): Promise<Advanced> => {
      clock.moveTo(to);
      await condition(() => ended || clock.settled());
      if (isBusy() && patched('advance-waits-for-decisions'))
        await condition(() => ended || (clock.settled() && !isBusy()));
      return { nextAt: ended ? null : clock.nextAt(), ended, started: takeStarted() };
    },
    {
      description: 'Moves the stepped clock of a rehearsal',
      validator: (_to: Instant) => {
        if (clock.setting().kind === 'wall') throw refusal(sentence('wall-clock'));
      },
    },
  );
  return async function finish(): Promise<void> {
    ended = true;
    await condition(allHandlersFinished);
  };
}
