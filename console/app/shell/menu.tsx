import { ExportOutlined } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useMe } from '../session';
import type { Work } from '../types';
import { useData, useEvery } from '../use-data';
import { useWords } from '../words';
import { startOf } from '../work/start';
import { type Place, placesOf } from './nav';

const COUNT_EVERY_MS = 60_000;

/** A list of links, as a screen reader expects it; only links that the user may open. */
export function Menu() {
  const { say } = useWords();
  const { can, temporalUi } = useMe();
  const work = useData<Work>('/api/work');
  useEvery(COUNT_EVERY_MS, work.reload);
  const { pathname } = useLocation();
  const counted = useRef(pathname);
  // An act may have changed the counts before the reader goes on.
  useEffect(() => {
    if (pathname === counted.current) return;
    counted.current = pathname;
    work.reload();
  }, [pathname, work.reload]);
  const groups = placesOf(say)
    .map(({ title, places }) => ({ title, places: places.filter(({ needs }) => can(needs)) }))
    .filter(({ places }) => places.length > 0);
  return (
    <nav aria-label={say('主菜单', 'Main menu')} className="menu">
      {groups.map(({ title, places }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {places.map((place) => (
              <li key={place.to}>
                <MenuLink place={place} temporalUi={temporalUi ?? null} waiting={waitingAt(place.to, work.data)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** The kinds of work that a page of the menu has. */
const WORK_AT: Readonly<Record<string, readonly (keyof Work)[]>> = {
  '/warnings': ['alert', 'duty'],
  '/lists': ['rows', 'paper'],
  '/ledger': ['draft', 'arrival', 'bank'],
  '/chases': ['chase'],
  '/cases': ['case'],
  '/calls': ['call'],
};

const waitingAt = (to: string, work: Work | null): number => {
  if (!work) return 0;
  const kinds = to === '/work' ? (Object.keys(work) as (keyof Work)[]) : (WORK_AT[to] ?? []);
  return kinds.reduce((sum, kind) => sum + (work[kind]?.count ?? 0), 0);
};

function MenuLink({
  place: { to, icon, name, elsewhere },
  temporalUi,
  waiting,
}: {
  place: Place;
  temporalUi: string | null;
  waiting: number;
}) {
  const { say } = useWords();
  const start = startOf(useMe());
  const { pathname } = useLocation();
  if (!elsewhere)
    return (
      <NavLink to={to} className={({ isActive }) => (isActive || (pathname === '/' && to === start) ? 'active' : '')}>
        {icon} {name}{' '}
        {waiting > 0 && (
          <span className="waiting-count" title={say(`${waiting} 项待办`, `${waiting} to do`)}>
            {waiting}
          </span>
        )}
      </NavLink>
    );
  const address = to === '/temporal' ? temporalUi : to;
  if (!address) return null;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {icon} {name} <ExportOutlined className="away" />
    </a>
  );
}
