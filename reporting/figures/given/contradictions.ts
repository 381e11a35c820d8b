import type { Definition } from '../../../domain/campaign/definition/definition';
import type { RegionFigures } from '../regions';
import type { PlaceTotal } from '../sums/field-total';
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
  const summaries = definition.stages.filter(({ kind }) => kind === 'summary');
  const before = definition.stages.filter(({ kind }) => kind === 'visits' || kind === 'entry');
  const isIn = (stage: string, region: string) =>
    regions.some((one) => one.stage === stage && one.code === region && one.expected > 0 && one.missing === 0);
  return definition.standards.flatMap(({ category }) =>
    COUNTED_WHAT.flatMap((what): Contradiction[] => {
      const counted: CountedAs = { category, ...what };
      const asks = ({ id }: { id: string }) => countIn(definition, id, counted, []) !== null;
      const [summary, records] = [summaries.findLast(asks), before.findLast(asks)];
      if (!summary || !records) return [];
      return placesOf(regions)
        .filter(({ code }) => isIn(summary.id, code) && isIn(records.id, code))
        .map(({ code, name }) => {
          const own = totals.filter(({ region }) => region === code);
          const sum = (stage: string) => countIn(definition, stage, counted, own) ?? 0;
          return { ...counted, region: code, name, summary: sum(summary.id), records: sum(records.id) };
        })
        .filter((one) => one.summary !== one.records);
    }),
  );
}

const placesOf = (regions: readonly RegionFigures[]): { code: string; name: string }[] => [
  ...new Map(regions.map(({ code, name }) => [code, { code, name }])).values(),
];
