import type { SteeringVerb } from '../../domain/campaign/steering';
import type { Instant } from '../../domain/instant';
import { CONTACT } from '../../domain/people/duties';
import type { SteeringTarget } from '../../domain/round/round';
import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** The silent units of one round, by the way in which a message reaches them. */
export interface SilentByWay {
  key: string;
  units: number;
  sms: number;
  email: number;
}

interface Aimed extends Pick<SteeringTarget, 'key' | 'area'> {
  campaign: string;
  /** The reader's region; null for all. */
  region: string | null;
}

/**
 * @param key of a round, or id of a stage for all its rounds; all that are open when left out
 * @returns the units that are silent now, by round: by SMS where one reaches them, else by e-mail
 */
export const silentByWay = (sql: Queries, { campaign, key, area, region }: Aimed): Promise<SilentByWay[]> => sql<
  SilentByWay[]
>`
  select r.key, count(*)::int as units, count(*) filter (where w.sms)::int as sms,
         count(*) filter (where not w.sms and w.email)::int as email
  from rounds r join asks u on u.round_id = r.id and u.reported_at is null join regions g on g.code = u.unit_code
  cross join lateral (
    select coalesce(bool_or(k.no_sms is null), false) as sms, coalesce(bool_or(k.no_email is null), false) as email
    from duties d join reach k on k.contact_id = d.contact_id and k.campaign_id = r.campaign_id
    where d.region_code = u.unit_code and d.role = ${CONTACT}) w
  where r.campaign_id = ${campaign} and r.origin = 'plan' and r.state = 'open' and r.opens_at <= campaign_now(r.campaign_id)
    and (${key ?? null}::text is null or r.key = ${key ?? null} or r.stage = ${key ?? null})
    and (${area ?? null}::text is null or r.area = ${area ?? null}) and ${within(sql, region, 'g.path')}
  group by r.key order by r.key`;

/** The last decision that wrote to silent units. */
export interface LastTold {
  verb: SteeringVerb;
  at: Instant;
  units: number;
}

/** Message of the decisions that write to silent units. */
const TELLS = { remind: 'reminder', extend: 'extended' } as const;

/**
 * @param stage id of a stage; any when left out
 * @returns the last time that silent units were told by a decision, and how many; null when they never were
 */
export async function lastTold(
  sql: Queries,
  { campaign, stage = null }: { campaign: string; stage?: string | null },
): Promise<LastTold | null> {
  const [last] = await sql<LastTold[]>`
    select s.verb, s.at, (
        select count(distinct m.region_code)::int from messages m
        where m.campaign_id = s.campaign_id and m.kind = 'notice' and m.planned_at >= s.at
          and m.template = case s.verb when 'remind' then ${TELLS.remind} else ${TELLS.extend} end) as units
    from steering s
    where s.campaign_id = ${campaign} and s.verb in ('remind', 'extend')
      and (${stage}::text is null or s.target ->> 'key' is null
           or split_part(split_part(s.target ->> 'key', '@', 1), '.', 1) = ${stage})
    order by s.id desc limit 1`;
  return last ?? null;
}
