import type { DataNode } from 'antd/es/tree';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { get } from '../api';
import type { Place, Region, RegionList } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';

/**
 * The tree of the register, read level by level, opened down to one place.
 * @param place code of the place that is looked at; null for none
 */
export function useRegionTree(place: string | null) {
  const { say } = useWords();
  const { data, error, reload: readTops } = useData<RegionList>('/api/regions');
  const { data: shown } = useData<Place>(place ? `/api/register/${encodeURIComponent(place)}` : null);
  const [below, setBelow] = useState<ReadonlyMap<string, Region[]>>(new Map());
  const [open, setOpen] = useState<readonly string[]>([]);
  const load = useCallback(async (code: string) => {
    const { regions } = await get<RegionList>(`/api/regions?under=${encodeURIComponent(code)}`);
    setBelow((before) => new Map([...before, [code, regions]]));
  }, []);
  const above = shown?.code === place ? shown?.path : undefined;
  useEffect(() => {
    if (!above) return;
    setOpen((before) => [...new Set([...before, ...above])]);
    // The reader's own top may lie below the first of them, which then is not there.
    for (const code of above) void load(code).catch(() => {});
  }, [above, load]);
  const reload = useCallback(() => {
    readTops();
    for (const code of below.keys()) void load(code).catch(() => {});
  }, [readTops, below, load]);
  const nodes = useMemo(() => {
    const nodesOf = (regions: readonly Region[]): DataNode[] =>
      regions.map(({ code, name, children, unreachable }) => ({
        key: code,
        isLeaf: children === 0,
        title: (
          <>
            {name} {unreachable && <span className="overdue">{say('联系不上', 'unreachable')}</span>}
          </>
        ),
        ...(children > 0 && below.has(code) && { children: nodesOf(below.get(code) ?? []) }),
      }));
    return nodesOf(data?.regions ?? []);
  }, [data, below, say]);
  return { tops: data?.regions ?? null, nodes, open, setOpen, load, error, reload };
}
