import { byTime } from '../../compare';
import { earliest, type Instant, latest, plusMs } from '../../instant';
import { CONTACT } from '../../people/duties';
import { isAnsweredFor, rungKind } from '../../round/rung-kinds';
import type { Calendar } from '../calendar/calendar';
import { plusDays } from '../calendar/days';
import { type Instants, walk } from '../calendar/moments';
import { MILESTONE, type WarningAnchor } from '../definition/anchors';
import type { RungDefinition } from '../definition/ladder';
import type { Text } from '../definition/words';
import type { Milestone, Rung } from '../plan';
import { levelOf } from './levels';

/** A ladder, with the dates and the calendar that give its rungs their times. */
export interface Climbing {
  ladder: readonly RungDefinition[];
  /** The moments of the round; of a 叫应 those of its warning too. */
  dates: Instants & Partial<Readonly<Record<WarningAnchor | typeof MILESTONE, Instant>>>;
  calendar: Calendar;
  /** Kinds of the regions above the units asked, from their superior to the top of the scope. */
  above: readonly string[];
  /** Local time at which the digests of a day go out; each at its own time when left out. */
  digestsAt?: string | undefined;
  /** Milestones of the quota within the round. */
  quotaMilestones?: readonly Milestone[];
  /** Of these the one that a rung counts from. */
  milestone?: Milestone;
  /** The round asks what helpers have done for their pairs. */
  ofPairs?: boolean;
  /** For a warning: a digest stays valid as long as the warning can be answered. */
  ofWarning?: {
    /** At any hour. */
    urgent: boolean;
    /** What superiors make ready. */
    goods?: Text | undefined;
  };
}

const DAY_MS = 86_400_000;

/** A ladder with its rungs at instants. */
export interface Laid {
  rungs: Rung[];
  /** Ids of rungs that quiet hours pushed beyond the lock: they are lost. */
  silenced: string[];
  /** Groups of rungs that would tell the same people the same in one minute; only the first of each group stays. */
  merged: { at: Instant; rungs: string[] }[];
}

/**
 * Turns a ladder into rungs at instants, in order. It drops, without a warning because every ladder is longer than some
 * stage, rungs before the opening, from the lock on, above the scope, for a missing kind of region, or to helpers where
 * there are none. A rung in the quiet hours moves to their end, unless it is urgent; the message about the lock then
 * comes in the morning.
 */
export function layRungs(climbing: Climbing): Laid {
  const silenced: string[] = [];
  const laid = climbing.ladder.flatMap((written) =>
    atMilestones(climbing, written).flatMap(([here, named]) => {
      const up = levelOf(named, here.above);
      if (up === null || (named.to === 'helper' && !here.ofPairs)) return [];
      const step = { ...named, up };
      const wanted = wantedAt(here, step);
      if (!isInTime(here, step, wanted)) return [];
      const at = awake(here, wanted);
      if (at > wanted && at >= here.dates.lock && !rungKind(step.kind).ofTheEnd) {
        silenced.push(step.id);
        return [];
      }
      return withRaise(here, step, layRung(here, step, at));
    }),
  );
  const { rungs, merged } = withoutDoubles(laid);
  return { rungs: rungs.sort(byTime), silenced, merged };
}

/** A rung that counts from a milestone stands once for each, with a number from the second on. */
function atMilestones(climbing: Climbing, step: RungDefinition): [Climbing, RungDefinition][] {
  if (step.at.from !== MILESTONE) return [[climbing, step]];
  return (climbing.quotaMilestones ?? []).map((milestone, nth) => [
    { ...climbing, dates: { ...climbing.dates, [MILESTONE]: milestone.at }, milestone },
    { ...step, id: nth === 0 ? step.id : `${step.id}-${nth + 1}` },
  ]);
}

/** @returns the instant, or the end of the quiet hours around it, if the rung respects them. */
const awake = ({ calendar, ofWarning }: Climbing, at: Instant): Instant =>
  ofWarning?.urgent ? at : calendar.afterQuiet(at);

/** People get the same message once a minute: of rungs that say the same, the first goes to the recipients of all. */
function withoutDoubles(laid: readonly Rung[]): Pick<Laid, 'rungs' | 'merged'> {
  const groups = new Map<string, Rung[]>();
  for (const rung of laid) {
    // Each chase must be answered, and each raise belongs to its chase, so these stay separate.
    const own = isAnsweredFor(rung.kind) ? rung.id : '';
    const same = [
      rung.at,
      rung.kind,
      rung.message,
      rung.audience.up,
      rung.audience.role,
      rung.audience.helper,
      own,
    ].join(' ');
    groups.set(same, [...(groups.get(same) ?? []), rung]);
  }
  const all = [...groups.values()];
  return {
    rungs: all.flatMap(([first, ...others]) => (first ? [others.reduce(merge, first)] : [])),
    merged: all
      .filter(({ length }) => length > 1)
      .map((rungs) => ({ at: rungs[0]?.at ?? '', rungs: rungs.map(({ id }) => id) })),
  };
}

