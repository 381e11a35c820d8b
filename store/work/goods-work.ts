import { BANK_ANSWERS_DAYS } from '../../domain/ledger/bank/silence';
import { within } from '../db/scope';
import { runs, type WorkOf, word } from './worker';

/** Goods and money: dispatches to confirm, dispatches that are on their way here, and banks that have not answered. */
export const goodsWork: { draft: WorkOf; arrival: WorkOf; bank: WorkOf } = {
  draft: (sql, top) => sql`
    select 'draft', d.id::text, k.id, k.definition -> 'name', g.name, ${word(sql, sql`a.hazard`)}, 1, d.drafted_at, campaign_now(k.id),
           k.definition ->> 'zone'
    from dispatch_drafts d join campaigns k on k.id = d.campaign_id join regions g on g.code = d.to_code
    join alerts a on a.id = d.alert_id
    where ${runs(sql)} and d.dispatch_id is null and d.dropped_at is null and ${within(sql, top, 'g.path')}`,
  arrival: (sql, top) => sql`
    select 'arrival', d.id::text, k.id, k.definition -> 'name', g.name, '{}'::jsonb, 1, d.due_at, campaign_now(k.id),
           k.definition ->> 'zone'
    from dispatches d join campaigns k on k.id = d.campaign_id join regions g on g.code = d.to_code
    where ${runs(sql)} and d.closed_at is null and ${within(sql, top, 'g.path')} and exists (
      select from balances b where b.campaign_id = d.campaign_id and b.account = 'way:' || d.id and b.quantity > 0)`,
  bank: (sql, top) => sql`
    select 'bank', b.id::text, k.id, k.definition -> 'name', g.name, ${word(sql, sql`b.bank`)}, b.rows,
           b.at + ${BANK_ANSWERS_DAYS} * interval '1 day', campaign_now(k.id), k.definition ->> 'zone'
    from bank_batches b join campaigns k on k.id = b.campaign_id join regions g on g.code = b.store_code
    where ${runs(sql)} and b.withdrawn_at is null and b.rows is not null and ${within(sql, top, 'g.path')}
      and exists (select from bank_lines l where l.batch_id = b.id and l.state = 'open')`,
};
