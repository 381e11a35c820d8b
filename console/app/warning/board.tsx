import { CloseOutlined, FullscreenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { STEP_NAMES } from '../../../domain/warning/alert/forms';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import type { WarningAlert, WarningBoard } from '../types';
import { useData, useEvery } from '../use-data';
import { useWords } from '../words';
import { Countdown } from './alert/countdown';
import { Signal } from './signal';
import { WatchSettings } from './watch/watch-settings';

const LOOK_EVERY_MS = 3000;

/** The duty view: the clocks of every area that answers, and nothing else, over the whole screen. */
export function Component() {
  const { say } = useWords();
  const whole = useRef<HTMLElement>(null);
  const { data, error, reload } = useData<WarningBoard>('/api/warnings');
  useEvery(LOOK_EVERY_MS, reload, { hidden: true });
  const title = say('值班倒计时', 'Duty view');
  useEffect(() => {
    document.title = `${title} · ${say('暖冬', 'Nuandong')}`;
  }, [title, say]);
  const open = data?.alerts.filter(({ state }) => state === 'open') ?? [];
  return (
    <section className="duty-view" ref={whole} aria-labelledby="duty-title">
      <header>
        <h1 id="duty-title">{title}</h1>
        <span>
          <Button icon={<FullscreenOutlined />} onClick={() => void whole.current?.requestFullscreen()}>
            {say('全屏', 'Full screen')}
          </Button>{' '}
          <LinkButton to="/warnings" icon={<CloseOutlined />}>
            {say('离开', 'Leave')}
          </LinkButton>
        </span>
      </header>
      {!data ? (
        <Loading error={error} reload={reload} />
      ) : open.length === 0 ? (
        <p className="all-quiet">{say('没有要叫应的地区', 'Nobody has to answer')}</p>
      ) : (
        <div className="duty-cards">
          {open.map((alert) => (
            <DutyCard key={alert.id} alert={alert} />
          ))}
        </div>
      )}
      <WatchSettings />
    </section>
  );
}

function DutyCard({ alert }: { alert: WarningAlert }) {
  const { language, say } = useWords();
  const { id, place, hazard, colour, drill, steps, now, mode } = alert;
  return (
    <article className={`warning-card duty-card ${colour ?? 'none'}`}>
      <h2>
        <Link to={`/warnings/${id}`}>{place}</Link>
      </h2>
      <Signal hazard={hazard} colour={colour} drill={drill} />
      <dl>
        {steps.map(({ step, asked, answered, dueAt, state }) => (
          <div key={step}>
            <dt>{STEP_NAMES[step][language]}</dt>
            <dd>
              <strong>
                {answered} / {asked}
              </strong>{' '}
              {answered < asked && state === 'open' ? (
                <Countdown to={dueAt} now={now} ticking={mode === 'live'} />
              ) : (
                answered === asked && say('全部应答', 'all answered')
              )}
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
