import { z } from 'zod';
import { masked } from '../../../../domain/people/masks';
import { kindName } from '../../../../domain/people/region-kinds';
import { CONTACTS, GAPS, PLACES } from '../../../../domain/table/shapes/register';
import { type ContactListed, contactSource } from '../../../../store/people/contact-list';
import { type PlaceListed, placeSource } from '../../../../store/people/place-list';
import { regionKinds } from '../../../../store/people/region-kinds';
import { gapsBelow } from '../../../../store/people/region-life';
import { smallTableOf, tableOf } from '../served-table';

export const contactRowSchema = z
  .object({
    id: z.int().describe('Of the duty'),
    contact: z.int().describe('By which POST /api/people/reveal shows the person'),
    ...{ region: z.string(), place: z.string(), above: z.string().nullable(), duty: z.string() },
    name: z.string().nullable().describe('Masked, as the next two; null where the role may not see people'),
    ...{ phone: z.string().nullable(), email: z.string().nullable() },
    reach: z.enum(['well', 'stopped', 'bad', 'none', 'opted-out']),
    ...{ language: z.string(), leaveUntil: z.string().nullable() },
  })
  .describe('Somebody with a duty for a place');

export const contacts = tableOf<ContactListed>(CONTACTS, contactRowSchema, {
  source: (sql, { top, may }) => contactSource(sql, { top, people: may('reveal-people') }),
  shown: ({ name, ...rest }) => (name === null ? { ...rest, name } : masked({ ...rest, name })),
});

export const placeRowSchema = z
  .object({
    ...{ code: z.string(), name: z.string(), kind: z.string(), above: z.string().nullable() },
    ...{ below: z.int(), people: z.int(), state: z.enum(['open', 'closed']), closedAt: z.iso.datetime().nullable() },
  })
  .describe('A region of the register');

export const places = tableOf<PlaceListed>(PLACES, placeRowSchema, {
  source: (sql, { top }) => placeSource(sql, { top }),
});

export const gapRowSchema = z
  .object({
    ...{ code: z.string(), name: z.string(), above: z.string(), kind: z.string(), kindName: z.string() },
    why: z.enum(['nobody', 'unreachable']),
  })
  .describe('A place that nothing reaches');

/** As many as a province has villages. */
const MOST_GAPS = 50_000;

export const gaps = smallTableOf(GAPS, gapRowSchema, async (sql, { top, language }) => {
  const [{ gaps: found }, kinds] = await Promise.all([gapsBelow(sql, top, MOST_GAPS), regionKinds(sql)]);
  return found.map((gap) => ({ ...gap, kindName: kindName(kinds, gap.kind, language) }));
});
