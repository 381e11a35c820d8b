import type { Instant } from '../../../domain/instant';
import { type Breaker, nextBreaker, type ProviderOutcome } from '../../../domain/message/breaker';
import type { Queries } from '../../db/db';
import { closeFault, openFault } from '../faults';

/** The outcome of one attempt for a provider. */
export interface OutcomeOfProvider {
  /** 'live', or the rehearsal whose clock counts. */
  scope: string;
  provider: string;
  now: Instant;
  outcome: ProviderOutcome;
}

/** A provider with an open circuit, until an instant of the scope's time. */
export interface OpenBreaker {
  scope: string;
  provider: string;
  openUntil: Instant;
}

/** @returns the open breakers, also those whose time is past and which wait for the next outcome. */
export const openBreakers = (sql: Queries): Promise<OpenBreaker[]> =>
  sql<OpenBreaker[]>`select scope, provider, open_until as "openUntil" from breakers where open_until is not null`;

/**
 * Updates the breakers by a batch of outcomes. It costs only a look-up while all goes well. Rows are locked in one
 * order, so that many processes may do so at once.
 */
export async function recordOutcomes(sql: Queries, outcomes: readonly OutcomeOfProvider[]): Promise<void> {
  const groups = grouped(outcomes);
  const scopes = groups.map(({ scope }) => scope);
  const bad = groups.some(({ down, account }) => down + account > 0);
  if (groups.length === 0) return;
  if (!bad) {
    const [any] = await sql`select 1 from breakers where scope = any(${scopes}) and failures > 0 limit 1`;
    if (!any) return;
  }
  for (const group of groups) await record(sql, group);
}

interface Group {
  scope: string;
  provider: string;
  now: Instant;
  ok: number;
  down: number;
  account: number;
}

function grouped(outcomes: readonly OutcomeOfProvider[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { scope, provider, now, outcome } of outcomes) {
    const key = JSON.stringify([scope, provider]);
    const group = groups.get(key) ?? { scope, provider, now, ok: 0, down: 0, account: 0 };
    group[outcome] += 1;
    groups.set(key, group);
  }
  return [...groups.keys()].sort().flatMap((key) => groups.get(key) ?? []);
}

async function record(sql: Queries, { scope, provider, now, ok, down, account }: Group): Promise<void> {
  if (ok > 0 && down + account === 0) {
    const closed = await sql`
      update breakers set failures = 0, open_until = null, reason = null
      where scope = ${scope} and provider = ${provider} and failures > 0 returning 1`;
    if (closed.length > 0) await tellOfRecovery(sql, { scope, provider });
    return;
  }
  await sql`insert into breakers (scope, provider) values (${scope}, ${provider}) on conflict do nothing`;
  const [before = { failures: 0, openUntil: null }] = await sql<Breaker[]>`
    select failures, open_until as "openUntil" from breakers where scope = ${scope} and provider = ${provider} for update`;
  // The provider took a message in the same batch, so the failures were not in a row.
  const start = ok > 0 ? { failures: 0, openUntil: null } : before;
  const outcome: ProviderOutcome = account > 0 ? 'account' : 'down';
  const count = ok > 0 ? Math.min(down, 1) : down + account;
  const after = nextBreaker(start, { outcome, count, now });
  await sql`
    update breakers set failures = ${after.failures}, open_until = ${after.openUntil}, reason = ${outcome}
    where scope = ${scope} and provider = ${provider}`;
  if (after.openUntil !== null && after.openUntil !== before.openUntil) {
    const kind = outcome === 'account' ? 'provider-account' : 'provider-down';
    await openFault(sql, { kind, scope: faultScope({ scope, provider }), detail: { until: after.openUntil } });
  }
}

const faultScope = ({ scope, provider }: { scope: string; provider: string }) => `${scope}/${provider}`;

async function tellOfRecovery(sql: Queries, of: { scope: string; provider: string }): Promise<void> {
  await closeFault(sql, { kind: 'provider-down', scope: faultScope(of) });
  await closeFault(sql, { kind: 'provider-account', scope: faultScope(of) });
}
