/**
 * @param plain name for what cannot read the other; an id may be in Chinese, which this part of a header must not hold
 * @param shown name that browsers take; the plain one when left out
 * @returns the header of a file that is kept and not shown
 */
export function attachment(plain: string, shown = plain): string {
  const latin = plain.replace(/[^\w.-]+/g, '_');
  const named = `attachment; filename="${latin}"`;
  return latin === shown ? named : `${named}; filename*=UTF-8''${encodeURIComponent(shown)}`;
}
