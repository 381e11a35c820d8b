import { setTimeout as pause } from 'node:timers/promises';
import type { CampaignClient } from '../client/campaigns';
import { rehearsalTemplates } from '../delivery/words/platform-templates';
import { rehearsalId } from '../domain/campaign/campaign-id';
import { compile } from '../domain/campaign/compile/compile';
import type { Definition } from '../domain/campaign/definition/definition';
import type { Plan } from '../domain/campaign/plan';
import { type Instant, plusMs } from '../domain/instant';
import type { SmsPlatformName } from '../domain/message/sms-platforms';
import { isAsked, type RegionView, regionTree, subtree } from '../domain/people/regions';
import { roundsInAreas } from '../domain/round/round';
import type { Proven } from '../domain/round/rung-proof';
import { writeReport } from '../reporting/document/write';
import { amendmentsOf } from '../store/campaign/campaigns';
import { waitingStarts } from '../store/case/starts';
import type { Sql } from '../store/db/db';
import { reconcile } from '../store/ledger/reconcile';
import { regionKinds } from '../store/people/region-kinds';
import { regionsUnder } from '../store/people/regions';
import {
  everSentAs,
  holdsOf,
  messageStates,
  peopleUnder,
  type RegisteredPerson,
  removeRehearsal,
  replyCounts,
} from '../store/rehearsal/rehearsals';
import { rehearsedLedger } from '../store/rehearsal/rehearsed-ledger';
import { letAllGo } from '../store/rehearsal/steps';
import { provenRungs } from '../store/round/rung-proof';
import { unplannedWorkflowsOf } from '../store/warning/alerts';
import { alertRoundsOf } from './audit/alert-rounds';
import { audit } from './audit/audit';
import type { Audit, MessageRef, RowMoved, Trouble } from './audit/audit-input';
import { auditLedger, ledgerChecked } from './audit/ledger/ledger-audited';
import type { LedgerSeason } from './audit/ledger/ledger-season';
import { summarizeLedger } from './audit/ledger/ledger-summary';
import type { ListSeason, RowNoted } from './audit/lists/list-season';
import { auditLists, listsChecked } from './audit/lists/lists-audited';
import { tallyOf } from './audit/lists/quota-tally';
import { type ListSources, readListSeason } from './audit/lists/read-list-season';
import { lookAtQueues } from './audit/personal/look-at-queues';
import { createScanner, type Scanner } from './audit/personal/scanner';
import { planVersions } from './audit/plan-versions';
import { type Summary, summarize } from './audit/summary';
import { type Driven, drive, type Progress } from './clock/driver';
import { createForecast } from './clock/forecast';
import { type Pace, paced, unpaced } from './clock/pace';
import { impatiently, type Patience, patiently } from './clock/patience';
import { collectPost } from './clock/post';
import { secondHand } from './goods/books';
import { giveWrittenQuotas, writtenGround } from './goods/goods-people';
import { type Recipients, writeRecipients } from './goods/recipients';
import { giveInventedQuotas, type ListGround, listGround } from './lists/list-ground';
import { createListPeople } from './lists/list-people';
import { createOffice } from './lists/office';
import { type Shares, sharesWith } from './lists/shares';
import { createCast } from './people/cast';
import { type Misdeed, openMailboxes } from './people/mailboxes';
import { hasWrongNumber } from './people/villages';
import { refuseOutOfReach } from './people/visitor';
import { witnessed } from './people/witness';
import { type WrittenFigures, writeFigures } from './people/written-figures';

export interface Rehearsal {
  sql: Sql;
  client: CampaignClient;
  definition: Definition;
  seed: number;
  /** Folder for the Word and Excel report. */
  reportsDir: string;
  /** Web addresses of the SMS simulator and the mail catcher. */
  simulators: { sms: string; mail: string };
  /** The console's address, and the secret of its hooks, to which warnings are pushed. */
  hooks: { url: string; secret: string };
  /** The token of programs, with which the simulated officers decide. */
  apiToken: string;
  /** Where jobs are, to be looked through. */
  redis: { url: string; prefix: string };
  /** SMS provider that the simulator imitates; the definition's own when left out. */
  provider?: SmsPlatformName;
  /** The processes' log, line by line; left out where they run elsewhere, and nobody here can hear it. */
  log?: { hear(listener: (line: string) => void): () => void };
  /** How often invented people do what a list must stand; the usual shares where it says nothing. */
  shares?: Partial<Shares>;
  /** Daily limits of SMS to a number, the same as delivery's. */
  caps: { messages: number; reminders: number };
  /** How the gateway behaves: `kind` when left out, or `hostile`. */
  gateway?: string;
  /** How long it bears with a system that is broken on purpose; the usual patience when left out. */
  patience?: Patience;
  /** Real duration in milliseconds; as fast as the machine when left out. */
  inMs?: number;
  /** Called when the campaign exists and can be watched. */
  onStart?(plan: Plan): void;
  onStep?(progress: Progress & { plan: Plan }): void;
  signal?: AbortSignal;
}

