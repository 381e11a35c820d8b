import type { Queries } from '../../db/db';
import { closeFault, openFault } from '../faults';

/** The cost of an accepted SMS for a campaign. */
export interface Charge {
  campaign: string;
  fen: number;
}

const FEN = 100;
/** Early enough to ask for more. */
const WARN_AT = 0.8;

/** Adds costs to campaigns, and warns at 80 % and at the end of their budgets. */
export async function charge(sql: Queries, charges: readonly Charge[]): Promise<void> {
  const totals = new Map<string, number>();
  for (const { campaign, fen } of charges) totals.set(campaign, (totals.get(campaign) ?? 0) + fen);
  for (const campaign of [...totals.keys()].sort()) await add(sql, { campaign, fen: totals.get(campaign) ?? 0 });
}

async function add(sql: Queries, { campaign, fen }: Charge): Promise<void> {
  const [row] = await sql<{ spent: string; budget: number | null }[]>`
    insert into spending (campaign_id, fen) values (${campaign}, ${fen})
    on conflict (campaign_id) do update set fen = spending.fen + excluded.fen
    returning fen as spent, (select (definition -> 'budget' ->> 'sms')::float8 from campaigns where id = campaign_id) as budget`;
  if (!row || row.budget === null) return;
  const after = Number(row.spent);
  const before = after - fen;
  const budget = row.budget * FEN;
  const detail = { spentFen: Math.round(after), budgetFen: budget };
  if (before < budget * WARN_AT && after >= budget * WARN_AT)
    await openFault(sql, { kind: 'budget-80', scope: campaign, detail });
  if (before < budget && after >= budget) await openFault(sql, { kind: 'budget-spent', scope: campaign, detail });
  // Then only urgent messages go out, and a fault says so.
  if (before >= budget) await openFault(sql, { kind: 'budget-overrun', scope: campaign, detail });
}

/**
 * Call it after a change of a campaign's budget: messages that wait for money are checked again at once, and outdated
 * faults are closed.
 */
export async function reviewBudget(sql: Queries, campaign: string): Promise<void> {
  await sql`
    update messages set release_at = campaign_now(campaign_id)
    where campaign_id = ${campaign} and state = 'held' and reason = 'budget'`;
  const [row] = await sql<{ share: number | null }[]>`
    select s.fen / nullif((c.definition -> 'budget' ->> 'sms')::numeric * ${FEN}, 0)::float8 as share
    from campaigns c left join spending s on s.campaign_id = c.id where c.id = ${campaign}`;
  const share = Number(row?.share ?? 0);
  if (share < WARN_AT) await closeFault(sql, { kind: 'budget-80', scope: campaign });
  if (share < 1) {
    await closeFault(sql, { kind: 'budget-spent', scope: campaign });
    await closeFault(sql, { kind: 'budget-overrun', scope: campaign });
  }
}
