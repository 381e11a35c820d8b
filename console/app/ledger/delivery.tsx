import { Breadcrumb } from 'antd';
import { useState } from 'react';
import { Loading } from '../shell/loading';
import type { Level, Reconciliation } from '../types';
import { useData } from '../use-data';
import { type InBooks, ledgerPath } from './books';
import { Differences } from './differences';
import { PlaceTable } from './place-table';
import { ProgressTable } from './progress-table';

type Region = Pick<Level, 'region' | 'name'>;

/** Who has got what, region by region, and whether the books balance. */
export function Delivery({ campaign, books }: InBooks) {
  const [path, setPath] = useState<readonly Region[]>([]);
  const here = path.at(-1);
  const query = here ? `?${new URLSearchParams({ region: here.region })}` : '';
  const { data, error, reload } = useData<Reconciliation>(`${ledgerPath(campaign)}/reconciliation${query}`);
  if (!data) return <Loading error={error} reload={reload} />;
  const [top] = data.whole;
  // The first look tells which region it was at; below it, each step is kept by its name.
  const open = (next: Region) => setPath([...(here || !top ? path : [top]), next]);
  return (
    <>
      {path.length > 1 && (
        <Breadcrumb
          items={path.map(({ region, name }, nth) => ({
            key: region,
            title:
              nth === path.length - 1 ? (
                name
              ) : (
                <button type="button" className="as-link" onClick={() => setPath(path.slice(0, nth && nth + 1))}>
                  {name}
                </button>
              ),
          }))}
        />
      )}
      <ProgressTable books={books} found={data} open={open} />
      <Differences books={books} found={data} />
      <PlaceTable books={books} found={data} />
    </>
  );
}
