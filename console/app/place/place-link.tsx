import { Link } from 'react-router';
import { useMe } from '../session';

/** @returns the address of a place's record, in a campaign where one is named */
export const placePath = (code: string, campaign?: string | null): string =>
  `/places/${encodeURIComponent(code)}${campaign ? `?campaign=${encodeURIComponent(campaign)}` : ''}`;

/** The name of a place: it leads to the record, for those who may read reports. */
export function PlaceLink({ code, name, campaign }: { code: string; name: string; campaign?: string | null }) {
  const { can } = useMe();
  return can('see-reports') ? <Link to={placePath(code, campaign)}>{name}</Link> : name;
}