const merge = (one: Rung, other: Rung): Rung => ({
  ...one,
  audience: { ...one.audience, deputy: one.audience.deputy || other.audience.deputy },
  channels: [...new Set([...one.channels, ...other.channels])],
  send: one.send === 'each' || other.send === 'each' ? 'each' : 'first',
});

/**
 * A superior with several rounds gets the digests of a day at one hour, and so as one message
 * (docs/decisions/bundling.md). A digest keeps its own time when the round is not open at that hour.
 */
function wantedAt(climbing: Climbing, step: RungDefinition): Instant {
  const own = momentAt(climbing, step.at);
  const { calendar, digestsAt } = climbing;
  if (digestsAt === undefined || rungKind(step.kind).shares !== 'digests') return own;
  const daily = calendar.at(calendar.dayOf(own), digestsAt);
  return isInTime(climbing, step, daily) ? daily : own;
}

/** @throws RangeError for a moment of a warning in the ladder of another round, which no check lets through */
function momentAt({ dates, calendar }: Climbing, distance: RungDefinition['at']): Instant {
  const { from } = distance;
  const at = dates[from];
  if (at === undefined) throw new RangeError(`a ladder counts from "${from}", which its round does not have`);
  return walk(calendar, { from, at, distance });
}

/** The round ends at the lock: after that only the message about the lock goes out. */
function isInTime({ dates }: Climbing, { kind }: RungDefinition, at: Instant): boolean {
  return at >= dates.opens && (at < dates.lock || (rungKind(kind).ofTheEnd === true && at === dates.lock));
}

function layRung(climbing: Climbing, step: RungDefinition, at: Instant): Rung {
  const { milestone: short } = climbing;
  const usual = usualText(climbing, step);
  const { id, kind, message = usual, up, role, deputy, channels, send } = step;
  const rung = {
    id,
    at,
    kind,
    message,
    audience: {
      up,
      ...(role !== undefined && role !== CONTACT && { role }),
      deputy,
      ...(short && { short: { at: short.at, share: short.share } }),
      ...(step.to === 'helper' && { helper: true as const }),
    },
    channels,
    send,
    validUntil: validUntil(climbing, step, at),
    ...(climbing.ofWarning?.urgent && { urgent: true as const }),
    ...(up > 0 && climbing.ofWarning?.goods && { goods: climbing.ofWarning.goods }),
  };
  return rungKind(kind).does === 'chase' ? { ...rung, acknowledgeBy: acknowledgeBy(climbing, step, at) } : rung;
}

function usualText({ milestone, ofPairs }: Climbing, { kind, to }: RungDefinition): string {
  const { texts, short, helper, pairs } = rungKind(kind);
  return (milestone && short) ?? (to === 'helper' ? helper : undefined) ?? (ofPairs ? pairs : undefined) ?? texts[0];
}

/**
 * A digest is outdated on the next day, except during a warning. A question is valid until the lock, because it can be
 * answered until then. The message about the lock is valid for a day.
 */
function validUntil({ dates, calendar, ofWarning }: Climbing, { kind }: RungDefinition, at: Instant): Instant {
  const { keeps } = rungKind(kind);
  if (keeps === 'a-day') return plusMs(at, DAY_MS);
  if (keeps !== 'its-day' || ofWarning) return dates.lock;
  const endOfDay = calendar.at(plusDays(calendar.dayOf(at), 1), '00:00');
  return earliest(endOfDay, dates.lock) ?? dates.lock;
}

/** Never after the lock, because then no report can come. */
function acknowledgeBy(climbing: Climbing, step: RungDefinition, at: Instant): Instant {
  const { lock } = climbing.dates;
  return earliest(awake(climbing, answerAt(climbing, step, at)), lock) ?? lock;
}

function answerAt(climbing: Climbing, step: RungDefinition, at: Instant): Instant {
  const { acknowledgeWithin: { workingHours = 0, minutes = 0 } = {} } = step;
  if (step.acknowledgeBy) return latest(at, momentAt(climbing, step.acknowledgeBy)) ?? at;
  return workingHours > 0 ? climbing.calendar.plusWorkingHours(at, workingHours) : plusMs(at, minutes * 60_000);
}

/**
 * An unacknowledged chase goes one level up, if there is a level and time is left. A ladder that sets the time of the
 * acknowledgement also has the rungs that follow.
 */
function withRaise({ above, dates }: Climbing, step: RungDefinition, rung: Rung): Rung[] {
  const { acknowledgeBy: at } = rung;
  const { up } = step;
  if (at === undefined || step.acknowledgeBy || at >= dates.lock || up + 1 > above.length) return [rung];
  const { acknowledgeBy: _, ...rest } = rung;
  // A superior may have no person with that duty; then its contact gets the message.
  const { role: _role, ...told } = rung.audience;
  const audience = { ...told, up: up + 1 };
  return [
    rung,
    {
      ...rest,
      id: `${rung.id}-raise`,
      at,
      kind: 'raise',
      message: rungKind('raise').texts[0],
      audience,
      validUntil: dates.lock,
      raises: rung.id,
    },
  ];
}
