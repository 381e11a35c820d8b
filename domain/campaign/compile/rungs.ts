import { byTime } from '../../compare';
import { earliest, type Instant, plusMs } from '../../instant';
import { isAnsweredFor, rungKind } from '../../round/rung-kinds';
import type { Calendar } from '../calendar/calendar';
import { plusDays } from '../calendar/days';
import { type Instants, walk } from '../calendar/moments';
import type { RungDefinition } from '../definition/definition';
import type { Rung } from '../plan';

/** A ladder and what it is to be climbed in. */
export interface Climbing {
  ladder: readonly RungDefinition[];
  dates: Instants;
  calendar: Calendar;
  /** Levels between the units asked and the top of the scope: nobody above it is told. */
  depth: number;
}

const DAY_MS = 86_400_000;

/** A ladder laid over dates. */
export interface Laid {
  rungs: Rung[];
  /** Ids of rungs that quiet hours pushed beyond the lock: they are lost. */
  silenced: string[];
  /** Rungs that would tell the same people the same in one minute: only the first of each group is there. */
  merged: { at: Instant; rungs: string[] }[];
}

/**
 * Turns a ladder into rungs at instants, in order. Left out without a word, because every ladder is longer than some
 * stage: rungs before the opening, from the lock on, or above the scope.
 * A rung in the quiet hours moves to their end; the word that a round is locked then comes the morning after.
 */
export function layRungs(climbing: Climbing): Laid {
  const silenced: string[] = [];
  const laid = climbing.ladder
    .filter(({ up }) => up <= climbing.depth)
    .flatMap((step) => {
      const wanted = wantedAt(climbing, step);
      if (!isInTime(climbing, step, wanted)) return [];
      const at = climbing.calendar.afterQuiet(wanted);
      if (at > wanted && at >= climbing.dates.lock && !rungKind(step.kind).ofTheEnd) {
        silenced.push(step.id);
        return [];
      }
      return withRaise(climbing, step, layRung(climbing, step, at));
    });
  const { rungs, merged } = withoutDoubles(laid);
  return { rungs: rungs.sort(byTime), silenced, merged };
}

/**
 * People are told a thing once a minute: of rungs that say the same, the first goes out to everybody they would tell.
 */
function withoutDoubles(laid: readonly Rung[]): Pick<Laid, 'rungs' | 'merged'> {
  const groups = new Map<string, Rung[]>();
  for (const rung of laid) {
    // A chase has to be answered, each of them; what is raised belongs to its chase.
    const own = isAnsweredFor(rung.kind) ? rung.id : '';
    const same = [rung.at, rung.kind, rung.message, rung.audience.up, own].join(' ');
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

function wantedAt({ dates, calendar }: Climbing, { at }: RungDefinition): Instant {
  return walk(calendar, { from: at.from, at: dates[at.from], distance: at });
}

/** The round ends at the lock: only the word that it is locked goes out then. */
function isInTime({ dates }: Climbing, { kind }: RungDefinition, at: Instant): boolean {
  return at >= dates.opens && (at < dates.lock || (rungKind(kind).ofTheEnd === true && at === dates.lock));
}

function layRung(climbing: Climbing, step: RungDefinition, at: Instant): Rung {
  const { id, kind, message = rungKind(kind).texts[0], up, deputy, channels, send } = step;
  const rung = {
    id,
    at,
    kind,
    message,
    audience: { up, deputy },
    channels,
    send,
    validUntil: validUntil(climbing, step, at),
  };
  return rungKind(kind).does === 'chase' ? { ...rung, acknowledgeBy: acknowledgeBy(climbing, step, at) } : rung;
}

/**
 * A digest tells how things stand and is stale the next day. What asks for something is worth sending as long as it
 * can be answered, so until the lock. That a round is locked is still news a day later.
 */
function validUntil({ dates, calendar }: Climbing, { kind }: RungDefinition, at: Instant): Instant {
  const { keeps } = rungKind(kind);
  if (keeps === 'a-day') return plusMs(at, DAY_MS);
  if (keeps !== 'its-day') return dates.lock;
  const endOfDay = calendar.at(plusDays(calendar.dayOf(at), 1), '00:00');
  return earliest(endOfDay, dates.lock) ?? dates.lock;
}

/** Never after the lock, when there is nothing left to chase. */
function acknowledgeBy(
  { dates, calendar }: Climbing,
  { acknowledgeWithin = {} }: RungDefinition,
  at: Instant,
): Instant {
  const { workingHours = 0, minutes = 0 } = acknowledgeWithin;
  const by = workingHours > 0 ? calendar.plusWorkingHours(at, workingHours) : plusMs(at, minutes * 60_000);
  return earliest(calendar.afterQuiet(by), dates.lock) ?? dates.lock;
}

/** An unacknowledged chase goes one level up, if there is one and time is left. */
function withRaise({ depth, dates }: Climbing, { up }: RungDefinition, rung: Rung): Rung[] {
  const { acknowledgeBy: at } = rung;
  if (at === undefined || at >= dates.lock || up + 1 > depth) return [rung];
  const { acknowledgeBy: _, ...rest } = rung;
  const audience = { ...rung.audience, up: up + 1 };
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
