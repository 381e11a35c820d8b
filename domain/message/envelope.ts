import type { Rung } from '../campaign/plan';
import { compare } from '../compare';
import type { Instant } from '../instant';
import { type RungKind, type RungKindEntry, rungKind } from '../round/rung-kinds';

/**
 * Kinds of messages that go out as one to a person at one moment; also the name of their common text.
 * owed     all tasks and reminders
 * digests  the figures below a superior
 */
export type Shared = NonNullable<RungKindEntry['shares']>;

/**
 * @returns the kind by which a rung's messages may go out together; null: alone. Urgent messages, chases (which must be
 *   acknowledged one by one) and messages with a campaign's own text go alone.
 */
export function sharedBy({ kind, message, urgent }: Pick<Rung, 'kind' | 'message' | 'urgent'>): Shared | null {
  const { shares, texts } = rungKind(kind);
  return shares && !urgent && message === texts[0] ? shares : null;
}

/** The parts of a message that matter when several go out as one. */
export interface Sharing {
  id: number;
  kind: RungKind;
  round: string;
  /** Code of the region. */
  region: string;
  dueAt: Instant;
}

const isReminder = ({ kind }: Sharing): boolean => rungKind(kind).counted === 'reminder';

/**
 * @returns the newest message about each round and place, in the order of the deadlines: postponed messages may say the
 *   same twice. The order does not depend on the speed of the workflows.
 */
export function toldOnce<One extends Sharing>(several: readonly One[]): One[] {
  const byId = [...several].sort((a, b) => a.id - b.id);
  const newest = new Map(byId.map((one) => [`${one.round} ${one.region}`, one]));
  const order = ({ dueAt, round, region }: Sharing) => `${dueAt} ${round} ${region}`;
  return [...newest.values()].sort((a, b) => compare(order(a), order(b)));
}

/** @returns several messages as one: the first leads, and the result is a reminder when all are reminders. */
export const asOne = <One extends Sharing>([lead, ...others]: readonly [One, ...One[]]): One => ({
  ...lead,
  kind: ([lead, ...others].find((one) => !isReminder(one)) ?? lead).kind,
});