/**
 * The clock begins before the plan: at its first instant the campaign would open its rounds by itself, while officers
 * still give quotas and before anybody holds back messages.
 */
const GETS_READY_MS = 60_000;

/** Cancelling takes well under a second. */
const CANCEL_MS = 10_000;

/**
 * Rehearses a whole campaign on the stepped clock over the running services, with simulated people who act through the
 * public form and by SMS only, and audits what really arrived. It first removes an earlier rehearsal with the same id,
 * and cancels the campaign when it is interrupted.
 * @throws CompileError · Refused when a live campaign has that id, or the console cannot be reached ·
 *   Error that says which work is stuck, or which error a simulated village met
 */
export const rehearse = (rehearsal: Rehearsal): Promise<Summary> =>
  rehearsal.patience ? patiently(rehearsal.patience, () => play(rehearsal)) : play(rehearsal);

async function play(rehearsal: Rehearsal): Promise<Summary> {
  const { sql, client, seed, provider, gateway = 'kind', hooks } = rehearsal;
  const look = () => refuseOutOfReach(hooks.url);
  // A console that is not there at the beginning never comes, unless it is broken on purpose.
  await (rehearsal.patience ? look() : impatiently(look));
  const definition = provider ? { ...rehearsal.definition, providers: [provider] } : rehearsal.definition;
  const campaign = rehearsalId(definition, seed);
  const regions = await regionsUnder(sql, definition.scope);
  const plan = compile({ definition, regions, kinds: await regionKinds(sql), campaign });
  await client.terminate(campaign);
  await removeRehearsal(sql, campaign);
  const since = new Date();
  const people = await peopleUnder(sql, definition.scope);
  const wrong = wrongNumbersOf({ plan, regions, people, seed });
  const shares = sharesWith(rehearsal.shares);
  const recipients = keepsAccounts(definition) ? writeRecipients({ definition, plan, regions, seed, shares }) : null;
  const ground = recipients
    ? writtenGround(definition, { plan, regions, seed }, recipients)
    : listGround(definition, { plan, regions, seed });
  const written = writeFigures({ definition, plan, regions, seed, areServed: recipients !== null });
  await client.start({
    definition,
    campaign,
    mode: 'rehearsal',
    clockAt: plusMs(plan.startsAt, -GETS_READY_MS),
    by: null,
  });
  rehearsal.onStart?.(plan);
  const scanner = createScanner();
  const { noted, ...driven } = await heardBy(scanner, rehearsal.log, () =>
    witnessed(scanner, () =>
      driveOrCancel(
        { ...rehearsal, definition, gateway },
        { plan, wrong, ground, recipients, written, shares, scanner },
      ),
    ),
  );
  const { started, misdeeds } = driven;
  const writing = writeReport(sql, { campaign, dir: rehearsal.reportsDir });
  const [report, rows, troubles, replies, alertRounds, holds, decisions, season] = await Promise.all([
    writing,
    messageStates(sql, campaign),
    troublesOf(sql, misdeeds),
    replyCounts(sql, campaign),
    alertRoundsOf(sql, campaign, definition),
    holdsOf(sql, campaign),
    amendmentsOf(sql, campaign),
    listSeasonOf({
      ...rehearsal,
      campaign,
      definition,
      since,
      noted,
      scanner,
      files: async () => Object.values(await writing),
    }),
  ]);
  const numbers = new Map([...new Set(people.map(({ phone }) => phone))].map((phone, index) => [phone, index]));
  const result = audit({
    plan,
    versions: planVersions({ definition, regions, campaign }, decisions),
    alertRounds,
    holds,
    regions,
    people: people.map(({ phone, ...person }) => ({
      ...person,
      number: phone === null ? null : (numbers.get(phone) ?? null),
      phone: phone !== null,
      wrongNumber: phone !== null && wrong.has(phone),
    })),
    quietHours: definition.quietHours,
    caps: rehearsal.caps,
    quotas: season ? tallyOf(season) : { slots: [], rows: [] },
    moves: season ? movesOf(season) : [],
    rows,
    troubles,
    replies,
    ...driven,
  });
  const lists = season
    ? { checked: listsChecked(season), violations: auditLists(season) }
    : { checked: 0, violations: [] };
  const books = season && recipients ? await ledgerSeasonOf(sql, campaign, season) : null;
  const ledger = books
    ? { checked: ledgerChecked(books), violations: auditLedger(books) }
    : { checked: 0, violations: [] };
  return summarize(sql, {
    campaign,
    plan,
    audit: [lists, ledger].reduce(together, withProof(result, await provenRungs(sql, campaign), driven.endedAt)),
    ledger: books && summarizeLedger(definition, books),
    replies,
    started,
    report,
    scanned: season?.places ?? null,
    gateway: { provider: definition.providers?.[0] ?? 'http', behaviour: gateway, misdeeds },
  });
}

