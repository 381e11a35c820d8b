import { Tree } from 'antd';
import type { DataNode } from 'antd/es/tree';
import { useEffect, useState } from 'react';
import { get } from '../api';
import { useMe } from '../session';
import type { Region, RegionList, WarningEvent } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';
import { heldIn } from './held-in';
import { Signal } from './signal';

/** The tree is opened so far by itself; further places are opened by the reader. */
const OPENED = 12;

/** @returns the places above the warned ones, from the top down. */
const ancestorsOf = (events: readonly WarningEvent[]): string[] =>
  [
    ...new Set(
      events.flatMap(({ areas }) => areas.flatMap(({ path }) => path.split('/').filter(Boolean).slice(0, -1))),
    ),
  ].slice(0, OPENED);

/** The tree of places with the strongest warning that holds in each, or in a part of it. */
export function WarningTree({ events }: { events: readonly WarningEvent[] }) {
  const { say } = useWords();
  const { data } = useData<RegionList>('/api/regions');
  const [below, setBelow] = useState<Record<string, Region[]>>({});
  const [open, setOpen] = useState<string[] | null>(null);
  const warned = ancestorsOf(events);
  const opened = warned.join(' ');
  // It opens at the warned places.
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      for (const code of opened.split(' ').filter(Boolean)) {
        const { regions } = await get<RegionList>(`/api/regions?under=${encodeURIComponent(code)}`);
        if (!wanted) return;
        setBelow((before) => ({ ...before, [code]: regions }));
      }
    };
    // What cannot be read now is read when the reader opens it.
    read().catch(() => {});
    return () => {
      wanted = false;
    };
  }, [opened]);
  if (!data) return null;
  const tops = data.regions.map(({ code }) => code);
  const nodes = (regions: readonly Region[], above: string[]): DataNode[] =>
    regions.map(({ code, name, children }) => {
      const line = [...above, code];
      return {
        key: code,
        isLeaf: children === 0,
        title: (
          <>
            {name} <Held events={events} line={line} />
          </>
        ),
        ...(below[code] && { children: nodes(below[code], line) }),
      };
    });
  return (
    <Tree
      aria-label={say('预警地区', 'Warned places')}
      treeData={nodes(data.regions, [])}
      expandedKeys={open ?? [...new Set([...tops, ...warned.filter((code) => below[code])])]}
      onExpand={(keys) => setOpen(keys.map(String))}
      selectable={false}
      height={420}
      loadData={async ({ key }) => {
        const code = String(key);
        if (below[code]) return;
        const { regions } = await get<RegionList>(`/api/regions?under=${encodeURIComponent(code)}`);
        setBelow((before) => ({ ...before, [code]: regions }));
      }}
    />
  );
}

/** The strongest warning of a place. */
function Held({ events, line }: { events: readonly WarningEvent[]; line: readonly string[] }) {
  const { say } = useWords();
  const { region } = useMe();
  const worst = heldIn(events, { line, own: region });
  if (!worst) return null;
  const { hazard, colour, drill } = worst.event;
  return (
    <>
      <Signal hazard={hazard} colour={colour} drill={drill} />
      {worst.part && <span className="soft"> {say('部分地区', 'in part')}</span>}
    </>
  );
}
