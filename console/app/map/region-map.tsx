import { lazy, Suspense } from 'react';
import type { Shapes } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';
import type { Cell } from './cell';
import { TileMap } from './tile-map';

const ShapeMap = lazy(async () => ({ default: (await import('./shape-map')).ShapeMap }));

/**
 * The regions right below one, coloured: on a map where the register has shapes, and as tiles in any case.
 * @param under code of the region whose parts the cells are; null for the tops
 */
export function RegionMap({ under, cells }: { under: string | null; cells: readonly Cell[] }) {
  const { data } = useData<Shapes>(`/api/regions/shapes${under === null ? '' : `?under=${encodeURIComponent(under)}`}`);
  const shown = new Set(cells.map(({ code }) => code));
  const shapes = data?.shapes.filter(({ code }) => shown.has(code)) ?? [];
  return (
    <>
      {shapes.length > 0 && (
        <Suspense fallback={null}>
          <ShapeMap cells={cells} shapes={shapes} />
        </Suspense>
      )}
      <TileMap cells={cells} />
    </>
  );
}

/** What the colours from red to green mean. */
export function ShareLegend() {
  const { say } = useWords();
  return (
    <p className="legend" aria-hidden>
      0 % <span className="bar" /> 100 % · {say('点开看下一级', 'open one for the level below')}
    </p>
  );
}
