import { ExportOutlined } from '@ant-design/icons';
import { NavLink } from 'react-router';
import { useMe } from '../session';
import { useWords } from '../words';
import { type Place, placesOf } from './nav';

/** A list of links, as a screen reader expects it; only links that the user may open. */
export function Menu() {
  const { say } = useWords();
  const { can, temporalUi } = useMe();
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
                <MenuLink place={place} temporalUi={temporalUi ?? null} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function MenuLink({ place: { to, icon, name, elsewhere }, temporalUi }: { place: Place; temporalUi: string | null }) {
  if (!elsewhere)
    return (
      <NavLink to={to} end={to === '/'}>
        {icon} {name}
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
