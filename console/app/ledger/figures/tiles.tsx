import { percent } from '../../campaign/completeness';
import { heatColour } from '../../campaign/figures/heat-colour';
import { useWords } from '../../words';
import type { Tile } from './shape';

/** A tile for each region below: the greener, the more of what is due has been handed over there. */
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
  return (
    <>
      <ul className="heat ledger-tiles">
        {tiles.map((tile) => {
          const { region, name, share, served, owed, delivered, planned } = tile;
          const words = (
            <>
              <span className="name">{region === here ? say(`${name}本级`, `${name} itself`) : name}</span>
              <span className="value">{percent(share)}</span>
              <span className="more">{say(`${served} / ${owed} 户`, `${served} of ${owed} rows`)}</span>
              <span className="more">
                {amount(delivered)} / {amount(planned)}
              </span>
            </>
          );
          const style = { background: heatColour(share) };
          return (
            <li key={region}>
              {region === here ? (
                <div className="cell" style={style}>
                  {words}
                </div>
              ) : (
                <button type="button" style={style} onClick={() => onOpen(tile)}>
                  {words}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <p className="legend" aria-hidden>
        0 % <span className="bar" /> 100 % · {say('点开看下一级', 'open one for the level below')}
      </p>
    </>
  );
}
