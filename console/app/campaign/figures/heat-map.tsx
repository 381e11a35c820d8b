import { RegionMap, ShareLegend } from '../../map/region-map';
import type { RegionRow } from '../../types';
import { percent, shareOf } from '../completeness';
import { heatColour } from './heat-colour';

/** A field for each region, greener with more returns; the figure in it says the same. */
export function HeatMap({
  rows,
  under,
  stage,
  onOpen,
}: {
  rows: RegionRow[];
  /** Code of the region whose parts they are. */
  under: string | null;
  stage: string;
  onOpen(code: string): void;
}) {
  const cells = rows.map(({ code, name, stages }) => {
    const share = stages[stage] ? shareOf(stages[stage]) : null;
    return { code, name, value: percent(share), colour: heatColour(share), open: () => onOpen(code) };
  });
  return (
    <>
      <RegionMap under={under} cells={cells} />
      <ShareLegend />
    </>
  );
}
