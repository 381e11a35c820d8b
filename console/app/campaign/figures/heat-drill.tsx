import { Breadcrumb } from 'antd';
import { useState } from 'react';
import { RegionMap } from '../../map/region-map';
import { Loading } from '../../shell/loading';
import { stateWord } from '../../shell/state-words';
import type { Looked } from '../../shell/tree';
import type { Regions, Unit, Units } from '../../types';
import { useLiveData } from '../../use-data';
import { useWords } from '../../words';
import { HeatMap } from './heat-map';
import { isShown } from './unit-filter';

/** One level at a time as a heat map, with the way back up above it. */
export function HeatDrill({ progress, stage, show, news }: Looked) {
  const [under, setUnder] = useState<string | null>(null);
  const campaign = `/api/campaigns/${encodeURIComponent(progress.id)}`;
  const { data, error, reload } = useLiveData<Regions>(
    `${campaign}/regions${under === null ? '' : `?under=${encodeURIComponent(under)}`}`,
    news,
  );
  const here = data?.path.at(-1)?.code;
  const { data: below } = useLiveData<Units>(
    here === undefined ? null : `${campaign}/units?${new URLSearchParams({ under: here, stage: stage.id })}`,
    news,
  );
  if (!data) return <Loading error={error} reload={reload} />;
  return (
    <>
      <Breadcrumb
        items={data.path.map(({ code, name }) => ({
          key: code,
          title:
            code === here ? (
              name
            ) : (
              <button type="button" className="as-link" onClick={() => setUnder(code)}>
                {name}
              </button>
            ),
        }))}
      />
      {data.rows.length > 0 && <HeatMap rows={data.rows} under={here ?? null} stage={stage.id} onOpen={setUnder} />}
      {below && <UnitHeat under={here ?? null} units={below.units.filter((unit) => isShown(show, unit))} />}
    </>
  );
}

/** A place has one tile for each thing that it is asked for, and one spot on the map. */
function UnitHeat({ under, units }: { under: string | null; units: Unit[] }) {
  const { say } = useWords();
  const cells = units.map(({ code, key, name, reason, late }) => ({
    code,
    key,
    name,
    value:
      reason !== null ? stateWord('reason', reason, say).word : late ? say('迟报', 'late') : say('已报', 'reported'),
    colour: reason !== null ? MISSING : late ? LATE : REPORTED,
  }));
  return cells.length > 0 && <RegionMap under={under} cells={cells} />;
}

const MISSING = 'rgb(252 165 165)';
const LATE = 'rgb(253 230 138)';
const REPORTED = 'rgb(134 239 172)';