interface Driving {
  plan: Plan;
  /** Phone numbers that are wrong. */
  wrong: ReadonlySet<string>;
  ground: ListGround;
  /** Of a campaign that keeps accounts: everybody on its lists. */
  recipients: Recipients | null;
  /** What reports must add up to. */
  written: WrittenFigures;
  shares: Shares;
  scanner: Scanner;
}

async function driveOrCancel(
  rehearsal: Rehearsal & { gateway: string },
  { plan, wrong: wrongNumbers, ground, recipients, written, shares, scanner }: Driving,
): Promise<Driven & { misdeeds: Misdeed[]; noted: readonly RowNoted[] }> {
  const { sql, client, definition, seed, simulators, signal, onStep } = rehearsal;
  const { campaign } = plan;
  const mailboxes = await openMailboxes(simulators, seed);
  await mailboxes.makeWrong([...wrongNumbers]);
  await mailboxes.behave(rehearsal.gateway);
  await mailboxes.approve(rehearsalTemplates(definition));
  const grid = { zone: definition.zone, ...definition.workingHours };
  const first = { url: rehearsal.hooks.url, token: rehearsal.apiToken };
  const office = createOffice(first, campaign);
  const second = recipients && (await secondHand(first, campaign));
  const lists = createListPeople({
    seed,
    shares,
    plan,
    definition,
    ground,
    grid,
    office,
    witness: scanner,
    goods: recipients && second && { recipients, doors: { first, second: second.door } },
  });
  const queues = lookAtQueues(rehearsal.redis, scanner);
  try {
    await (recipients
      ? giveWrittenQuotas(office, definition, recipients)
      : giveInventedQuotas(office, definition, ground));
    const driven = await drive({
      client,
      sql,
      plan,
      cast: createCast({ seed, plan, grid, forms: definition.forms, reply: mailboxes.reply, lists, written, office }),
      forecast: createForecast({ definition, hook: weatherHook(rehearsal, campaign) }),
      alertRounds: () => alertRoundsOf(sql, campaign, definition),
      startedByActs: () => startedByActs(sql, definition, campaign),
      async collect(at) {
        const post = await collectPost({ sql, campaign, mailboxes, wrongNumbers, witness: scanner }, at);
        if (post.received.length > 0) await queues();
        return post;
      },
      gateway: mailboxes,
      pace: paceOf(rehearsal, plan),
      onStep: (progress) => onStep?.({ ...progress, plan }),
      ...(signal && { signal }),
    });
    await letAllGo(sql, campaign);
    return { ...driven, misdeeds: await mailboxes.misdeeds(), noted: lists.noted() };
  } catch (error) {
    const cancelling = Promise.all([
      letAllGo(sql, campaign),
      client.steer({ campaign, verb: 'cancel', reason: 'The rehearsal was broken off', actor: 'rehearsal' }),
    ]);
    // A system that is shutting down no longer answers; the caller needs the first error, which interrupted the
    // rehearsal.
    await Promise.race([cancelling.catch(() => {}), pause(CANCEL_MS, undefined, { ref: false })]);
    throw signal?.aborted ? signal.reason : error;
  } finally {
    await second?.end();
    await mailboxes.letGo();
    await mailboxes.behave('kind');
    await mailboxes.makeWrong([]);
  }
}

