import type { Instant } from '../instant';
import type { Step } from '../list/steps';
import type { RungKind } from '../round/rung-kinds';
import type { Text } from './definition/words';
import type { StageKind } from './stage-kinds';

/**
 * The compiler's result from a definition, a register and a calendar: only instants, counts and ids. Workflows carry
 * it, so it holds no person, phone number or list of units.
 */
export interface Plan {
  /** Campaign id, for example `2026-qiubei-red-cross-532626`. */
  campaign: string;
  /** Id of the definition it was compiled from, for example `qiubei-red-cross`. */
  definition: string;
  name: string;
  /** First year of the winter: 2026 for the season 2026–27. */
  season: number;
  /** Month with which the season begins; July when left out. */
  seasonFrom?: number;
  /** IANA zone the calendar was resolved in; for display only, every instant is UTC. */
  zone: string;
  /** Code of the region at the top of the scope. */
  scope: string;
  /** First opening and last lock (or last rung, whichever is later). */
  startsAt: Instant;
  endsAt: Instant;
  stages: StagePlan[];
  /** Warnings for the administrator that do not forbid a start (overlaps, missing holiday table …). */
  warnings: string[];
}

export interface StagePlan {
  id: string;
  kind: StageKind;
  name: string;
  opensAt: Instant;
  dueAt: Instant;
  locksAt: Instant;
  rounds: RoundPlan[];
}

/** One question to one kind of unit with one deadline; becomes one `round` workflow per area. */
export interface RoundPlan {
  /**
   * Unique in the plan: `<stage>`, `<stage>.<ask>` when a stage asks several kinds, with `@<occasion>` when it repeats
   * (`round-key.ts`).
   */
  key: string;
  stage: string;
  ask: string;
  /** Kind of region asked, for example `village`. */
  of: string;
  /** Codes of the asked units, if not all of the kind. */
  only?: readonly string[];
  /** Tags of the asked units (one is enough), if not all of the kind. */
  tagged?: readonly string[];
  /** Tags of units that are left out. */
  except?: readonly string[];
  /** Id of the form in the definition. */
  form: string;
  /** For a list ask: the list, and the step of its track. */
  list?: string;
  does?: Step;
  opensAt: Instant;
  /** On time strictly before this instant. */
  dueAt: Instant;
  /** Late but accepted strictly before this instant; afterwards refused. */
  locksAt: Instant;
  /** In order of `at`. */
  rungs: Rung[];
  milestones: Milestone[];
  areas: Area[];
  /**
   * Of a round with more areas than one workflow may have children: its areas in groups, each with a workflow that
   * starts and tells their rounds.
   */
  branches?: Branch[];
}

/** So many neighbouring areas of a round, in their order: those of a subtree, or of a row of its subtrees. */
export interface Branch {
  /** Of the subtree, or of the first of the row. */
  code: string;
  name: string;
  areas: number;
}

/** The largest subtree with at most 500 asked units. */
export interface Area {
  code: string;
  /** Of the region; left out by plans of before. */
  name?: string;
  units: number;
  /** Its own dates, after an extension for this area alone. */
  override?: RoundDates;
}

/** The dates that an extension changes. */
export type RoundDates = Pick<RoundPlan, 'dueAt' | 'locksAt' | 'rungs'>;

/**
 * At `at`, `share` (0–1) of the units should have reported; or, of the quota, each unit should have handed in that
 * share of its own slots, rounded up. Figures and report show the outcome.
 */
export interface Milestone {
  at: Instant;
  share: number;
  of?: 'units' | 'quota' | undefined;
}

export interface Rung {
  /** Unique in its round, for example `due-3wd`, `due+1wd-chase`. */
  id: string;
  at: Instant;
  kind: RungKind;
  /** Name of the message template. */
  message: string;
  audience: Audience;
  /** Channels in order of preference. */
  channels: Channel[];
  /** `first`: the first channel the contact can be reached on; `each`: all of them. */
  send: 'first' | 'each';
  /** The message expires at this instant. */
  validUntil: Instant;
  /** chase only. */
  acknowledgeBy?: Instant;
  /** raise only: id of the chase rung that it raises. */
  raises?: string;
  /** notice only: number of the administrator's reason, whose text is in Postgres alone. */
  reason?: number;
  /** Overtakes other messages, goes at any hour, and ignores caps and budgets. */
  urgent?: true;
  /** Goods that the addressed superiors prepare during a warning. */
  goods?: Text;
}

export const CHANNELS = ['sms', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The ways of messages: those of a ladder, to persons, and the robot in the group of a region's officers. */
export const MESSAGE_WAYS = [...CHANNELS, 'group'] as const;
export type MessageWay = (typeof MESSAGE_WAYS)[number];

/**
 * Whom a rung of a ladder may tell.
 *
 * unit       the unit that is asked: who reports there
 * superior   the region above it: who answers for those who report
 * role       who has another duty, at the unit or at a superior
 * short      units that have handed in fewer rows than a milestone of the quota wants, whether they have begun or not;
 *            with a level, their superior
 * helper     those of the unit who are paired with rows of the list, and have entered nothing yet for one of them
 */
export const AUDIENCES = ['unit', 'superior', 'role', 'short', 'helper'] as const;

export interface Audience {
  /** 0 the unit itself, 1 its superior region, 2 the superior's superior … never above the scope. */
  up: number;
  /** The duty there that is told, a word of the register; who reports, or answers for those who do, when left out. */
  role?: string;
  /** Also the deputy (B 角), not only the contact (A 角). */
  deputy: boolean;
  /** Also the units that have reported; otherwise only those that are silent. */
  everybody?: true;
  /** Instead of the silent units: those below what this milestone of the quota wants. */
  short?: Omit<Milestone, 'of'>;
  /** Instead of who reports: those at the unit who help somebody of the list. */
  helper?: true;
}
