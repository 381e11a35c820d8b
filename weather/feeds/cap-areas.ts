import type { WarningArea } from '../../domain/warning/feed/warning';
import { childrenNamed, childText, type XmlElement } from '../document/xml';
import { levelCodes } from './china-codes';

/** @returns one area for each code of a CAP area; Chinese codes of 12 digits are cut to their level. */
export function capAreas(area: XmlElement): WarningArea[] {
  const name = childText(area, 'areaDesc');
  const codes = childrenNamed(area, 'geocode')
    .map((geocode) => childText(geocode, 'value'))
    .filter(Boolean);
  if (codes.length === 0) return name ? [{ code: null, name }] : [];
  return codes.map((code) => ({ code: /^\d{12}$/.test(code) ? (levelCodes([code])[0] ?? code) : code, name }));
}
