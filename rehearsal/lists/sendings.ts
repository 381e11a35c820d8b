import { type Instant, plusMs } from '../../domain/instant';
import { chance } from '../people/chance';
import { type Dates, habitsOf, type Place, reportsAt, type Told } from '../people/villages';
import { onGrid, type WorkingGrid } from '../people/working-grid';
import type { Intent, Proposal } from './proposals';

/** What a village sends at once: the rows come bit by bit (随报随送), and the last sending says that these are all. */
export interface Sending {
  at: Instant;
  proposals: Proposal[];
  corrects: string[];
  takesBack: string[];
  beyond: Proposal[];
  unwilling: Proposal[];
  whole: boolean;
  /** After the lock, when nothing is taken any more. */
  late: boolean;
}

const NOTHING_ELSE = { corrects: [], takesBack: [], beyond: [], unwilling: [], whole: false, late: false };

/** How far between the message that made it begin and the last sending the earlier ones come. */
const EARLIER = [0.15, 0.55];
/** Share of the rows in each of them; the rest comes last. */
const PARTS = [0.5, 0.25];
/** Share of villages that send everything at once. */
const AT_ONCE = 0.3;

/**
 * @param told the messages that the village has received so far; a further one never moves what is settled
 * @returns its sendings in the order of time; null while it means to send nothing
 */
export function sendingsOf(
  { place, intent, told, dates }: { place: Place; intent: Intent; told: readonly Told[]; dates: Dates },
  grid: WorkingGrid,
): Sending[] | null {
  const [first, latest = first] = [told[0], told.at(-1)];
  if (first && habitsOf(place).temperament === 'late' && dates.dueAt === dates.locksAt)
    return tooLate({ intent, first, dates }, grid);
  const lastAt = reportsAt(place, told, dates, grid);
  if (!latest || lastAt === null) return null;
  const { seed, unit, key } = place;
  const atOnce = chance(seed, 'at-once', unit, key) < AT_ONCE || intent.proposals.length < 4;
  const times = atOnce ? [] : earlierTimes(latest.at, lastAt, grid);
  const { proposals, ...later } = intent;
  let sent = 0;
  const early = times.map((at, part): Sending => {
    const count = Math.ceil(proposals.length * (PARTS[part] ?? 0));
    const rows = proposals.slice(sent, sent + count);
    sent += rows.length;
    return { ...NOTHING_ELSE, at, proposals: rows };
  });
  // What is corrected or taken back was sent before.
  const known = new Set(proposals.slice(0, sent).map(({ row }) => row));
  const [corrects, takesBack] = [later.corrects, later.takesBack].map((rows) => rows.filter((row) => known.has(row)));
  const rest = proposals.slice(sent);
  return [
    ...early,
    {
      at: lastAt,
      proposals: rest,
      corrects: corrects ?? [],
      takesBack: takesBack ?? [],
      beyond: later.beyond,
      unwilling: later.unwilling,
      whole: true,
      late: false,
    },
  ];
}

const DAY_MS = 86_400_000;

/**
 * Who is late where nothing late is taken: half of the rows come in time, and the others within a day after the lock.
 */
function tooLate(
  { intent, first, dates }: { intent: Intent; first: Told; dates: Dates },
  grid: WorkingGrid,
): Sending[] {
  const half = Math.ceil(intent.proposals.length / 2);
  const early = onGrid({ after: first.at, before: dates.dueAt, share: 0.8 }, grid);
  const late = onGrid({ after: dates.locksAt, before: plusMs(dates.locksAt, DAY_MS), share: 0.3 }, grid);
  if (early === null) return [];
  const rest = intent.proposals.slice(half);
  return [
    { ...NOTHING_ELSE, at: early, proposals: intent.proposals.slice(0, half) },
    ...(late && rest.length > 0 ? [{ ...NOTHING_ELSE, at: late, proposals: rest, whole: true, late: true }] : []),
  ];
}

function earlierTimes(after: Instant, before: Instant, grid: WorkingGrid): Instant[] {
  const times = EARLIER.flatMap((share) => onGrid({ after, before, share }, grid) ?? []);
  return [...new Set(times)].sort();
}
