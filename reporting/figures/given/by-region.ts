import type { CampaignRow } from '../../../store/campaign/campaigns';
import type { Queries } from '../../../store/db/db';
import type { WorthGiven } from '../../../store/ledger/reconcile';
import type { PlaceTotal } from '../sums/field-total';
import { againstStandards, type StandardFigures } from './standards';

/** What one region right below the scope has given, by category. */
export interface RegionStandards {
  region: string;
  name: string;
  standards: StandardFigures[];
}

/**
 * @param totals by region, as `placeTotals` has them @param booked what was handed over, by region
 * @returns the regions in the register's order
 */
export async function standardsByRegion(
  sql: Queries,
  { definition }: Pick<CampaignRow, 'definition'>,
  { totals, booked }: { totals: readonly PlaceTotal[]; booked: readonly WorthGiven[] },
): Promise<RegionStandards[]> {
  const codes = [...new Set([...totals, ...booked].map(({ region }) => region))];
  const places = await sql<{ region: string; name: string }[]>`
    select code as region, name from regions where code = any(${codes}) order by position, code`;
  return places.map(({ region, name }) => ({
    ...{ region, name },
    standards: againstStandards(
      definition,
      totals.filter((total) => total.region === region),
      booked.filter((one) => one.region === region),
    ),
  }));
}
