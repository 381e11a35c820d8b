import { rungKindsWith } from '../../domain/round/rung-kinds';
import type { Fragment, Queries } from '../../store/db/db';

/** Kinds of messages to units while the round is open: task, reminders, and decisions. */
const TOLD_TO_UNITS = rungKindsWith(({ to, ofTheEnd }) => to === 'units' && !ofTheEnd);

/**
 * Why a unit has not reported, as far as the system knows, the most telling reason first: `returned` its report was
 * returned · `called` it is on the call list · `no-contact` the register names no contact · `opened-form` the form was
 * opened, but not handed in · `told` a message got through and it is silent · `not-delivered` none got
 * through · `not-told` nothing was due yet, or it waits for the morning. Every view that gives the reason uses this.
 * @returns one of `MISSING_REASONS`, of the round `r` and its ask `u`; with {@link toldOf} joined as `told`
 */
export const whyMissing = (sql: Queries): Fragment => sql`
  case
    when exists (select from reports p where p.ask_id = u.id and p.returned_at is not null) then 'returned'
    when exists (select from call_list c where c.round_id = r.id and c.unit_code = u.unit_code) then 'called'
    when not exists (select from duties d join contacts c on c.id = d.contact_id
                     where d.region_code = u.unit_code and d.role = 'contact' and coalesce(c.phone, c.email) is not null) then 'no-contact'
    when exists (select from links l where l.ask_id = u.id and l.opened_at is not null) then 'opened-form'
    when told.through then 'told'
    when told.through is not null then 'not-delivered'
    else 'not-told' end`;

/**
 * The messages to the units of a campaign themselves, in each round.
 * @param whose further conditions on `messages`, beginning with `and`. A condition on a few units belongs here and not
 *   around the query: else Postgres counts the messages of all units first
 * @returns a query of (round_id, region_code, through, last, times)
 */
export const toldOf = (sql: Queries, campaign: string, whose: Fragment = sql``): Fragment => sql`
  select round_id, region_code,
         case when bool_or(state in ('accepted', 'delivered', 'unknown')) then true
              when not bool_and(state in ('planned', 'held', 'queued', 'submitting', 'retry')) then false end as through,
         max(accepted_at) as last, count(accepted_at)::int as times
  from messages where campaign_id = ${campaign} and kind = any(${TOLD_TO_UNITS}) ${whose} group by 1, 2`;
