import type { Text } from '../campaign/definition/words';

/** All properties of a kind of rung. */
export interface RungKindEntry {
  /** Its name in plan, console and wizard. */
  name: Text;
  /** Source of its rungs: a ladder, an unanswered chase, or an administrator's decision. */
  from: 'ladder' | 'unanswered' | 'decision';
  /** The recipients. A call list has none, unless the ladder names superiors for a message about it. */
  to: 'units' | 'superiors' | 'nobody';
  /** The act when it is due, besides messages: `store/round/rungs.ts` has a function for each. */
  does: 'tell' | 'chase' | 'raise' | 'list';
  /** Names of its texts in config/messages; the first is the default. */
  texts: readonly [string, ...string[]];
  /** Its text about units below a milestone of their quota; no other kind may be told `to: short`. */
  short?: string;
  /** Its text to those who help somebody; no other kind may be told `to: helper`. */
  helper?: string;
  /** Its text in rounds about pairs, which says how many are below a minimum. */
  pairs?: string;
  /**
   * Rungs with the same news for the same level: of several overdue ones only the latest is sent, and waiting messages
   * of older ones are cleared. A digest does not replace a chase, which must be acknowledged.
   */
  news?: 'asked' | 'standing' | 'chase';
  /** Default working time for the acknowledgement; after that it goes one level up. */
  acknowledgeWithin?: { workingHours: number };
  /** How long a held message of it stays valid; until the lock when left out. */
  keeps?: 'its-day' | 'a-day';
  /** It announces the end: it is due at the lock (in quiet hours the next morning), and outlives the round. */
  ofTheEnd?: true;
  /** Units that no channel can reach go on the call list. */
  telephoned?: true;
  /** Counts and names are read again when the message is sent. */
  countsAnew?: true;
  /** It waits during a cold warning whose rule lets ordinary messages wait. */
  waitsForWeather?: true;
  /** With which others of the same person and moment it goes out as one message; alone when left out. */
  shares?: 'owed' | 'digests';
  /** How the figures and a number's daily limit count it. */
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
    short: 'short',
    helper: 'helper',
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
    short: 'short-digest',
    pairs: 'pairs-digest',
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
    name: { 'zh-CN': '锁定通知', en: 'locked' },
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

/** @returns the kinds with a property, in the order of the table. */
export const rungKindsWith = (holds: (kind: RungKindEntry) => boolean): RungKind[] =>
  RUNG_KIND_NAMES.filter((name) => holds(rungKind(name)));

/** A kind that a ladder may name. */
export type WrittenKind = {
  [Kind in RungKind]: (typeof RUNG_KINDS)[Kind]['from'] extends 'ladder' ? Kind : never;
}[RungKind];
export const WRITTEN_KINDS = rungKindsWith(({ from }) => from === 'ladder') as [WrittenKind, ...WrittenKind[]];

/** Kinds that ask a unit to report. */
export const ASKING_KINDS = rungKindsWith(({ news }) => news === 'asked');

/** Kinds that tell superiors the present figures, and ask nothing. */
export const STANDING_KINDS = rungKindsWith(({ news }) => news === 'standing');

/** Kinds that wait during a warning whose rule says that ordinary messages wait. */
export const WAITING_KINDS = rungKindsWith(({ waitsForWeather }) => waitsForWeather === true);

/** Kinds that announce the end: they outlive the round. */
export const KINDS_OF_THE_END = rungKindsWith(({ ofTheEnd }) => ofTheEnd === true);

/** @returns whether each rung of this kind needs its own answer, so that none replaces another. */
export const isAnsweredFor = (kind: RungKind): boolean => ['chase', 'raise'].includes(rungKind(kind).does);

/** @returns the kinds whose waiting messages a newer message of this kind replaces: those with the same news. */
export const overtakenBy = (kind: RungKind): RungKind[] => {
  const { news } = rungKind(kind);
  return news === undefined || isAnsweredFor(kind) ? [] : rungKindsWith((other) => other.news === news);
};

/** @returns whether a rung only makes rows for people who telephone, and sends nothing. */
export const isWrittenOnly = ({ kind, audience }: { kind: RungKind; audience: { up: number } }): boolean =>
  rungKind(kind).to === 'nobody' && audience.up === 0;
