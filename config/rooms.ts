/** Packages that talk to a server, by server. */
const TEMPORAL = '@temporalio/**';
const TEMPORAL_SERVER = ['@temporalio/client', '@temporalio/worker', '@temporalio/activity', '@temporalio/testing'];
const QUEUES = ['bullmq', 'ioredis'];

/** A part of the house: a folder, or a single file, by the beginning of its path. */
export interface Room {
  /** One line for ARCHITECTURE.md. */
  holds: string;
  /** Beginnings of paths that it may import, besides its own: whole rooms, or parts of one. */
  imports: readonly string[];
  /** Of these it only reads: what changes something there is done by actions/, with its line in the audit log. */
  reads?: readonly string[];
  /** Packages that it must not import, as patterns of Biome. */
  never?: readonly string[];
  /** Runs without Node's own modules: in a browser, or in the sandbox of workflows. */
  withoutNode?: true;
  /** The reason, which the linter shows with a refusal. */
  because?: string;
}

/**
 * The rooms of the house, and who may import whom. A file belongs to the room with the longest matching beginning of
 * its path. `npm run rooms` makes the linter's rules and ARCHITECTURE's table from this table. A test checks every
 * import against it (test/pure/house/rooms.test.ts).
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  domain: {
    holds:
      'pure rules, by noun: `campaign/` (definition, calendar, compile), `round/`, `message/`, `report/`, `people/`, `list/`, `posting/`, `ledger/`, `warning/`, `case/`, `account/`, `text/`',
    imports: [],
    never: [...TEMPORAL_SERVER, 'postgres', ...QUEUES],
    withoutNode: true,
    because: 'domain/ holds pure rules: it imports no other room and reaches no server.',
  },
  workflows: {
    holds: '`campaign`, `branch`, `round`, `coldAlert`, `caseLife`, `postingLife`: they wait, call the rules, and act',
    imports: ['domain'],
    never: [...TEMPORAL_SERVER, 'postgres', ...QUEUES],
    withoutNode: true,
    because: 'Workflows are bundled and run in a sandbox: what reaches a server is an activity.',
  },
  'workflows/activities': {
    holds: 'what workflows know of activities: their types',
    imports: ['activities'],
    never: [...TEMPORAL_SERVER, 'postgres', ...QUEUES],
    withoutNode: true,
    because: 'Workflows are bundled and run in a sandbox: of activities they know the types.',
  },
  actions: {
    holds: 'one function for each act of a person: the act, its line in the audit log in one transaction, its answer',
    imports: ['client', 'domain', 'store', 'reporting/print'],
    never: [TEMPORAL, 'postgres', ...QUEUES],
    because: 'actions/ are what every door does alike: console, commands, messages.',
  },
  activities: {
    holds: 'what workflows do outside themselves',
    imports: ['config', 'domain', 'store', 'reporting', 'weather'],
    never: ['postgres', ...QUEUES],
    because: 'Activities reach Postgres through store/.',
  },
  workers: {
    holds: 'the processes: Temporal worker, delivery, console, alone or together',
    imports: ['activities', 'client', 'config', 'console', 'delivery', 'domain', 'store', 'rehearsal'],
  },
  client: {
    holds: 'the one way to Temporal for everybody else',
    imports: ['config', 'delivery/words/start-gate', 'delivery/words/texts', 'domain', 'store', 'workflows/messages'],
    because: 'Of workflows, client/ knows names and types; of delivery/, the check of message texts.',
  },
  store: {
    holds:
      'Postgres: schema, migrations, queries by noun; `people/sealed/`: what only a key opens; `people/tables/`, `list/tables/`: import, check, export',
    imports: ['config/root', 'domain'],
    never: [TEMPORAL, ...QUEUES],
    because: 'store/ knows Postgres only.',
  },
  delivery: {
    holds: 'outbox, queues, channels, receipts',
    imports: ['actions', 'config', 'domain', 'store'],
    never: [TEMPORAL, 'postgres'],
    because: 'delivery/ knows no Temporal, and Postgres through store/ only.',
  },
  weather: {
    holds: 'feeds of warnings: fetched, and read by one file each, all into the normal form of `domain/warning/`',
    imports: ['domain'],
    never: [TEMPORAL, 'postgres', ...QUEUES],
    because: 'weather/ reads feeds into the normal form and reaches no store.',
  },
  reporting: {
    holds: 'figures, Word, Excel; `print/`: printed forms from Word templates',
    imports: ['domain', 'store'],
    never: [TEMPORAL, ...QUEUES],
    because: 'reporting/ reads Postgres only.',
  },
  console: {
    holds: 'the village form, API and admin pages, who may do what there, health',
    imports: ['actions', 'client', 'config', 'delivery', 'domain', 'store', 'reporting', 'weather'],
    reads: ['store'],
    never: [TEMPORAL, 'postgres'],
    because: 'console/ reaches Temporal through client/ and Postgres through store/ and reporting/.',
  },
  'console/app': {
    holds: "the officers' app, in the browser",
    imports: ['console/api', 'console/village/form/photo', 'domain'],
    never: [TEMPORAL, 'postgres', ...QUEUES],
    because: 'The app knows the types of the API, and meets the console over HTTP.',
  },
  'console/village/form': {
    holds: 'the script of the village form, on the phone',
    imports: [],
    never: [TEMPORAL, 'postgres', ...QUEUES],
    withoutNode: true,
    because: 'The script is bundled for old phones: what it needs, it holds.',
  },
  rehearsal: {
    holds: 'simulated people, driver, audit; meets the console by HTTP only',
    imports: [
      'client',
      'delivery/channels/sms/platforms',
      'delivery/words/platform-templates',
      'domain',
      'store',
      'reporting',
    ],
    never: [TEMPORAL, 'postgres'],
    because: 'rehearsal/ meets the console over HTTP only, as villages do, and Temporal through client/.',
  },
  services: {
    holds: 'finds or starts Temporal, Redis, Postgres, the mail catcher and the SMS simulator',
    imports: ['config', 'domain', 'store'],
    because: 'services/ know nothing of the app that runs on them.',
  },
  cli: {
    holds: 'the `nuandong` command',
    imports: [
      'actions',
      'client',
      'config',
      'delivery/channels/sms/platforms',
      'delivery/words/message-samples',
      'delivery/words/plan-segments',
      'delivery/words/start-gate',
      'delivery/words/texts',
      'domain',
      'store',
      'rehearsal',
      'reporting',
      'services',
      'test/bench',
      'test/chaos',
      'test/screenshots',
      'weather',
      'workers',
    ],
    reads: ['store'],
    never: [TEMPORAL, 'postgres'],
    because: 'cli/ reaches Temporal through client/ and Postgres through store/; of delivery/ it uses the words.',
  },
  config: {
    holds:
      'settings (one typed table, and its readers), campaign templates, message texts, sample registers; this table',
    imports: ['domain', 'weather/formats'],
  },
  'config/root': { holds: 'where the checkout lies', imports: [] },
};

/** The writes of functions in reading rooms, each with its reason; no decision depends on them. */
export const WRITTEN_IN_PASSING: Readonly<Record<string, string>> = {
  'store/account/sessions#openSessions': 'notes when a session was used last',
  'store/account/api-tokens#openToken': 'notes when a token was used last',
  'store/account/throttle#createThrottle': 'counts attempts to sign in',
  'store/account/second-factor#beginHalf': 'remembers a right password until the code comes',
  'store/account/second-factor#tryHalf': 'counts the codes that were tried',
  'store/account/second-factor#beginFactor': 'makes the key that the page shows, which counts for nothing yet',
  'store/account/audit-chain#sealAuditLog': 'seals what waits before the log is looked at',
  'store/ledger/kept/fresh#freshCount': 'keeps the sums that a page shows, for whoever looks next',
  'store/round/links#rememberOpened': 'notes when a form was first looked at',
  'store/round/tasks#tasksOfLink': 'makes the links that the list of tasks shows',
  'store/report/photos#addPhoto': 'keeps a photo, which counts once a report names it',
  'store/report/photos#addPiece': 'keeps a piece of a photo, which counts once a report names it',
  'store/people/sealed/keyring#openKeyring': 'makes the keys that seal personal data, at their first use',
  'store/ledger/bank/account-digests#digestAccounts':
    'digests accounts that were sealed since, before an audit looks for them',
  'store/list/unit/step-of-unit#stepOfUnit': 'makes the keys that open its rows, at their first use',
  'store/list/unit/list-of-unit#listOfUnit': 'makes the keys that open its rows, at their first use',
  'store/list/pairs/unit-pairs#pairsOfUnit': 'makes the keys that open its rows, at their first use',
  'store/list/pairs/pair-table#readPairs': 'makes the keys of the digests by which it finds rows, at their first use',
  'store/db/prepare#prepareDatabase': 'sets up the database before there is anybody',
  'store/people/tables/samples/samples#loadSamples': 'fills an empty register with the samples that are shipped',
};
