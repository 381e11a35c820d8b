import type { Rung } from '../campaign/plan';
import { compare } from '../compare';
import type { Instant } from '../instant';
import { type RungKind, type RungKindEntry, rungKind } from '../round/rung-kinds';

/**
 * What several messages to one person at one moment have in common, so that they go out as one; also the name of the
 * text that says them all.
 * owed     everything that is asked for: tasks and reminders
 * digests  how it stands below a superior
 */
export type Shared = NonNullable<RungKindEntry['shares']>;

/**
 * @returns with which others the messages of a rung may go out; null: alone. Urgent messages, chases (which must be
 *   acknowledged one by one) and messages with a campaign's own text go alone.
 */
export function sharedBy({ kind, message, urgent }: Pick<Rung, 'kind' | 'message' | 'urgent'>): Shared | null {
  const { shares, texts } = rungKind(kind);
  return shares && !urgent && message === texts[0] ? shares : null;
}

/** The parts of a message that count when several go out as one. */
export interface Sharing {
  id: number;
  kind: RungKind;
  round: string;
  /** Code of the place. */
  region: string;
  dueAt: Instant;
}

const isReminder = ({ kind }: Sharing): boolean => rungKind(kind).counted === 'reminder';

/**
 * @returns the newest message about each round and place, since what was put off may say the same twice; what is due
 *   first first. The order does not depend on which workflow was quicker.
 */
export function toldOnce<One extends Sharing>(several: readonly One[]): One[] {
  const byId = [...several].sort((a, b) => a.id - b.id);
  const newest = new Map(byId.map((one) => [`${one.round} ${one.region}`, one]));
  const order = ({ dueAt, round, region }: Sharing) => `${dueAt} ${round} ${region}`;
  return [...newest.values()].sort((a, b) => compare(order(a), order(b)));
}

/** @returns several messages as one: the first leads, and it is a reminder when all of them are. */
export const asOne = <One extends Sharing>([lead, ...others]: readonly [One, ...One[]]): One => ({
  ...lead,
  kind: ([lead, ...others].find((one) => !isReminder(one)) ?? lead).kind,
});
