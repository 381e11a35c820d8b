import type { Part } from '../../../store/db/scope';

/** Parts without a reader for this time are no longer counted with the others; a page reads at least this often. */
const WATCHED_MS = 15_000;
/** Answers without a reader for this time are dropped. */
const FORGET_MS = 60_000;
/** A slow count runs less often: it uses at most this share of the time. */
const SHARE = 1 / 32;
/** An answer of a slow count stays fresh for at most this time. */
const LONGEST_FRESH_MS = 10_000;
/** Up to this age an answer is given while the new one is counted; later the reader waits for that. */
const OLDEST_MS = 3000;
/** The same for a slow count, in times that its answer stays fresh: two hundred readers do not wait for each count. */
const OLDEST_IN_FRESH = 2;

/** One count of a campaign, for all parts that somebody watches. */
interface Turn<T> {
  /** When it began; null while it waits in line, where further readers may join it. In ms of a monotonic clock. */
  at: number | null;
  parts: Set<Part>;
  counted: Promise<ReadonlyMap<Part, T>>;
}

interface Campaign<T> {
  /** When each part was last asked for. */
  asked: Map<Part, number>;
  answers: Map<Part, { at: number; answer: T }>;
  /** The turns that have not ended, at most one that counts and one that waits. */
  turns: Turn<T>[];
  tookMs: number | null;
  /** The shorter of the last two: one that met a cold cache, or a rehearsal that begins, holds back nothing. */
  costMs: number;
}

export interface Sharing {
  /** Greatest age of an answer without a new count; longer for a slow count. */
  freshMs: number;
  /** Runs one count after another. */
  line: <T>(work: () => Promise<T>) => Promise<T>;
}

/** @returns the answer for a part; undefined where there is none. @throws what the count throws, which is not kept */
export type Ask<T> = (campaign: string, part: Part, since?: number) => Promise<T | undefined>;

/**
 * Counts a campaign once for all who look at any part of it: two hundred officers cost as much as one. During a new
 * count it gives the old answers, so that no reader waits; but a reader who has done something `since` then waits for
 * a count that began later.
 * @param count counts several parts together
 */
export function shared<T>(
  { freshMs, line }: Sharing,
  count: (campaign: string, parts: readonly Part[]) => Promise<ReadonlyMap<Part, T>>,
): Ask<T> {
  const campaigns = new Map<string, Campaign<T>>();

  function turnFor(id: string, part: Part, since: number): Turn<T> {
    const campaign = known(campaigns, id);
    const found = campaign.turns.find(({ at, parts }) => at === null || (at > since && parts.has(part)));
    if (found?.at === null) found.parts.add(part);
    return found ?? begin(id, campaign);
  }

  function begin(id: string, campaign: Campaign<T>): Turn<T> {
    const turn: Turn<T> = { at: null, parts: new Set(), counted: Promise.resolve(new Map()) };
    campaign.turns.push(turn);
    turn.counted = line(async () => {
      const at = performance.now();
      turn.at = at;
      for (const part of watched(campaign)) turn.parts.add(part);
      const answers = await count(id, [...turn.parts]);
      keep(campaign, turn, { at, answers });
      return answers;
    }).finally(() => {
      campaign.turns = campaign.turns.filter((one) => one !== turn);
      if (campaign.turns.length === 0 && campaign.answers.size === 0) campaigns.delete(id);
    });
    // Who waits for it is told; nobody may wait.
    turn.counted.catch(() => {});
    return turn;
  }

  return async (id, part, since = Number.NEGATIVE_INFINITY) => {
    const now = performance.now();
    const { asked, answers, costMs } = known(campaigns, id);
    asked.set(part, now);
    const found = answers.get(part);
    const age = found && found.at > since ? now - found.at : Number.POSITIVE_INFINITY;
    const fresh = Math.max(freshMs, Math.min(costMs / SHARE, LONGEST_FRESH_MS));
    if (found && age < fresh) return found.answer;
    const { counted } = turnFor(id, part, since);
    if (found && age < Math.max(OLDEST_MS, OLDEST_IN_FRESH * fresh)) return found.answer;
    return (await counted).get(part);
  };
}

function known<T>(campaigns: Map<string, Campaign<T>>, id: string): Campaign<T> {
  const found = campaigns.get(id);
  if (found) return found;
  for (const [old, { asked }] of campaigns)
    if (Math.max(...asked.values()) < performance.now() - FORGET_MS) campaigns.delete(old);
  const campaign: Campaign<T> = { asked: new Map(), answers: new Map(), turns: [], tookMs: null, costMs: 0 };
  campaigns.set(id, campaign);
  return campaign;
}

/** @returns the parts that somebody watches; forgets the others. */
function watched<T>({ asked, answers }: Campaign<T>): Part[] {
  const now = performance.now();
  for (const [part, at] of asked)
    if (at < now - FORGET_MS) {
      asked.delete(part);
      answers.delete(part);
    }
  return [...asked].filter(([, at]) => at >= now - WATCHED_MS).map(([part]) => part);
}

function keep<T>(
  campaign: Campaign<T>,
  { parts }: Turn<T>,
  { at, answers }: { at: number; answers: ReadonlyMap<Part, T> },
): void {
  const tookMs = performance.now() - at;
  campaign.costMs = campaign.tookMs === null ? 0 : Math.min(campaign.tookMs, tookMs);
  campaign.tookMs = tookMs;
  for (const part of parts) {
    const answer = answers.get(part);
    if (answer === undefined) campaign.answers.delete(part);
    else campaign.answers.set(part, { at, answer });
  }
}
