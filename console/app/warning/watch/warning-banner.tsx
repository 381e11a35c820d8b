import { AlertFilled } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { HAZARD_NAMES } from '../../../../domain/warning/alert/titles';
import { useMe } from '../../session';
import type { WorkItem, WorkItems } from '../../types';
import { useData, useEvery } from '../../use-data';
import { type Say, useWords } from '../../words';
import { Countdown } from '../alert/countdown';
import { Signal } from '../signal';
import { wants } from './consent';
import { newsOf, type Seen } from './news';
import { ring } from './ring';
import './watch.css';

const LOOK_EVERY_MS = 10_000;
const SHOWN = 3;

/** Warnings that places have not answered, on every page; with a sound and a notification for who wants them. */
export function WarningBanner() {
  const { can } = useMe();
  return can('acknowledge-warning') ? <Watching /> : null;
}

function Watching() {
  const { say } = useWords();
  const { pathname } = useLocation();
  const { data, reload } = useData<WorkItems>('/api/work/items?kind=alert');
  // Who wants to be told is told while another window is in front, too.
  useEvery(LOOK_EVERY_MS, reload, { hidden: wants('sound') || wants('notification') });
  useTelling(data?.items, say);
  const items = data?.items ?? [];
  if (items.length === 0 || pathname === '/warnings/board') return null;
  return (
    <section className="warning-banner" aria-label={say('未应答的预警', 'Warnings without an answer')}>
      <AlertFilled aria-hidden />
      {items.slice(0, SHOWN).map((item) => (
        <Link key={item.ref} to={`/warnings/${item.ref}`} className="warning-line">
          <Signal
            hazard={item.about.hazard ?? 'other'}
            colour={item.about.colour ?? null}
            drill={item.about.drill ?? false}
          />
          <span>{say(`${item.place}：${item.count} 个单位未应答`, `${item.place}: ${item.count} units silent`)}</span>
          {item.dueAt && <Countdown to={item.dueAt} now={item.now} ticking />}
        </Link>
      ))}
      {items.length > SHOWN && (
        <Link to="/warnings">{say(`还有 ${items.length - SHOWN} 处`, `${items.length - SHOWN} more`)}</Link>
      )}
    </section>
  );
}

/** Rings and notifies, once for each new warning and for each whose time has run out. */
function useTelling(items: readonly WorkItem[] | undefined, say: Say): void {
  const seen = useRef<Seen | null>(null);
  useEffect(() => {
    if (!items) return;
    const { fresh, late, seen: now } = newsOf(seen.current, items);
    seen.current = now;
    if (fresh.length + late.length === 0) return;
    if (wants('sound')) ring();
    if (!wants('notification')) return;
    for (const one of fresh) notify(one, say('预警：还有单位未应答', 'A warning waits for answers'), say);
    for (const one of late) notify(one, say('叫应超时：还有单位未应答', 'Time has run out, and units are silent'), say);
  }, [items, say]);
}

/** Place names and counts; a click leads to the warning. */
function notify({ ref, place, count, about: { hazard = 'other', drill } }: WorkItem, title: string, say: Say): void {
  const name = HAZARD_NAMES[hazard];
  const body = say(
    `${drill ? '【演练】' : ''}${place} ${name['zh-CN']}：${count} 个单位`,
    `${drill ? 'DRILL ' : ''}${place}, ${name.en}: ${count} units`,
  );
  const shown = new Notification(title, { body, tag: `warning-${ref}` });
  shown.onclick = () => {
    window.focus();
    location.assign(`/console/warnings/${ref}`);
  };
}
