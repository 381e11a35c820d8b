import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a rehearsal bears with the system that it plays on, in ms of real time. */
export interface Patience {
  /** A step in which nothing has moved for this long never settles. */
  settlesMs: number;
  /** How long people try again to reach a console that does not answer; 0: not at all. */
  triesMs: number;
}

/** A console that has ended comes back within a minute, or not at all. */
const USUAL: Patience = { settlesMs: 30_000, triesMs: 60_000 };
/** Most of what a step waits for takes a few milliseconds; whoever looks at the rest as often only takes its time. */
const FIRST_LOOK_MS = 5;
const LONGEST_PAUSE_MS = 80;
/** The pause of somebody who could not reach the console, and the longest one. */
const AGAIN_MS = 500;
const LONGEST_AGAIN_MS = 8_000;

const borne = new AsyncLocalStorage<Patience>();

/** Lets all that waits in `work` have this patience: for a system that is broken and restarted on purpose. */
export const patiently = <Result>(patience: Patience, work: () => Promise<Result>): Promise<Result> =>
  borne.run(patience, work);

/** Lets people in `work` ask once, whatever comes. */
export const impatiently = <Result>(work: () => Promise<Result>): Promise<Result> =>
  borne.run({ ...patience(), triesMs: 0 }, work);

const patience = (): Patience => borne.getStore() ?? USUAL;

/**
 * Looks repeatedly until something is there.
 * @param look returns null while it is not
 * @param left what is still to be done, which changes as long as anything moves: a province's messages take minutes
 * @throws Error with the complaint when nothing moves for as long as a step may take
 */
export async function until<Found>(
  look: () => Promise<Found | null>,
  complaint: () => Promise<string>,
  left: () => Promise<number> = async () => 1,
): Promise<Found> {
  const { settlesMs } = patience();
  let before: number | null = null;
  let asksAt = Date.now() + settlesMs / 2;
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() >= asksAt) {
      const now = await left();
      if (now === before)
        throw new Error(`The rehearsal stands still: ${await complaint()} within ${settlesMs / 1000} s.`);
      before = now;
      asksAt = Date.now() + settlesMs / 2;
    }
    await pause(wait);
  }
}

/** Answers to what was asked before, when no whole answer came. */
const askedAgain = new WeakSet<Response>();

/** @returns whether the same was asked before and may have been done, though no answer came */
export const wasAskedBefore = (response: Response): boolean => askedAgain.has(response);

/**
 * Asks the console, and asks it the same again while it is not there: no answer, or one that it has failed (5xx), or
 * had no time to read (408: its process stood still, or the network did). One that has asked too often meanwhile waits
 * as long as it says.
 * @param ask gives an answer once all of it has come
 */
export async function reaching(ask: () => Promise<Response>): Promise<Response> {
  const { triesMs } = patience();
  const end = Date.now() + triesMs;
  for (let [isAgain, wait] = [false, AGAIN_MS]; ; isAgain = true) {
    const isLast = Date.now() >= end;
    try {
      const answer = await ask();
      if (isAgain) askedAgain.add(answer);
      if (isLast) return answer;
      const isTooOften = isAgain && answer.status === TOO_OFTEN;
      if (answer.status < FAILED && answer.status !== UNREAD && !isTooOften) return answer;
      if (isTooOften) wait = Math.max(wait, 1000 * Number(answer.headers.get('retry-after') ?? 0));
    } catch (error) {
      if (isLast) throw error;
    }
    await pause(wait);
    wait = Math.min(2 * wait, LONGEST_AGAIN_MS);
  }
}

const TOO_OFTEN = 429;
const UNREAD = 408;
const FAILED = 500;
