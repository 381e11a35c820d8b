import type { Definition } from '../../../domain/campaign/definition/definition';
import type { CampaignRow } from '../../../store/campaign/campaigns';
import type { Queries } from '../../../store/db/db';
import { type RegionFigures, regionFigures } from '../regions';
import type { PlaceTotal } from '../sums/field-total';
import { placeTotals } from '../sums/totals';
import { COUNTED_WHAT, type CountedAs, countIn } from './standards';

/** A figure that a region's summary says otherwise than the returns behind it. */
export interface Contradiction extends CountedAs {
  /** Code of a region right below the scope. */
  region: string;
  name: string;
  /** Sum of the summary, and of the stage before it that counts the same. Money in fen. */
  summary: number;
  records: number;
}

/**
 * Holds summaries against what was returned before: visits and monthly entries count whom the summary counts again.
 * Only regions are compared of which both are in; a survey before them counts others.
 * @param totals by region @param regions returns by stage and region
 */
export function contradictions(
  definition: Definition,
  totals: readonly PlaceTotal[],
  regions: readonly RegionFigures[],
): Contradiction[] {
  const isIn = (stage: string, region: string) =>
    regions.some((one) => one.stage === stage && one.code === region && one.expected > 0 && one.missing === 0);
  return compared(definition).flatMap(({ counted, summary, records }) =>
    placesOf(regions)
      .filter(({ code }) => isIn(summary, code) && isIn(records, code))
      .map(({ code, name }) => {
        const own = totals.filter(({ region }) => region === code);
        const sum = (stage: string) => countIn(definition, stage, counted, own) ?? 0;
        return { ...counted, region: code, name, summary: sum(summary), records: sum(records) };
      })
      .filter((one) => one.summary !== one.records),
  );
}

/** @returns the same, as things stand now; nothing is read where no summary counts what was counted before */
export async function readContradictions(
  sql: Queries,
  { id: campaign, definition }: Pick<CampaignRow, 'id' | 'definition'>,
): Promise<Contradiction[]> {
  if (compared(definition).length === 0) return [];
  return contradictions(definition, await placeTotals(sql, campaign), await regionFigures(sql, { campaign }));
}

/** What both a summary and a stage before it count, and which stages these are. */
function compared(definition: Definition): { counted: CountedAs; summary: string; records: string }[] {
  const summaries = definition.stages.filter(({ kind }) => kind === 'summary');
  const before = definition.stages.filter(({ kind }) => kind === 'visits' || kind === 'entry');
  return definition.standards.flatMap(({ category }) =>
    COUNTED_WHAT.flatMap((what) => {
      const counted: CountedAs = { category, ...what };
      const asks = ({ id }: { id: string }) => countIn(definition, id, counted, []) !== null;
      const [summary, records] = [summaries.findLast(asks), before.findLast(asks)];
      return summary && records ? [{ counted, summary: summary.id, records: records.id }] : [];
    }),
  );
}

const placesOf = (regions: readonly RegionFigures[]): { code: string; name: string }[] => [
  ...new Map(regions.map(({ code, name }) => [code, { code, name }])).values(),
];
