import { sentence } from '../../domain/text/refusal';
import type { Hazard, WarningArea } from '../../domain/warning/feed/warning';
import { colourOf, colourOfHeadline } from '../colours';
import { child, childrenNamed, childText, type XmlElement } from '../document/xml';
import { finish, readable } from '../draft';
import type { Format } from '../format';
import { hazardOfCode, hazardOfName } from '../hazards';
import { areaOfIssuer, hazardNameOfHeadline, issuerOfHeadline } from '../headline';
import { FeedError, type FeedProblem } from '../reading';
import { levelCodes, stationArea } from './china-codes';

/**
 * Event types that are certain. Other 11BNN follow QWeather's 10NN with the same number, unless the headline differs.
 */
const SURE: ReadonlyMap<string, Hazard> = new Map([
  ['11B04', 'snow'],
  ['11B05', 'cold-wave'],
  ['11B06', 'wind'],
  ['11B16', 'frost'],
]);

/** Times without an offset are Beijing's. */
const OFFSET = '+08:00';

/**
 * A message of China's release system for emergency warnings (12379). Its XML resembles CAP, but namespace, times and
 * the meaning of `references` differ. `senderName` is a person and is never read.
 */
export const china12379: Format = {
  name: '12379',
  recognises: (document) =>
    document.kind === 'xml' &&
    document.root.name === 'alert' &&
    (child(document.root, 'sendTime') ?? child(document.root, 'senderCode')) !== undefined,
  read(document, context) {
    if (document.kind !== 'xml') return { warnings: [], problems: [] };
    const problems: FeedProblem[] = [];
    const alert = document.root;
    const info = child(alert, 'info');
    if (!info) throw new FeedError(sentence('feed-no-info'), 'alert.info');
    const identifier = childText(alert, 'identifier');
    const first = childText(alert, 'references');
    const headline = readable(childText(info, 'headline'));
    const colour = colourOf(childText(info, 'severity')) ?? colourOfHeadline(headline);
    const draft = {
      source: '12379',
      identifier,
      event: first,
      messageType: childText(alert, 'msgType'),
      status: childText(alert, 'status'),
      ...hazardIn(childText(info, 'eventType'), headline),
      colour,
      headline,
      issuer: childText(alert, 'sender') || issuerOfHeadline(headline),
      areas: childrenNamed(info, 'area').flatMap(areasOf),
      sent: childText(alert, 'sendTime') || sentIn(identifier),
      effective: childText(info, 'effective'),
      onset: childText(info, 'onset'),
      expires: childText(info, 'expires'),
      supersedes: [first],
    };
    if (draft.areas.length === 0)
      draft.areas = areaOfIssuer(draft.issuer, stationArea(childText(alert, 'senderCode') || identifier));
    return { warnings: [finish(draft, context, problems, OFFSET)], problems };
  },
};

function hazardIn(eventType: string, headline: string): { hazard: Hazard | null; hazardName: string } {
  const name = hazardNameOfHeadline(headline);
  const number = /^11B(\d\d)$/.exec(eventType)?.[1];
  const hazard = SURE.get(eventType) ?? hazardOfName(name || headline) ?? (number ? hazardOfCode(`10${number}`) : null);
  return { hazard, hazardName: name || eventType || headline };
}

/** An area has one description for all its codes, or a list of as many names as codes. */
function areasOf(area: XmlElement): WarningArea[] {
  const description = childText(area, 'areaDesc');
  const written = childrenNamed(area, 'geocode').flatMap((geocode) => [
    geocode.text,
    ...childrenNamed(geocode, 'value').map(({ text }) => text),
  ]);
  const codes = levelCodes(written.flatMap((text) => text.split(/[,，;；\s]+/)));
  if (codes.length === 0) return description ? [{ code: null, name: description }] : [];
  const names = description.split(/[、,，;；]/).map((name) => name.trim());
  return codes.map((code, index) => ({
    code,
    name: (names.length === codes.length ? names[index] : undefined) ?? description,
  }));
}

/** An identifier ends in the time of sending: …_20260110080000. */
function sentIn(identifier: string): string {
  const [, year, month, day, hour, minute, second] = /_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(identifier) ?? [];
  return year ? `${year}-${month}-${day} ${hour}:${minute}:${second}` : '';
}
