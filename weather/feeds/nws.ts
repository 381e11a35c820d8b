import { z } from 'zod';
import { sentence } from '../../domain/text/refusal';
import type { WarningArea } from '../../domain/warning/feed/warning';
import { isObject, shaped } from '../document/json';
import { finish, readable } from '../draft';
import type { FeedDocument, Format } from '../format';
import { hazardOfName } from '../hazards';
import { FeedError, readItems } from '../reading';
import { vtecEnd } from './vtec';

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();

const propertiesSchema = z.object({
  id: z.string(),
  areaDesc: text,
  geocode: z.object({ SAME: texts, UGC: texts }).nullish(),
  references: z.array(z.object({ identifier: z.string(), sent: text })).nullish(),
  sent: text,
  effective: text,
  onset: text,
  expires: text,
  ends: text,
  status: text,
  messageType: text,
  severity: text,
  event: z.string(),
  senderName: text,
  headline: text,
  parameters: z.object({ VTEC: texts, eventEndingTime: texts }).nullish(),
});
type Properties = z.infer<typeof propertiesSchema>;

/** Alerts of the United States' National Weather Service as GeoJSON: api.weather.gov/alerts, all or a single one. */
export const nws: Format = {
  name: 'nws',
  recognises: (document) =>
    document.kind === 'json' &&
    isObject(document.data) &&
    (document.data.type === 'Feature' || document.data.type === 'FeatureCollection'),
  read: (document, context) =>
    readItems(featuresOf(document), 'features', (feature, problems) => {
      const alert = shaped(propertiesSchema, isObject(feature) ? feature.properties : feature, 'properties');
      const references = [...(alert.references ?? [])].sort((a, b) => timeOf(a.sent) - timeOf(b.sent));
      const draft = {
        source: 'nws',
        identifier: alert.id,
        event: references[0]?.identifier,
        messageType: alert.messageType,
        status: alert.status,
        hazard: hazardOfName(readable(alert.event)),
        hazardName: alert.event,
        severity: alert.severity,
        headline: alert.headline,
        issuer: alert.senderName,
        areas: areasOf(alert),
        sent: alert.sent,
        effective: alert.effective,
        onset: alert.onset,
        ends: alert.ends ?? alert.parameters?.eventEndingTime?.[0] ?? vtecEnd(alert.parameters?.VTEC?.[0]),
        expires: alert.expires,
        supersedes: references.map(({ identifier }) => identifier),
      };
      return [finish(draft, context, problems)];
    }),
};

function featuresOf(document: FeedDocument): unknown[] {
  if (document.kind !== 'json' || !isObject(document.data)) return [];
  const { type, features } = document.data;
  if (type === 'Feature') return [document.data];
  if (Array.isArray(features)) return features;
  throw new FeedError(sentence('feed-no-features'), 'features');
}

const timeOf = (sent: string | null | undefined): number => Date.parse(sent ?? '') || 0;

/** Zones (UGC), else counties (SAME), with their names where there are as many of both. */
function areasOf({ areaDesc, geocode }: Properties): WarningArea[] {
  const description = areaDesc ?? '';
  const codes = geocode?.UGC?.length ? geocode.UGC : (geocode?.SAME ?? []);
  const names = description.split(';').map((name) => name.trim());
  if (codes.length === 0) return names.filter(Boolean).map((name) => ({ code: null, name }));
  return codes.map((code, index) => ({
    code,
    name: (names.length === codes.length ? names[index] : undefined) ?? description,
  }));
}
