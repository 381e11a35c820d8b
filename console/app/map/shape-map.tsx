import { useEffect, useRef, useState } from 'react';
import type { Shape } from '../../../domain/people/shapes';
import type { Cell } from './cell';
import { type Outline, outlinesOf } from './outline';

const TALL = 0.6;
const TALLEST = 560;
/** Pixels of a letter and of a line. */
const LETTER = 12;
const LINE = 15;

/**
 * Regions in their boundaries. The tiles beside it say the same to the keyboard and to a screen reader, so that it is
 * for the eye and the pointer alone.
 */
export function ShapeMap({
  cells,
  shapes,
}: {
  cells: readonly Cell[];
  shapes: readonly { code: string; shape: Shape }[];
}) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const resized = new ResizeObserver(([seen]) => setWidth(Math.round(seen?.contentRect.width ?? 0)));
    resized.observe(box.current);
    return () => resized.disconnect();
  }, []);
  const height = Math.min(Math.round(width * TALL), TALLEST);
  const cellOf = new Map(cells.map((cell) => [cell.code, cell]));
  const outlines = width === 0 ? [] : outlinesOf(shapes, { width, height });
  return (
    <div ref={box} className="shape-map" aria-hidden>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="presentation">
        {outlines.map((outline) => {
          const cell = cellOf.get(outline.code);
          return cell && <Region key={outline.code} cell={cell} outline={outline} />;
        })}
      </svg>
    </div>
  );
}

function Region({ cell: { name, value, more = [], colour, open }, outline }: { cell: Cell; outline: Outline }) {
  const { path, middle, isPoint } = outline;
  const [x, y] = middle;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hidden from the keyboard; the tile beside it is its button
    <g onClick={open} className={open && 'opens'}>
      <title>{[name, value, ...more].join(' · ')}</title>
      <path d={path} style={{ fill: colour }} />
      {!isPoint && fits(name, outline) && (
        <text x={x} y={y}>
          <tspan x={x}>{name}</tspan>
          {outline.height > 2.4 * LINE && (
            <tspan x={x} dy={LINE} className="value">
              {value}
            </tspan>
          )}
        </text>
      )}
    </g>
  );
}

const fits = (name: string, { width, height }: Outline) => name.length * LETTER < width && height > LINE;
