import { z } from 'zod';
import { say } from '../../../../domain/campaign/definition/definition';
import { PERIOD_NAMES } from '../../../../domain/list/list-names';
import { pairDeedKind } from '../../../../domain/list/pairs/deed-kinds';
import type { Condition } from '../../../../domain/table/query';
import { PAIRS, PAPERS, QUOTAS, ROWS } from '../../../../domain/table/shapes/lists';
import { getCampaign } from '../../../../store/campaign/campaigns';
import { maskedPair, type PairRow, pairSource } from '../../../../store/list/pairs/pair-roster';
import { type Paper, paperSource } from '../../../../store/list/paper/papers';
import { type QuotaShown, quotaSource } from '../../../../store/list/quotas';
import { type RosterRow, rowSource } from '../../../../store/list/roster/roster';
import { listedPairSchema } from '../../list/pair-schemas';
import { listedPaperSchema } from '../../list/paper-schemas';
import { listedQuotaSchema } from '../../list/quota-schemas';
import { listedRowSchema } from '../../list/row-schemas';
import { campaignIn, namedIn } from '../conditions';
import { tableOf } from '../served-table';

/** The list that all rows are of, within the reader's region. */
const listIn = (top: string | null, conditions: readonly Condition[]) => ({
  campaign: campaignIn(conditions) ?? '',
  list: namedIn(conditions, 'list') ?? '',
  top,
});

export const rows = tableOf<RosterRow>(ROWS, listedRowSchema, {
  source: (sql, { top }, conditions) => rowSource(sql, listIn(top, conditions)),
});

export const pairRowSchema = listedPairSchema
  .extend({
    helperUnit: z.string().nullable(),
    post: z.string().nullable(),
    holder: z.string().nullable().describe('Masked'),
    standing: z.enum(['without', 'below', 'met']),
    times: z.string().describe('The minima in words'),
    planned: z.enum(['yes', 'no']),
    planOn: z.string().nullable(),
  })
  .describe('Who helps whom');

export const pairs = tableOf<PairRow>(PAIRS, pairRowSchema, {
  source: (sql, { top }, conditions) => pairSource(sql, listIn(top, conditions)),
  shown: (row, { language }) => {
    const { helper, ...pair } = maskedPair(row);
    return {
      ...{ ...pair, helper, helperUnit: helper?.unitName ?? null },
      ...{ post: helper?.post ?? null, holder: helper?.holder ?? null },
      standing: helper === null ? 'without' : pair.below ? 'below' : 'met',
      times: pair.minima
        .map(({ deed, per, done, times }) =>
          [say(PERIOD_NAMES[per], language), say(pairDeedKind(deed).figure.label, language), `${done}/${times}`].join(
            ' ',
          ),
        )
        .join(language === 'en' ? ', ' : '，'),
      planned: pair.plan ? 'yes' : 'no',
      planOn: pair.plan?.on ?? null,
    };
  },
});

export const quotaRowSchema = listedQuotaSchema.describe('The slots of a unit in a category');

export const quotas = tableOf<Omit<QuotaShown, 'name'>, (category: string) => string>(QUOTAS, quotaRowSchema, {
  source: (sql, { top }) => quotaSource(sql, { top }),
  known: async (sql, { language }, conditions) => {
    const { standards } = (await getCampaign(sql, campaignIn(conditions) ?? '')).definition;
    const names = new Map(standards.map(({ category, name }) => [category, say(name, language)]));
    return (category) => names.get(category) ?? category;
  },
  shown: (row, _, nameOf) => ({ ...row, categoryName: nameOf(row.category) }),
});

export const paperRowSchema = listedPaperSchema.describe('A list on paper');

export const papers = tableOf<Paper>(PAPERS, paperRowSchema, {
  source: (sql, { top }) => paperSource(sql, { top }),
});
