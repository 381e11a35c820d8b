import type { Text } from '../campaign/definition/words';

/** Everything that a kind of rung is. */
export interface RungKindEntry {
  /** What plan, console and wizard call it. */
  name: Text;
  /** Where its rungs come from: written in a ladder, a chase that nobody answered, or an administrator's decision. */
  from: 'ladder' | 'unanswered' | 'decision';
  /** Who is told. Of a call list nobody is, unless the ladder names superiors who are told of it. */
  to: 'units' | 'superiors' | 'nobody';
  /** What happens when it is due, besides messages: `store/round/rungs.ts` has a function for each. */
  does: 'tell' | 'chase' | 'raise' | 'list';
  /** Names of its texts in config/messages; the first is sent where the rung names none. */
  texts: readonly [string, ...string[]];
  /**
   * Rungs that carry the same news to the same level: of several overdue ones only the latest is sent, and what waits
   * of an older one is cleared. A digest does not stand in for a chase, which has to be acknowledged.
   */
  news?: 'asked' | 'standing' | 'chase';
  /** Working time in which it must be acknowledged where the ladder does not say; then it goes one level up. */
  acknowledgeWithin?: { workingHours: number };
  /** Until when a message of it that is held up is still worth sending; the lock when left out. */
  keeps?: 'its-day' | 'a-day';
  /** It tells of the end: it is due at the lock, in quiet hours the morning after, and outlives the round. */
  ofTheEnd?: true;
  /** Units that no machine can reach go on the call list. */
  telephoned?: true;
  /** Counts and names are taken anew when the message is sent. */
  countsAnew?: true;
  /** A cold warning that lets ordinary messages wait puts it off. */
  waitsForWeather?: true;
  /** With which others of the same person and moment it goes out as one message; alone when left out. */
  shares?: 'owed' | 'digests';
  /** As what the figures and the day's limit of a number count it. */
  counted?: 'reminder' | 'escalation';
}

/**
 * The kinds of rungs. Schema, rules, compiler, ladder, outbox, console, plan and documents follow from this table.
 *
 * task       the stage has opened: what is asked, with the link
 * reminder   still silent
 * digest     counts and names of the silent units below; none when all have reported
 * chase      a digest that must be acknowledged by `acknowledgeBy`
 * raise      an unacknowledged chase goes up: told to the superior of the one who did not acknowledge
 * call-list  the silent units go on the manual call list of the superior's staff
 * locked     the round is locked; told to those that never reported
 * notice     an administrator's decision (extended, returned, cancelled), told at once to the silent units it concerns
 */
export const RUNG_KINDS = {
  task: {
    name: { 'zh-CN': '布置任务', en: 'task' },
    from: 'ladder',
    to: 'units',
    does: 'tell',
    texts: ['task'],
    news: 'asked',
    shares: 'owed',
    telephoned: true,
    waitsForWeather: true,
  },
  reminder: {
    name: { 'zh-CN': '催报', en: 'reminder' },
    from: 'ladder',
    to: 'units',
    does: 'tell',
    texts: ['reminder'],
    news: 'asked',
    shares: 'owed',
    telephoned: true,
    waitsForWeather: true,
    counted: 'reminder',
  },
  digest: {
    name: { 'zh-CN': '汇总', en: 'digest' },
    from: 'ladder',
    to: 'superiors',
    does: 'tell',
    texts: ['digest'],
    news: 'standing',
    shares: 'digests',
    keeps: 'its-day',
    countsAnew: true,
    waitsForWeather: true,
  },
  chase: {
    name: { 'zh-CN': '督办', en: 'chase' },
    from: 'ladder',
    to: 'superiors',
    does: 'chase',
    texts: ['chase'],
    news: 'chase',
    // Half a working day: a chase that arrives in the morning is answered, or goes up, on the same day.
    acknowledgeWithin: { workingHours: 4 },
    countsAnew: true,
    counted: 'escalation',
  },
  raise: {
    name: { 'zh-CN': '督办升级', en: 'raised chase' },
    from: 'unanswered',
    to: 'superiors',
    does: 'raise',
    texts: ['raise'],
    counted: 'escalation',
  },
  'call-list': {
    name: { 'zh-CN': '电话清单', en: 'call list' },
    from: 'ladder',
    to: 'nobody',
    does: 'list',
    texts: ['call-list'],
    countsAnew: true,
  },
  locked: {
    name: { 'zh-CN': '截止通知', en: 'locked' },
    from: 'ladder',
    to: 'units',
    does: 'tell',
    texts: ['locked'],
    keeps: 'a-day',
    ofTheEnd: true,
  },
  notice: {
    name: { 'zh-CN': '通知', en: 'notice' },
    from: 'decision',
    to: 'units',
    does: 'tell',
    texts: ['extended', 'returned', 'cancelled', 'reopened'],
  },
} as const satisfies Record<string, RungKindEntry>;

export type RungKind = keyof typeof RUNG_KINDS;
export const RUNG_KIND_NAMES = Object.keys(RUNG_KINDS) as [RungKind, ...RungKind[]];

export const rungKind = (kind: RungKind): RungKindEntry => RUNG_KINDS[kind];

/** @returns the kinds that something holds for, in the order of the table. */
export const rungKindsWith = (holds: (kind: RungKindEntry) => boolean): RungKind[] =>
  RUNG_KIND_NAMES.filter((name) => holds(rungKind(name)));

/** A kind that a ladder may name. */
export type WrittenKind = {
  [Kind in RungKind]: (typeof RUNG_KINDS)[Kind]['from'] extends 'ladder' ? Kind : never;
}[RungKind];
export const WRITTEN_KINDS = rungKindsWith(({ from }) => from === 'ladder') as [WrittenKind, ...WrittenKind[]];

/** Those that ask a unit to report. */
export const ASKING_KINDS = rungKindsWith(({ news }) => news === 'asked');

/** Those that tell superiors how things stand, and ask nothing. */
export const STANDING_KINDS = rungKindsWith(({ news }) => news === 'standing');

/** Those that a warning puts off, where its rule says that ordinary messages wait. */
export const WAITING_KINDS = rungKindsWith(({ waitsForWeather }) => waitsForWeather === true);

/** Those that tell of the end: they outlive the round. */
export const KINDS_OF_THE_END = rungKindsWith(({ ofTheEnd }) => ofTheEnd === true);

/** Those that are answered for themselves, each of them: none stands in for another. */
export const isAnsweredFor = (kind: RungKind): boolean => ['chase', 'raise'].includes(rungKind(kind).does);

/** @returns the kinds that a message of this kind makes needless while they wait: the same news, older. */
export const overtakenBy = (kind: RungKind): RungKind[] => {
  const { news } = rungKind(kind);
  return news === undefined || isAnsweredFor(kind) ? [] : rungKindsWith((other) => other.news === news);
};

/** @returns whether a rung only makes rows for people who telephone, and sends nothing. */
export const isWrittenOnly = ({ kind, audience }: { kind: RungKind; audience: { up: number } }): boolean =>
  rungKind(kind).to === 'nobody' && audience.up === 0;
