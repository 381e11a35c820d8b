import { compile } from '../../../domain/campaign/compile/compile';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Plan } from '../../../domain/campaign/plan';
import type { Instant } from '../../../domain/instant';
import { roundsInAreas } from '../../../domain/round/round';
import { insertCampaign, moveClock } from '../../../store/campaign/campaigns';
import type { Sql } from '../../../store/db/db';
import { regionsUnder } from '../../../store/people/regions';
import { type Link, linkToken } from '../../../store/round/links';
import { openRound } from '../../../store/round/rounds';
import { posts } from './people';
import { importTinyRegister, shanghai, tinyDefinition } from './tiny';

/** A campaign that runs in Postgres only, without Temporal: its rounds are open, every contact has a link. */
export interface OpenCampaign {
  id: string;
  definition: Definition;
  plan: Plan;
  /** Workflow ids of its rounds. */
  rounds: string[];
  /** Sets the campaign's clock. */
  at(now: Instant): Promise<void>;
  /** @returns the token of a region's link in the first round (or the round of this key). */
  token(purpose: Link['purpose'], region: string, key?: string): Promise<string>;
}

export const TEST_SECRET = 'a secret of the tests, of at least 32 characters';

/** The form of {@link openCampaign}: one field of every type. */
export const everyField = tinyDefinition({
  id: 'every-field',
  organisation: { 'zh-CN': '小县红十字会', en: 'Little County Red Cross' },
  name: { 'zh-CN': '冬季慰问', en: 'Winter visits' },
  forms: {
    count: {
      name: { 'zh-CN': '摸底调查表', en: 'Survey' },
      fields: [
        {
          id: 'households',
          label: { 'zh-CN': '困难家庭', en: 'Households in need' },
          unit: { 'zh-CN': '户', en: 'households' },
          type: 'integer',
          max: 500,
          hint: { 'zh-CN': '以户口簿为准', en: 'By the household register' },
        },
        {
          id: 'cash',
          label: { 'zh-CN': '慰问金', en: 'Cash given' },
          unit: { 'zh-CN': '元', en: 'yuan' },
          type: 'money',
        },
        { id: 'visitedOn', label: { 'zh-CN': '走访日期', en: 'Date of the visit' }, type: 'date', required: false },
        { id: 'quilts', label: { 'zh-CN': '棉被是否够用', en: 'Enough quilts?' }, type: 'yes-no', required: false },
        {
          id: 'road',
          label: { 'zh-CN': '道路情况', en: 'Road' },
          type: 'choice',
          required: false,
          choices: [
            { value: 'open', label: { 'zh-CN': '畅通', en: 'Open' } },
            { value: 'ice', label: { 'zh-CN': '结冰', en: 'Icy' } },
          ],
        },
        { id: 'remarks', label: { 'zh-CN': '备注', en: 'Remarks' }, type: 'text', required: false, maxLength: 100 },
      ],
    },
  },
});

/**
 * Imports the tiny register and opens all rounds of a campaign over it, at a given moment of its stepped clock
 * (2 December 2026, 10:00 in China, when left out: before the due day).
 */
export async function openCampaign(
  sql: Sql,
  { definition = everyField, now = shanghai('12-02 10:00') }: { definition?: Definition; now?: Instant } = {},
): Promise<OpenCampaign> {
  await importTinyRegister(sql);
  const plan = compile({ definition, regions: await regionsUnder(sql, definition.scope) });
  await insertCampaign(sql, { id: plan.campaign, definition, plan, mode: 'rehearsal', clockAt: now });
  const rounds = roundsInAreas(plan);
  for (const { id, round, area } of rounds) await openRound(sql, { id, campaign: plan.campaign, round, area });
  await sql`
    insert into links (campaign_id, round_id, ask_id, purpose, region_code, contact_id)
    select r.campaign_id, r.id, a.id, case when g.kind = r.unit_kind then 'report' else 'acknowledge' end, g.code, c.id
    from rounds r cross join regions g join ${posts(sql)} c on c.region_code = g.code and c.role = 'contact'
    left join asks a on a.round_id = r.id and a.unit_code = g.code`;
  return {
    id: plan.campaign,
    definition,
    plan,
    rounds: rounds.map((round) => round.id),
    at: (at) => moveClock(sql, plan.campaign, at),
    async token(purpose, region, key) {
      const [link] = await sql<{ id: number }[]>`
        select l.id from links l join rounds r on r.id = l.round_id
        where l.purpose = ${purpose} and l.region_code = ${region} and (${key ?? null}::text is null or r.key = ${key ?? null})
        order by l.id limit 1`;
      if (!link) throw new Error(`No ${purpose} link for region ${region}`);
      return linkToken(TEST_SECRET, link.id);
    },
  };
}
