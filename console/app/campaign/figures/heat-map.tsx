import type { RegionRow } from '../../types';
import { useWords } from '../../words';
import { percent, shareOf } from '../completeness';
import { heatColour } from './heat-colour';

/** A field for each region, greener with more returns; the figure in it says the same. */
export function HeatMap({ rows, stage, onOpen }: { rows: RegionRow[]; stage: string; onOpen(code: string): void }) {
  const { say } = useWords();
  return (
    <>
      <ul className="heat">
        {rows.map(({ code, name, stages }) => {
          const share = stages[stage] ? shareOf(stages[stage]) : null;
          return (
            <li key={code}>
              <button type="button" style={{ background: heatColour(share) }} onClick={() => onOpen(code)}>
                <span className="name">{name}</span>
                <span className="value">{percent(share)}</span>
              </button>
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
