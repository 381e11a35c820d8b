import { z } from 'zod';
import { attributionsIn } from '../attributions';
import { colourOf, colourOfHeadline, isBelowWarning } from '../colours';
import { isObject, shaped } from '../document/json';
import { finish, readable } from '../draft';
import type { Format } from '../format';
import { hazardOfCode, hazardOfName } from '../hazards';
import { areaOfIssuer } from '../headline';
import { readItems } from '../reading';

const text = z.string().nullish();

const warningSchema = z.object({
  id: z.string(),
  sender: text,
  pubTime: text,
  title: text,
  startTime: text,
  endTime: text,
  status: text,
  severity: text,
  severityColor: text,
  type: z.string(),
  typeName: z.string(),
  related: text,
});

/** QWeather's older interface for the warnings of a place, which QWeather is switching off: GET /v7/warning/now. */
export const qweatherV7: Format = {
  name: 'qweather-v7',
  recognises: (document) => document.kind === 'json' && isObject(document.data) && Array.isArray(document.data.warning),
  read(document, context) {
    const data = document.kind === 'json' && isObject(document.data) ? document.data : {};
    const { warning: warnings, refer } = data;
    const reading = readItems(Array.isArray(warnings) ? warnings : [], 'warning', (item, problems) => {
      const warning = shaped(warningSchema, item);
      const status = warning.status?.toLowerCase() ?? '';
      const draft = {
        source: 'qweather-v7',
        identifier: warning.id,
        event: warning.related,
        messageType: status === 'active' ? 'alert' : status,
        hazard: hazardOfCode(warning.type) ?? hazardOfName(readable(warning.typeName)),
        hazardName: warning.typeName || warning.type,
        belowWarning: isBelowWarning(warning.severityColor),
        colour: colourOf(warning.severityColor) ?? colourOfHeadline(readable(warning.title)),
        severity: warning.severity,
        headline: warning.title,
        issuer: warning.sender,
        areas: context.areas ?? areaOfIssuer(readable(warning.sender)),
        sent: warning.pubTime,
        onset: warning.startTime,
        // Always a day after the issue, whatever the weather: the time when the message lapses.
        expires: warning.endTime,
        supersedes: warning.related ? [warning.related] : [],
      };
      return [finish(draft, context, problems, '+08:00')];
    });
    return { ...reading, ...attributionsIn(isObject(refer) ? refer.sources : []) };
  },
};
