import { z } from 'zod';
import type { Summary } from '../../../rehearsal/audit/summary';
import { reconcile } from '../../../store/ledger/reconcile';
import { provenRungs } from '../../../store/round/rung-proof';
import { eventually } from '../../support/eventually';
import type { SeasonStage } from './stage';

/** What a season has come to, counted from its rows and from what the phones and mailboxes have got. */
export interface Counted {
  /** That left us. */
  messages: number;
  /** Without a final state, or said to have gone out and never arrived; or a rung that told nobody. */
  lost: number;
  /** Arrived more than once, or told somebody the same thing twice. */
  doubled: number;
  /** Rungs that were due, and nothing came of them. */
  unaccounted: number;
  /** Accounts that do not follow from their transfers, and rows that got more or less than they should. */
  unbalanced: number;
  /** What else the audit has found. */
  violations: string[];
}

const UNBALANCED = new Set(['unbalanced', 'paid-twice', 'not-given', 'given-while-held']);
/** States after which a message must have arrived, and after which it need not. */
const GONE = ['accepted', 'delivered', 'unknown'];
const OVER = ['failed', 'suppressed', 'cleared', 'expired'];

const sms = z.array(z.object({ outId: z.string() }));
const mails = z.array(z.object({ headers: z.object({ 'x-nuandong-message': z.string().optional() }) }));

export async function countSeason({ sql, simulators }: SeasonStage, { campaign, audit }: Summary): Promise<Counted> {
  const times = new Map<string, number>();
  const see = (id: string) => times.set(id, (times.get(id) ?? 0) + 1);
  for (const { outId } of sms.parse(await messagesAt(simulators.sms))) see(outId);
  for (const { headers } of mails.parse(await messagesAt(simulators.mail))) see(headers['x-nuandong-message'] ?? '');
  const rows = await sql<{ id: number; state: string }[]>`
    select id, state from messages where campaign_id = ${campaign} and envelope is null`;
  const went = rows.filter(({ state }) => GONE.includes(state));
  const ofKind = (is: (kind: string) => boolean) => audit.violations.filter(({ kind }) => is(kind));
  const { differences } = await reconcile(sql, { campaign, top: null });
  const told = ofKind((kind) => kind !== 'missing-rung' && kind !== 'double' && !UNBALANCED.has(kind));
  return {
    messages: went.length,
    lost:
      went.filter(({ id }) => !times.has(String(id))).length +
      rows.filter(({ state }) => !GONE.includes(state) && !OVER.includes(state)).length +
      ofKind((kind) => kind === 'missing-rung').length,
    doubled:
      rows.filter(({ id }) => (times.get(String(id)) ?? 0) > 1).length + ofKind((kind) => kind === 'double').length,
    unaccounted: (await provenRungs(sql, campaign)).missing.length,
    unbalanced: differences.length + ofKind((kind) => UNBALANCED.has(kind)).length,
    violations: told.map(({ kind, at, detail }) => `${kind} ${at} ${detail}`),
  };
}

async function messagesAt(page: string): Promise<unknown> {
  return (await fetch(`${page}/messages?after=0`)).json();
}

/** A feed is asked every minute, and after failures within five. */
const POLLED_MS = 7 * 60_000;

/** @returns the warnings that the weather office has issued and that we do not have, once its feed is asked again */
export async function lostWarnings({ sql, office }: SeasonStage): Promise<string[]> {
  const issued = [...office.issued()];
  const missing = async () => {
    const rows = await sql<{ identifier: string }[]>`select identifier from warnings where scope = 'live'`;
    const taken = new Set(rows.map(({ identifier }) => identifier));
    return issued.filter((id) => !taken.has(id));
  };
  const none = async () => {
    if ((await missing()).length > 0) throw new Error('Not yet taken');
  };
  await eventually(none, POLLED_MS).catch(() => {});
  return missing();
}
