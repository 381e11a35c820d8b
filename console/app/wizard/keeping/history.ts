/** The states of something that is being written, so that a step can be undone, and done again. */
export interface History<State> {
  past: readonly State[];
  present: State;
  future: readonly State[];
  /** The last change: what it was about, and when, in ms. */
  last: { about: string; at: number } | null;
}

/** Steps that are kept. */
const MOST = 200;
/** Changes of one part that follow each other so closely are one step: a word, not its letters. */
const ONE_STEP_MS = 1200;

export const begun = <State>(present: State): History<State> => ({ past: [], present, future: [], last: null });

/** @returns the history with a new present; a change that continues the last one belongs to its step */
export function changed<State>(
  history: History<State>,
  present: State,
  { about, at }: { about: string; at: number },
): History<State> {
  const { past, present: before, last } = history;
  const continues = last?.about === about && at - last.at < ONE_STEP_MS;
  return {
    past: continues ? past : [...past, before].slice(-MOST),
    present,
    future: [],
    last: { about, at },
  };
}

export function undone<State>({ past, present, future }: History<State>): History<State> {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, last: null };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], last: null };
}

export function redone<State>({ past, present, future }: History<State>): History<State> {
  const [after, ...later] = future;
  if (after === undefined) return { past, present, future, last: null };
  return { past: [...past, present], present: after, future: later, last: null };
}
