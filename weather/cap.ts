import { SEVERITIES, type Warning } from '../domain/weather/warning';
import { capAreas } from './cap-areas';
import { colourOf, colourOfHeadline } from './colours';
import { finish } from './draft';
import type { Format } from './format';
import { hazardOfName } from './hazards';
import { type FeedContext, FeedError, type FeedProblem } from './reading';
import { vtecEnd } from './vtec';
import { child, childrenNamed, childText, type XmlElement } from './xml';

/** OASIS Common Alerting Protocol; 1.1 and 1.2 differ in nothing that is read here. */
const NAMESPACE = /^urn:oasis:names:tc:emergency:cap:1\.[0-2]$/;

/** A file within the message is refused before anything is made of it. */
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
  if (events.length === 0) throw new FeedError('missing-field', 'the message has no <info>', 'alert.info');
  return events.map((infos, index) =>
    warningOf(alert, infos, index === 0 ? '' : `#${eventOf(infos[0])}`, context, problems),
  );
}

/** @param mark tells a message's further events apart, and is the same in their updates. */
function warningOf(
  alert: XmlElement,
  infos: XmlElement[],
  mark: string,
  context: FeedContext,
  problems: FeedProblem[],
): Warning {
  const [info] = [...infos].sort((a, b) => rank(b) - rank(a));
  if (!info) throw new FeedError('missing-field', 'the message has no <info>', 'alert.info');
  for (const part of infos) refuseInlineFiles(part);
  const references = referencesIn(childText(alert, 'references'));
  const identifier = childText(alert, 'identifier');
  const parameters = parametersOf(info);
  const headline = childText(info, 'headline');
  const event = childText(info, 'event');
  const draft = {
    source: 'cap',
    identifier: identifier && identifier + mark,
    event: references[0] && references[0] + mark,
    messageType: childText(alert, 'msgType'),
    status: childText(alert, 'status'),
    hazard: hazardOfName(event || headline),
    hazardName: event || headline,
    colour: colourIn(parameters) ?? colourOfHeadline(headline),
    severity: childText(info, 'severity'),
    headline,
    issuer: childText(info, 'senderName') || childText(alert, 'sender'),
    areas: infos.flatMap((part) => childrenNamed(part, 'area')).flatMap(capAreas),
    sent: childText(alert, 'sent'),
    effective: childText(info, 'effective'),
    onset: childText(info, 'onset'),
    ends: parameters.get('eventEndingTime') ?? vtecEnd(parameters.get('VTEC')),
    expires: childText(info, 'expires'),
    supersedes: references.map((other) => other + mark),
  };
  return finish(draft, context, problems);
}

const eventOf = (info: XmlElement | undefined): string => (info ? childText(info, 'event') : '');

/** The worst first: a message may be milder for some of its areas. */
const rank = (info: XmlElement): number => RANKS.indexOf(childText(info, 'severity').toLowerCase());
const RANKS: readonly string[] = SEVERITIES.filter((one) => one !== 'unknown');

/** One language of the message: Chinese, else English, else the first; grouped by event, for each may have its areas. */
function infosByEvent(infos: XmlElement[]): XmlElement[][] {
  const languages = infos.map((info) => (childText(info, 'language') || 'en-US').toLowerCase());
  const language = languages.find((one) => one.startsWith('zh')) ?? languages.find((one) => one.startsWith('en'));
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

/** MeteoAlarm's level names its colour: `3; orange; Severe`. */
const colourIn = (parameters: Map<string, string>) => colourOf(parameters.get('awareness_level')?.split(';')[1]);

function refuseInlineFiles(info: XmlElement): void {
  const sizes = childrenNamed(info, 'resource').map((resource) => child(resource, 'derefUri')?.text.length ?? 0);
  if (sizes.reduce((sum, size) => sum + size, 0) > LARGEST_INLINE)
    throw new FeedError(
      'inline-file',
      `the message holds files of more than ${LARGEST_INLINE} bytes: refused`,
      'alert.info.resource',
    );
}
