import type { CampaignRow } from '../../../store/campaign/campaigns';
import type { Queries } from '../../../store/db/db';
import type { PlaceTotal } from '../sums/field-total';
import { againstStandards, type StandardFigures } from './standards';

/** What one region right below the scope has given, by category. */
export interface RegionStandards {
  region: string;
  name: string;
  standards: StandardFigures[];
}

/** @param totals by region, as `placeTotals` has them @returns the regions in the register's order */
export async function standardsByRegion(
  sql: Queries,
  { definition }: Pick<CampaignRow, 'definition'>,
  totals: readonly PlaceTotal[],
): Promise<RegionStandards[]> {
  const codes = [...new Set(totals.map(({ region }) => region))];
  const places = await sql<{ region: string; name: string }[]>`
    select code as region, name from regions where code = any(${codes}) order by position, code`;
  return places.map(({ region, name }) => ({
    ...{ region, name },
    standards: againstStandards(
      definition,
      totals.filter((total) => total.region === region),
    ),
  }));
}
