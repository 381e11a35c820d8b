import { percent } from '../../campaign/completeness';
import { heatColour } from '../../campaign/figures/heat-colour';
import { RegionMap, ShareLegend } from '../../map/region-map';
import { useWords } from '../../words';
import type { Tile } from './shape';

/** The regions below: the greener, the more of what is due has been handed over there. */
export function Tiles({
  tiles,
  here,
  amount,
  onOpen,
}: {
  tiles: readonly Tile[];
  /** Code of the region whose parts they are: its own tile leads nowhere. */
  here: string;
  amount(quantity: number): string;
  onOpen(tile: Tile): void;
}) {
  const { say } = useWords();
  if (tiles.length === 0)
    return <p className="soft intro">{say('这里没有人应领。', 'Nobody here is entitled to it.')}</p>;
  const cells = tiles.map((tile) => {
    const { region, name, share, served, owed, delivered, planned } = tile;
    return {
      code: region,
      name: region === here ? say(`${name}本级`, `${name} itself`) : name,
      value: percent(share),
      more: [say(`${served} / ${owed} 户`, `${served} of ${owed} rows`), `${amount(delivered)} / ${amount(planned)}`],
      colour: heatColour(share),
      open: region === here ? undefined : () => onOpen(tile),
    };
  });
  return (
    <>
      <RegionMap under={here} cells={cells} />
      <ShareLegend />
    </>
  );
}
