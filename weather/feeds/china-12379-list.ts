import { z } from 'zod';
import { colourOfHeadline } from '../colours';
import { isObject, shaped } from '../document/json';
import { finish, readable } from '../draft';
import type { FeedDocument, Format } from '../format';
import { hazardOfName } from '../hazards';
import { areaOfIssuer, hazardNameOfHeadline, issuerOfHeadline, messageTypeOfHeadline } from '../headline';
import { readItems } from '../reading';
import { stationArea } from './china-codes';

const itemSchema = z.object({
  headline: z.string().min(1),
  identifier: z.string(),
  sendTime: z.string().nullish(),
});

/** The public list of 12379. Hazard, colour and message type are in the headline only. */
export const china12379List: Format = {
  name: '12379-list',
  recognises: (document) =>
    itemsOf(document).some((item) => isObject(item) && 'headline' in item && 'sendTime' in item),
  read: (document, context) =>
    readItems(itemsOf(document), listPath(document), (item, problems) => {
      const { headline: written, identifier, sendTime } = shaped(itemSchema, item);
      const headline = readable(written);
      const name = hazardNameOfHeadline(headline);
      const issuer = issuerOfHeadline(headline);
      const draft = {
        source: '12379-list',
        identifier,
        messageType: messageTypeOfHeadline(headline),
        hazard: hazardOfName(name || headline),
        hazardName: name || headline,
        colour: colourOfHeadline(headline),
        headline,
        issuer,
        areas: areaOfIssuer(issuer, stationArea(identifier)),
        sent: sendTime,
      };
      return [finish(draft, context, problems, '+08:00')];
    }),
};

/** The list itself, or the only list in the object around it, whatever its key. */
function itemsOf(document: FeedDocument): unknown[] {
  if (document.kind !== 'json') return [];
  const { data } = document;
  const key = listKey(data);
  const list = isObject(data) && key ? data[key] : data;
  return Array.isArray(list) ? list : [];
}

const listKey = (data: unknown): string | undefined =>
  isObject(data)
    ? Object.keys(data).find((key) => {
        const list = data[key];
        return Array.isArray(list) && list.some((item) => isObject(item) && 'headline' in item && 'sendTime' in item);
      })
    : undefined;

const listPath = (document: FeedDocument): string => (document.kind === 'json' ? (listKey(document.data) ?? '') : '');
