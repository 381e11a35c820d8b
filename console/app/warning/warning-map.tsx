import { Breadcrumb } from 'antd';
import { useState } from 'react';
import { COLOUR_NAMES } from '../../../domain/warning/alert/titles';
import type { Colour } from '../../../domain/warning/feed/warning';
import { RegionMap } from '../map/region-map';
import { useMe } from '../session';
import type { RegionList, WarningEvent } from '../types';
import { useData } from '../use-data';
import { textOf, useWords } from '../words';
import { heldIn } from './held-in';

/** The colours of China's warning signals, light enough for dark letters. */
const FILLS: Record<Colour, string> = {
  blue: '#93c5fd',
  yellow: '#fde68a',
  orange: '#fdba74',
  red: '#fca5a5',
};
const NO_COLOUR = '#d6d3d1';
const NOTHING = '#f5f5f4';

interface Place {
  code: string;
  name: string;
}

/** Where warnings hold: the regions of one level in the colour of the strongest, with the way back up above it. */
export function WarningMap({ events }: { events: readonly WarningEvent[] }) {
  const { language, say } = useWords();
  const { region: own } = useMe();
  const [line, setLine] = useState<readonly Place[]>([]);
  const here = line.at(-1)?.code ?? null;
  const { data } = useData<RegionList>(
    here === null ? '/api/regions' : `/api/regions?under=${encodeURIComponent(here)}`,
  );
  const [only, ...others] = data?.regions ?? [];
  // One region says nothing: the map begins where there are several.
  if (only && others.length === 0 && only.children > 0 && line.every(({ code }) => code !== only.code))
    setLine([...line, { code: only.code, name: only.name }]);
  const cells = (data?.regions ?? []).map(({ code, name, children }) => {
    const held = heldIn(events, { line: [...line.map((one) => one.code), code], own });
    const colour = held?.event.colour;
    const word = colour ? textOf(COLOUR_NAMES[colour], language) : say('颜色待定', 'no colour yet');
    return {
      ...{ code, name },
      value: held ? word : '–',
      ...(held?.part && { more: [say('部分地区', 'in part')] }),
      colour: held ? (colour ? FILLS[colour] : NO_COLOUR) : NOTHING,
      open: children > 0 ? () => setLine([...line, { code, name }]) : undefined,
    };
  });
  return (
    <section aria-label={say('预警地图', 'Map of warnings')} style={{ marginBottom: 12 }}>
      {line.length > 1 && (
        <Breadcrumb
          items={line.map(({ code, name }, at) => ({
            key: code,
            title:
              code === here ? (
                name
              ) : (
                <button type="button" className="as-link" onClick={() => setLine(line.slice(0, at + 1))}>
                  {name}
                </button>
              ),
          }))}
        />
      )}
      {cells.length > 0 && <RegionMap under={here} cells={cells} />}
    </section>
  );
}
