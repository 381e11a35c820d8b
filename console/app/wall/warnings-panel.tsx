import { Typography } from 'antd';
import type { Progress, WarningBoard } from '../types';
import { useData, useEvery } from '../use-data';
import { Signal } from '../warning/signal';
import { WarningMap } from '../warning/warning-map';
import { showTime } from '../when';
import { useWords } from '../words';

const LOOK_EVERY_MS = 5000;
const SHOWN = 6;
const PLACES_SHOWN = 4;

/** The warnings in force; a rehearsal has its own weather. */
export function WarningsPanel({ progress: { id, mode, zone } }: { progress: Progress }) {
  const { language, say } = useWords();
  const query = mode === 'rehearsal' ? `?campaign=${encodeURIComponent(id)}` : '';
  const { data, reload } = useData<WarningBoard>(`/api/warnings${query}`);
  useEvery(LOOK_EVERY_MS, reload);
  if (!data) return null;
  return (
    <section>
      <Typography.Title level={2}>{say('生效的预警', 'Warnings in force')}</Typography.Title>
      {data.events.length === 0 && <p>{say('没有。', 'None.')}</p>}
      <ul className="plain">
        {data.events.slice(0, SHOWN).map(({ event, hazard, colour, drill, areas, endsAt }) => (
          <li key={event}>
            <Signal hazard={hazard} colour={colour} drill={drill} />{' '}
            {areas
              .slice(0, PLACES_SHOWN)
              .map(({ name }) => name)
              .join(say('、', ', '))}
            {areas.length > PLACES_SHOWN && ` + ${areas.length - PLACES_SHOWN}`}{' '}
            <span className="soft">
              {say('到', 'until')} {showTime(endsAt, zone, language)}
            </span>
          </li>
        ))}
      </ul>
      {data.events.length > 0 && <WarningMap events={data.events} />}
      {data.events.length > SHOWN && <p>+ {data.events.length - SHOWN}</p>}
    </section>
  );
}
