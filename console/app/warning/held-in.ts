import { COLOURS, type Colour } from '../../../domain/warning/feed/warning';
import type { WarningEvent } from '../types';

const strength = (colour: Colour | null): number => COLOURS.indexOf(colour ?? 'yellow');

/** The strongest warning of a place; `part`: it holds only for places below. */
export interface Held<Event> {
  event: Event;
  part: boolean;
}

/**
 * A warning for a superior place holds here; a warning for a place below holds in a part.
 * @param line codes from the top down to the place
 * @param own the reader's region, who sees only warnings that concern it: one for no place below it is for one above
 * @returns the strongest; null where none holds
 */
export function heldIn<Event extends Pick<WarningEvent, 'colour'> & { areas: { code: string; path: string }[] }>(
  events: readonly Event[],
  { line, own }: { line: readonly string[]; own: string | null },
): Held<Event> | null {
  const code = line.at(-1) ?? '';
  const holding = events.flatMap((event) =>
    event.areas.flatMap((area) => {
      const path = area.path.split('/');
      const above = own !== null && !path.includes(own);
      if (above || line.includes(area.code)) return [{ event, part: false }];
      return path.includes(code) ? [{ event, part: true }] : [];
    }),
  );
  return holding.sort((a, b) => strength(b.event.colour) - strength(a.event.colour))[0] ?? null;
}
