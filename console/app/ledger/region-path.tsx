import { Breadcrumb } from 'antd';
import { useState } from 'react';

/** A region that was opened, on the way down. */
export interface Step {
  region: string;
  name: string;
}

/** The way down from the reader's highest region to the one that is looked at. */
export function useRegionPath() {
  const [path, setPath] = useState<readonly Step[]>([]);
  const here = path.at(-1);
  return {
    path,
    /** For the address of what is read; nothing at the top. */
    query: here ? `?${new URLSearchParams({ region: here.region })}` : '',
    // The first look tells which region it was at; below it, each step is kept by its name.
    open: (next: Step, top: Step | undefined) => setPath([...(here || !top ? path : [top]), next]),
    back: (nth: number) => setPath(path.slice(0, nth && nth + 1)),
  };
}

/** The regions above the one that is looked at; each leads back to itself. */
export function RegionPath({ path, back }: Pick<ReturnType<typeof useRegionPath>, 'path' | 'back'>) {
  if (path.length < 2) return null;
  return (
    <Breadcrumb
      className="section"
      items={path.map(({ region, name }, nth) => ({
        key: region,
        title:
          nth === path.length - 1 ? (
            name
          ) : (
            <button type="button" className="as-link" onClick={() => back(nth)}>
              {name}
            </button>
          ),
      }))}
    />
  );
}
