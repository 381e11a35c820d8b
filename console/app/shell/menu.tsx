import { ExportOutlined } from '@ant-design/icons';
import { useEffect } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useMe } from '../session';
import type { Work } from '../types';
import { useData, useEvery } from '../use-data';
import { useWords } from '../words';
import { type Place, placesOf } from './nav';

const COUNT_EVERY_MS = 60_000;

/** A list of links, as a screen reader expects it; only links that the user may open. */
export function Menu() {
  const { say } = useWords();
  const { can, temporalUi } = useMe();
  const work = useData<Work>('/api/work');
  useEvery(COUNT_EVERY_MS, work.reload);
  const { pathname } = useLocation();
  // An act may have changed the counts before the reader goes on.
  useEffect(() => {
    if (pathname) work.reload();
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

const waitingAt = (to: string, work: Work | null): number =>
  to === '/chases' ? (work?.chases ?? 0) : to === '/calls' ? (work?.calls ?? 0) : 0;

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
  if (!elsewhere)
    return (
      <NavLink to={to} end={to === '/'}>
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
