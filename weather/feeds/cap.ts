import { sentence } from '../../domain/text/refusal';
import { SEVERITIES, type Warning } from '../../domain/warning/feed/warning';
import { colourOf, colourOfHeadline, colourOfLevel, isBelowWarning } from '../colours';
import { child, childrenNamed, childText, type XmlElement } from '../document/xml';
import { finish, readable } from '../draft';
import type { Format } from '../format';
import { hazardOfName } from '../hazards';
import { type FeedContext, FeedError, type FeedProblem, problemOf } from '../reading';
import { capAreas } from './cap-areas';
import { vtecEnd } from './vtec';

/** OASIS Common Alerting Protocol; all that is read here is the same in 1.1 and 1.2. */
const NAMESPACE = /^urn:oasis:names:tc:emergency:cap:1\.[0-2]$/;

/** A larger file within the message is refused before it is decoded. */
const LARGEST_INLINE = 64 * 1024;

/** A CAP 1.2 or 1.1 message, with or without prefixes. */
export const cap: Format = {
  name: 'cap',
  recognises: (document) => document.kind === 'xml' && document.root.name === 'alert' && isCap(document.root),
  read(document, context) {
    if (document.kind !== 'xml') return { warnings: [], problems: [] };
    const problems: FeedProblem[] = [];
    const warnings = warningsOf(document.root, context, problems);
    return { warnings, problems };
  },
};

/** Some issuers leave the namespace out. */
const isCap = ({ namespace, children }: XmlElement): boolean =>
  NAMESPACE.test(namespace) || (!namespace && children.some(({ name }) => name === 'sent'));

function warningsOf(alert: XmlElement, context: FeedContext, problems: FeedProblem[]): Warning[] {
  const events = infosByEvent(childrenNamed(alert, 'info'));
  if (events.length === 0) return [cancellation(alert, context, problems)];
  return events.flatMap((infos, index) => {
    const mark = index === 0 ? '' : MARK + eventOf(infos[0]).slice(0, LONGEST_MARK);
    try {
      return [warningOf(alert, infos, { mark, context, problems })];
    } catch (error) {
      // Of several events, some may be below a warning.
      const isGreen = error instanceof FeedError && error.code === 'feed-below-warning';
      if (!isGreen || events.length === 1) throw error;
      problems.push(problemOf(error, childText(alert, 'identifier') + mark));
      return [];
    }
  });
}

/** Stands between the message's identifier and the name of a further event. */
const MARK = '#';
/** Short enough that an identifier with its mark stays within the limit of identifiers. */
const LONGEST_MARK = 60;

/** The fields of the message as a whole, with the mark of one event behind every identifier. */
function envelope(alert: XmlElement, mark: string) {
  const references = referencesIn(childText(alert, 'references'));
  const identifier = childText(alert, 'identifier');
  return {
    source: 'cap',
    identifier: identifier && identifier + mark,
    event: references[0] && references[0] + mark,
    messageType: childText(alert, 'msgType'),
    status: childText(alert, 'status'),
    sent: childText(alert, 'sent'),
    supersedes: references.map((other) => other + mark),
  };
}

/** A CAP cancellation may omit the content: the messages that it names have it. */
function cancellation(alert: XmlElement, context: FeedContext, problems: FeedProblem[]): Warning {
  const said = envelope(alert, '');
  if (said.messageType.toLowerCase() !== 'cancel') throw new FeedError(sentence('feed-no-info'), 'alert.info');
  if (said.supersedes.length === 0) throw new FeedError(sentence('feed-cancels-nothing'), 'alert.references');
  const headline = childText(alert, 'note') || said.identifier;
  const draft = { ...said, hazard: null, hazardName: '', headline, issuer: childText(alert, 'sender'), areas: [] };
  return finish(draft, context, problems);
}