/** Lets the scanner hear the processes' log while the work is done. */
async function heardBy<Result>(scanner: Scanner, log: Rehearsal['log'], work: () => Promise<Result>): Promise<Result> {
  const stop = log?.hear((line) => scanner.look({ place: 'log', where: whenLogged(line), text: line }));
  try {
    return await work();
  } finally {
    stop?.();
  }
}

const whenLogged = (line: string): string => `a line of ${/"time":"([^"]+)"/.exec(line)?.[1] ?? 'no time'}`;

/** @returns whether a campaign keeps accounts of goods and money */
const keepsAccounts = ({ purses }: Pick<Definition, 'purses'>): boolean => Object.keys(purses).length > 0;

/** A hook like the release system's, for the simulator: it reaches only this rehearsal. */
const weatherHook = ({ hooks: { url, secret } }: Rehearsal, campaign: string): string =>
  `${url.replace(/\/$/, '')}/hooks/weather/cap/${secret}?from=simulator&campaign=${campaign}`;

const paceOf = ({ inMs, signal }: Rehearsal, { startsAt, endsAt }: Plan): Pace =>
  inMs === undefined ? unpaced : paced({ startsAt, endsAt, ms: inMs, ...(signal && { signal }) });

interface Register {
  plan: Plan;
  regions: readonly RegionView[];
  people: readonly RegisteredPerson[];
  seed: number;
}

/** Adds the self-check of the rounds' own records, the same proof that a live campaign must pass. */
const withProof = ({ checked, violations }: Audit, { due, missing }: Proven, at: Instant): Audit => ({
  checked: checked + due,
  violations: [
    ...violations,
    ...missing.map((rung) => ({
      kind: 'missing-rung' as const,
      round: null,
      unit: null,
      rung,
      at,
      detail: `${rung} was due and nothing came of it`,
    })),
  ],
});

/** Cases about rows begin with a hand-in; a campaign without lists has none. */
async function startedByActs(sql: Sql, { lists }: Definition, campaign: string): Promise<string[] | null> {
  if (Object.keys(lists).length === 0) return [];
  const { starts } = await waitingStarts(sql, { campaign });
  return starts.length > 0 ? null : unplannedWorkflowsOf(sql, campaign);
}

/** @returns what there is to audit of the lists; null for a campaign without lists */
const listSeasonOf = async (sources: ListSources): Promise<ListSeason | null> =>
  Object.keys(sources.definition.lists).length === 0 ? null : readListSeason(sources);

async function ledgerSeasonOf(sql: Sql, campaign: string, { deeds, rows, cases }: ListSeason): Promise<LedgerSeason> {
  const [ledger, reconciled] = [await rehearsedLedger(sql, campaign), await reconcile(sql, { campaign, top: null })];
  return { ...ledger, reconciled, deeds, rows, cases };
}

const movesOf = ({ deeds }: ListSeason): RowMoved[] =>
  deeds.flatMap(({ kind, at, before, after }) =>
    kind === 'move' && before?.unit && after?.unit ? [{ from: before.unit, to: after.unit, at }] : [],
  );

const together = (one: Audit, other: Audit): Audit => ({
  checked: one.checked + other.checked,
  violations: [...one.violations, ...other.violations],
});

/** The gateway's misdeeds with what the messages were about: several where several went out as one. */
async function troublesOf(sql: Sql, misdeeds: readonly Misdeed[]): Promise<Trouble[]> {
  const numbers = misdeeds.flatMap(({ outId }) => outId ?? []);
  const behind = new Map<number, MessageRef[]>();
  for (const message of await everSentAs(sql, numbers))
    behind.set(message.as, [...(behind.get(message.as) ?? []), { ...message, envelope: message.as }]);
  return misdeeds.flatMap(({ outId, kind, at, receiptAt = at }) =>
    (behind.get(outId ?? 0) ?? []).map((message) => ({ message, kind, at, receiptAt })),
  );
}

/** @returns the phone numbers of contacts that the seed makes wrong. */
function wrongNumbersOf({ plan, regions, people, seed }: Register): Set<string> {
  const tree = regionTree(regions);
  const asked = roundsInAreas(plan).flatMap(({ area, round }) =>
    subtree(tree, area).filter((region) => isAsked(round, region)),
  );
  const units = new Set(asked.map(({ code }) => code).filter((unit) => hasWrongNumber({ seed, unit })));
  return new Set(
    people.flatMap(({ region, role, phone }) => (role === 'contact' && units.has(region) && phone ? [phone] : [])),
  );
}
