import { seal, unseal } from './sealed';
import { allOf, lay, remove, take } from './shelves';

/**
 * The rows of a step, for a phone without network at the doors of a village: as the page shows them, surname and the
 * end of the number, sealed. The phone forgets them when the link or the round ends, and when the link's code is
 * asked for again.
 */

/** The rows in a page, and until when they may be kept. */
const ROWS = /<!--sealed (\d+)-->([\s\S]*)<!--\/sealed-->/;
/** The place in the kept page from which they were cut. */
const PLACE = /<!--rows of (\S+)-->/;

const pathOf = (address: string): string => new URL(address, location.origin).pathname;

/**
 * @returns the page without its rows, which are sealed apart; a page without any means that the phone has none to
 * keep
 */
export async function sealRoster(address: string, html: string): Promise<string> {
  const [whole, until, rows] = ROWS.exec(html) ?? [];
  if (whole === undefined || rows === undefined) {
    await dropRosters(pathOf(address));
    return html;
  }
  await lay('rosters', { address, link: pathOf(address), until: Number(until), sealed: await seal(rows) });
  return html.replace(ROWS, () => `<!--rows of ${address}-->`);
}

/** @returns the kept page with its rows, as long as the phone may keep them */
export async function openRoster(html: string): Promise<string> {
  const [, address] = PLACE.exec(html) ?? [];
  if (address === undefined) return html;
  await dropOldRosters();
  const roster = await take('rosters', address);
  const rows = roster && (await unseal<string>(roster.sealed).catch(() => undefined));
  return rows === undefined ? html.replace('<html', '<html data-forgotten') : html.replace(PLACE, () => rows);
}

/** Forgets the rows of a link that is over. */
export const dropRosters = (link: string): Promise<void> => dropWhere((roster) => roster.link === link);

/** Forgets rows whose round is over by the phone's own clock, without a network as well. */
export const dropOldRosters = (): Promise<void> => dropWhere(({ until }) => until < Date.now());

async function dropWhere(isOver: (roster: { link: string; until: number }) => boolean): Promise<void> {
  for (const roster of await allOf('rosters')) if (isOver(roster)) await remove('rosters', roster.address);
}
