import { z } from 'zod';
import { attributionsIn } from '../attributions';
import { colourOf, isBelowWarning } from '../colours';
import { isObject, shaped } from '../document/json';
import { finish, readable } from '../draft';
import type { Format } from '../format';
import { hazardOfCode, hazardOfName } from '../hazards';
import { areaOfIssuer } from '../headline';
import { readItems } from '../reading';

const text = z.string().nullish();

const alertSchema = z.object({
  id: z.string(),
  senderName: text,
  issuedTime: text,
  messageType: z.object({ code: text, supersedes: z.array(z.string()).nullish() }).nullish(),
  eventType: z.object({ name: z.string(), code: z.string() }),
  severity: text,
  color: z.object({ code: text }).nullish(),
  effectiveTime: text,
  onsetTime: text,
  // QWeather's reference has one name, its examples the other.
  expireTime: text,
  expiredTime: text,
  headline: text,
});

/** QWeather's alerts of a point: GET /weatheralert/v1/current/{latitude}/{longitude}. */
export const qweather: Format = {
  name: 'qweather',
  recognises: (document) => document.kind === 'json' && isObject(document.data) && Array.isArray(document.data.alerts),
  read(document, context) {
    const data = document.kind === 'json' && isObject(document.data) ? document.data : {};
    const { alerts, metadata } = data;
    const reading = readItems(Array.isArray(alerts) ? alerts : [], 'alerts', (item, problems) => {
      const alert = shaped(alertSchema, item);
      const { name, code } = alert.eventType;
      const supersedes = alert.messageType?.supersedes ?? [];
      const draft = {
        source: 'qweather',
        identifier: alert.id,
        // Identifiers begin with their time, so the smallest is the first.
        event: [...supersedes].sort()[0],
        messageType: alert.messageType?.code,
        hazard: hazardOfCode(code) ?? hazardOfName(readable(name)),
        hazardName: name || code,
        belowWarning: isBelowWarning(alert.color?.code),
        colour: colourOf(alert.color?.code),
        severity: alert.severity,
        headline: alert.headline,
        issuer: alert.senderName,
        areas: context.areas ?? areaOfIssuer(readable(alert.senderName)),
        sent: alert.issuedTime,
        effective: alert.effectiveTime,
        onset: alert.onsetTime,
        expires: alert.expireTime ?? alert.expiredTime,
        supersedes,
      };
      return [finish(draft, context, problems, 'Z')];
    });
    return { ...reading, ...attributionsIn(isObject(metadata) ? metadata.attributions : []) };
  },
};