/** @param mark identifies a further event of the message, the same in its updates. */
function warningOf(
  alert: XmlElement,
  given: XmlElement[],
  { mark, context, problems }: { mark: string; context: FeedContext; problems: FeedProblem[] },
): Warning {
  for (const part of given) refuseInlineFiles(part);
  const over = given.every(isAllClear);
  const belowWarning = given.every(isGreen);
  // If only some areas are green, the others are warned.
  const infos = belowWarning ? given : given.filter((part) => !isGreen(part));
  const [info] = [...infos].sort((a, b) => rank(b) - rank(a));
  if (!info) throw new FeedError(sentence('feed-no-info'), 'alert.info');
  const parameters = parametersOf(info);
  const headline = readable(childText(info, 'headline'));
  const event = readable(childText(info, 'event'));
  const said = envelope(alert, mark);
  const draft = {
    ...said,
    messageType: over ? 'cancel' : said.messageType,
    belowWarning: belowWarning && !over,
    hazard: hazardOfName(event || headline),
    hazardName: event || headline,
    colour: colourIn(parameters) ?? colourOfHeadline(headline),
    severity: childText(info, 'severity'),
    headline,
    issuer: childText(info, 'senderName') || childText(alert, 'sender'),
    areas: infos.flatMap((part) => childrenNamed(part, 'area')).flatMap(capAreas),
    effective: childText(info, 'effective'),
    onset: childText(info, 'onset'),
    ends: parameters.get('eventEndingTime') ?? vtecEnd(parameters.get('VTEC')),
    expires: childText(info, 'expires'),
  };
  return finish(draft, context, problems);
}

/** The subject event no longer poses a threat (CAP 1.2, 3.2.2); any message type can say so. */
const isAllClear = (info: XmlElement): boolean =>
  childrenNamed(info, 'responseType').some(({ text }) => text.toLowerCase() === 'allclear');

/** MeteoAlarm issues its lowest level too. */
const isGreen = (info: XmlElement): boolean => isBelowWarning(parametersOf(info).get('awareness_level'));

const eventOf = (info: XmlElement | undefined): string => (info ? childText(info, 'event') : '');

/** The worst first: a message may be milder for some of its areas. */
const rank = (info: XmlElement): number => RANKS.indexOf(childText(info, 'severity').toLowerCase());
const RANKS: readonly string[] = SEVERITIES.filter((one) => one !== 'unknown');

const SIMPLIFIED = /^zh(?:-cn|-sg|-hans|$)/;

/**
 * Takes one language of the message: Chinese, else English, else the first; grouped by event, because each event may
 * have its own areas.
 */
function infosByEvent(infos: XmlElement[]): XmlElement[][] {
  const languages = infos.map((info) => (childText(info, 'language') || 'en-US').toLowerCase());
  const first = (begins: RegExp) => languages.find((one) => begins.test(one));
  const language = first(SIMPLIFIED) ?? first(/^zh/) ?? first(/^en/);
  const groups = new Map<string, XmlElement[]>();
  for (const [index, info] of infos.entries()) {
    if (languages[index] !== (language ?? languages[0])) continue;
    groups.set(eventOf(info), [...(groups.get(eventOf(info)) ?? []), info]);
  }
  return [...groups.values()];
}

/** No event has had nearly as many messages. */
const MOST_REFERENCES = 2_000;

/** @param text `sender,identifier,sent` triples. @returns the identifiers, the first sent first. */
function referencesIn(text: string): string[] {
  const triples = text.split(/\s+/, MOST_REFERENCES).map((triple) => triple.split(','));
  const sentOf = (triple: string[]): number => Date.parse(triple[2] ?? '') || 0;
  return triples.sort((a, b) => sentOf(a) - sentOf(b)).flatMap(([, identifier]) => (identifier ? [identifier] : []));
}

const parametersOf = (info: XmlElement): Map<string, string> =>
  new Map(childrenNamed(info, 'parameter').map((one) => [childText(one, 'valueName'), childText(one, 'value')]));

/** MeteoAlarm's level names its colour (`3; orange; Severe`), others have a parameter for it. */
const colourIn = (parameters: Map<string, string>) =>
  colourOfLevel(parameters.get('awareness_level')) ??
  [...parameters].flatMap(([name, value]) => (COLOUR_NAMES.test(name) ? (colourOf(value) ?? []) : []))[0] ??
  null;

const COLOUR_NAMES = /colou?r$|[颜顏]色$|^alert_?level$/i;

function refuseInlineFiles(info: XmlElement): void {
  const sizes = childrenNamed(info, 'resource').map((resource) => child(resource, 'derefUri')?.text.length ?? 0);
  if (sizes.reduce((sum, size) => sum + size, 0) > LARGEST_INLINE)
    throw new FeedError(sentence('feed-inline-file', { most: LARGEST_INLINE }), 'alert.info.resource');
}
