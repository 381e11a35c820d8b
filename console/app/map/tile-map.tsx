import type { Cell } from './cell';

/** A tile for each region, of one size, in the register's order: a map for every register, also to the keyboard. */
export function TileMap({ cells }: { cells: readonly Cell[] }) {
  return (
    <ul className="heat">
      {cells.map((cell) => (
        <li key={`${cell.code} ${cell.key ?? ''}`}>
          {cell.open ? (
            <button type="button" style={{ background: cell.colour }} onClick={cell.open}>
              <Said cell={cell} />
            </button>
          ) : (
            <div className="cell" style={{ background: cell.colour }}>
              <Said cell={cell} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

const Said = ({ cell: { name, value, more = [] } }: { cell: Cell }) => (
  <>
    <span className="name">{name}</span>
    <span className="value">{value}</span>
    {more.map((line) => (
      <span className="more" key={line}>
        {line}
      </span>
    ))}
  </>
);
