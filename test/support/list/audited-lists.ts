import type { ListSeason, RowNoted } from '../../../rehearsal/audit/lists/list-season';
import { auditLists } from '../../../rehearsal/audit/lists/lists-audited';
import type {
  RehearsedDeed,
  RehearsedPosting,
  RehearsedReport,
  RehearsedRow,
} from '../../../store/rehearsal/rehearsed-lists';
import { shanghai } from '../campaigns/tiny';

/** A season of lists that an audit has nothing to say about; each test changes what it is about. */

const TRACK = ['propose', 'check', 'announce', 'deliver'] as const;
const DAYS = { propose: '01-02 10:00', check: '01-04 10:00', announce: '01-13 09:00', deliver: '01-25 10:00' } as const;

export const list = (id: string) => ({
  id,
  categories: ['special'],
  track: TRACK,
  apart: true,
  limited: true,
  once: ['special', 'difficult'],
});

export const row = (id: number, changes: Partial<RehearsedRow> = {}): RehearsedRow => ({
  id,
  row: `row-${id}`,
  list: 'special',
  category: 'special',
  unit: 'A',
  slotUnit: 'A',
  subject: id,
  done: 4,
  state: 'in',
  because: null,
  burns: false,
  pays: true,
  ...changes,
});

/** Everything that a row goes through, each by another hand. */
export const deedsOf = (
  entry: number,
  changes: Partial<Record<string, Partial<RehearsedDeed>>> = {},
): RehearsedDeed[] =>
  TRACK.map((kind, at) => ({
    id: at * 100 + entry,
    entry,
    unit: 'A',
    key: null,
    case: null,
    kind,
    hand: `contact:${at}`,
    at: shanghai(DAYS[kind]),
    before: at === 0 ? null : { done: at, state: 'in' },
    after: { done: at + 1, state: 'in' },
    ...changes[kind],
  }));

/** Whatever else happens to a row, after its check. */
export const act = (
  entry: number,
  kind: string,
  states: [RehearsedRow['state'], RehearsedRow['state']],
  changes: Partial<RehearsedDeed> = {},
): RehearsedDeed => ({
  id: 150 + entry,
  entry,
  unit: 'A',
  key: null,
  case: null,
  kind,
  hand: 'account:9',
  at: shanghai('01-05 10:00'),
  before: { done: 2, state: states[0] },
  after: { done: 2, state: states[1] },
  ...changes,
});

export const inOrder = (...deeds: readonly RehearsedDeed[]): RehearsedDeed[] =>
  deeds.toSorted((one, other) => one.id - other.id);

export const posting = (changes: Partial<RehearsedPosting> = {}): RehearsedPosting => ({
  id: 5,
  lot: 1,
  list: 'special',
  region: 'A',
  version: 1,
  opensAt: shanghai('01-10 09:00'),
  closedAt: shanghai('01-13 00:00'),
  shown: 2,
  rows: [1, 2].map((entry) => ({ entry, off: false })),
  ...changes,
});

export const report = (changes: Partial<RehearsedReport> = {}): RehearsedReport => ({
  receipt: 'R1',
  list: 'special',
  does: 'propose',
  unit: 'A',
  key: 'special',
  at: shanghai('01-02 10:00'),
  figures: { specialRows: 2 },
  after: 2,
  ...changes,
});

export const season = (changes: Partial<ListSeason> = {}): ListSeason => ({
  lists: [list('special'), list('difficult')],
  rows: [row(1), row(2)],
  deeds: inOrder(...deedsOf(1), ...deedsOf(2)),
  quotas: [{ list: 'special', category: 'special', unit: 'A', slots: 2 }],
  postings: [posting()],
  cases: [],
  reports: [report()],
  noted: [],
  leaks: [],
  places: ['Temporal', 'Redis', 'log'],
  ...changes,
});

export const kinds = (changes: Partial<ListSeason>) => auditLists(season(changes)).map(({ kind }) => kind);
export const details = (changes: Partial<ListSeason>) => auditLists(season(changes)).map(({ detail }) => detail);
export const noted = (meant: RowNoted['meant'], outcome: string): RowNoted => ({
  round: 'r',
  unit: 'A',
  row: 'row-1',
  at: shanghai('01-02 10:00'),
  meant,
  outcome,
  home: 'A',
});
