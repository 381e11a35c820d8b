import { z } from 'zod';
import { say } from '../../../../domain/campaign/definition/definition';
import { CAMPAIGNS, UNITS } from '../../../../domain/table/shapes/campaigns';
import { type UnitListed, unitSource } from '../../../../reporting/figures/units';
import { listCampaigns } from '../../../../store/campaign/overview';
import { campaignIn } from '../conditions';
import { smallTableOf, tableOf } from '../served-table';

const instant = z.iso.datetime();

export const campaignRowSchema = z
  .object({
    ...{ id: z.string(), name: z.string(), zone: z.string(), season: z.string() },
    ...{ mode: z.enum(['live', 'rehearsal']), state: z.string() },
    ...{ startedAt: instant, endedAt: instant.nullable(), kept: z.enum(['listed', 'away']) },
  })
  .describe('A campaign');

export const campaigns = smallTableOf(CAMPAIGNS, campaignRowSchema, async (sql, { top, language }) =>
  (await listCampaigns(sql, { region: top })).map(({ name, season, putAway, ...campaign }) => ({
    ...campaign,
    name: name[language] ?? name['zh-CN'],
    season: String(season),
    kept: putAway ? 'away' : 'listed',
  })),
);

export const unitRowSchema = z
  .object({
    id: z.int().describe('Of what the unit was asked for'),
    ...{ unit: z.string(), unitName: z.string(), above: z.string().nullable(), stage: z.string() },
    stageName: z.string().describe('The stage, or what is asked beside the plan, in the reader’s words'),
    formName: z.string().describe('What is asked, which tells the rounds of a stage apart'),
    key: z.string().describe('Of the round'),
    standing: z.enum(['missing', 'on-time', 'late']),
    reason: z.string().nullable().describe('Why it is missing'),
    ...{ reportedAt: instant.nullable(), receipt: z.string().nullable(), told: z.int() },
  })
  .describe('A unit in a round');

export const units = tableOf<UnitListed>(UNITS, unitRowSchema, {
  source: (sql, { top }, conditions) => unitSource(sql, { campaign: campaignIn(conditions) ?? '', top }),
  shown: ({ stageName, formName, ...unit }, { language }) => ({
    ...unit,
    stageName: stageName ? say(stageName, language) : unit.stage,
    formName: formName ? say(formName, language) : '',
  }),
});
