/** Our processes: two of each kind, as a system for a province runs. */
export const PROCESSES = ['workflows-1', 'workflows-2', 'delivery-1', 'delivery-2', 'console-1', 'console-2'] as const;
export type ProcessName = (typeof PROCESSES)[number];

/** The servers, each behind a gate of its own for each process. */
export const SERVERS = ['postgres', 'redis', 'temporal', 'gateway'] as const;
export type ServerName = (typeof SERVERS)[number];

/** Servers that are restarted. */
export const RESTARTED = ['postgres', 'redis', 'temporal'] as const satisfies readonly ServerName[];
export type Restarted = (typeof RESTARTED)[number];

/** Who speaks with whom: only there can a network break. */
const SPEAKS_WITH: Readonly<Record<string, readonly ServerName[]>> = {
  workflows: ['postgres', 'temporal'],
  delivery: ['postgres', 'redis', 'gateway'],
  console: ['postgres', 'redis', 'temporal'],
};

export const kindOf = (process: ProcessName): string => process.slice(0, process.lastIndexOf('-'));
export const serversOf = (process: ProcessName): readonly ServerName[] => SPEAKS_WITH[kindOf(process)] ?? [];

/** A process and a server, and the network between them. */
export interface Between {
  process: ProcessName;
  server: ServerName;
}

/**
 * What a provider does with a message, or with the push of its receipts, besides what the hostile simulator does: that
 * one refuses, breaks off and answers 503 by the message, the same in each season, because a message that is not taken
 * waits for a minute of the campaign, and people act later.
 * time-out       taken, and never answered
 * late           taken, and answered after eight seconds
 * receipt-twice  pushed twice
 * receipt-late   taken by us so late that the provider pushes it again
 */
export const PROVIDER_MISDEEDS = ['time-out', 'late', 'receipt-twice', 'receipt-late'] as const;
export type ProviderMisdeed = (typeof PROVIDER_MISDEEDS)[number];

/** How a weather office's server answers: an error, nothing at all, something else, or half of it. */
export const FEED_MISDEEDS = ['error', 'silence', 'nonsense', 'half'] as const;
export type FeedMisdeed = (typeof FEED_MISDEEDS)[number];

/** Something that is broken on purpose. */
export type Fault =
  /** SIGKILL; it is started again at once, as Docker does. */
  | { kind: 'kill'; process: ProcessName }
  /** SIGSTOP, and SIGCONT after a while. */
  | { kind: 'stop'; process: ProcessName; forMs: number }
  /** In order, and at another address behind the same gates; Redis comes up empty. */
  | { kind: 'restart'; server: Restarted }
  /** Nothing more fits on the disk of Postgres. */
  | { kind: 'full-disk'; forMs: number }
  | { kind: 'flush' }
  /** The network breaks, or loses everything in silence, or is slow. */
  | ({ kind: 'cut' | 'stall'; forMs: number } & Between)
  | ({ kind: 'slow'; forMs: number; byMs: number } & Between)
  /** The process is started again with a clock that is wrong, and after a while with a right one. */
  | { kind: 'clock'; process: ProcessName; byMs: number; forMs: number }
  /**
   * So many messages meet it, each once. It is counted in messages and not in seconds, because the campaign's clock
   * leaps: an outage of seconds would be one of days.
   */
  | { kind: 'provider'; does: ProviderMisdeed; times: number }
  | { kind: 'feed'; does: FeedMisdeed; forMs: number };

export type FaultKind = Fault['kind'];

/** Each kind of fault, and the name by which it is counted. */
export const COUNTED: Readonly<Record<FaultKind, string>> = {
  kill: 'kills',
  stop: 'stops',
  restart: 'restarts',
  'full-disk': 'fullDisks',
  flush: 'flushes',
  cut: 'cuts',
  stall: 'stalls',
  slow: 'slowdowns',
  clock: 'wrongClocks',
  provider: 'providerFaults',
  feed: 'feedFaults',
};
export const FAULT_KINDS = Object.keys(COUNTED) as readonly FaultKind[];

/** A fault, and when it happens: ms after the beginning. */
export type Planned = Fault & { at: number };
