import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { sentence } from '../../domain/text/refusal';
import { FeedError } from '../reading';

/** An element with its namespace resolved, so that `cap:alert` and `alert xmlns="…"` are the same. */
export interface XmlElement {
  name: string;
  /** Address of the namespace; empty for none. */
  namespace: string;
  attributes: Record<string, string>;
  /** Its own text, without that of the elements in it. */
  text: string;
  children: XmlElement[];
}

/** No real warning nests or repeats nearly as much; a document that does is an attack. */
const DEEPEST = 64;
const MOST_MARKS = 300_000;
const LONGEST_TAG = 64 * 1024;

/** Entities are decoded below, only XML's five and character numbers: the library expands nothing. */
const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
  maxNestedTags: DEEPEST,
});

/**
 * @returns the root element
 * @throws FeedError for a text that is not well-formed, and for things that no feed needs: a DOCTYPE, entities, depth,
 *   inline files
 */
export function readXml(text: string): XmlElement {
  refuse(text);
  const wellFormed = XMLValidator.validate(text);
  if (wellFormed !== true) {
    throw new FeedError(sentence('feed-not-xml', { line: wellFormed.err.line }));
  }
  const [root] = elementsIn(parsed(text), { '': '', xml: 'http://www.w3.org/XML/1998/namespace' });
  if (!root) throw new FeedError(sentence('feed-unreadable-xml'));
  return root;
}

function refuse(text: string): void {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new FeedError(sentence('feed-doctype'));
  refuseMarkup(text);
}

/**
 * The library's time grows with the number of tags, attributes and references, and with the square of a tag's length.
 */
function refuseMarkup(text: string): void {
  let [marks, tagFrom] = [0, -1];
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === LESS) tagFrom = at;
    if (char === LESS || char === AMPERSAND || (char === EQUALS && tagFrom >= 0)) marks++;
    if (char === GREATER) tagFrom = -1;
    if (marks > MOST_MARKS) throw new FeedError(sentence('feed-too-many-tags', { most: MOST_MARKS }));
    if (tagFrom >= 0 && at - tagFrom > LONGEST_TAG)
      throw new FeedError(sentence('feed-tag-too-long', { most: LONGEST_TAG }));
  }
}

const [AMPERSAND, LESS, EQUALS, GREATER] = [38, 60, 61, 62];

function parsed(text: string): unknown {
  try {
    return PARSER.parse(text);
  } catch (cause) {
    const tooDeep = cause instanceof Error && /nested/i.test(cause.message);
    throw new FeedError(tooDeep ? sentence('feed-too-deep', { most: DEEPEST }) : sentence('feed-unreadable-xml'));
  }
}

/** The library's ordered form: each node has one key, its name, beside `:@` for the attributes. */
const nodesSchema = z.array(z.record(z.string(), z.unknown()));
const attributesSchema = z.record(z.string(), z.string()).default({});

type Prefixes = Record<string, string>;

function elementsIn(nodes: unknown, above: Prefixes): XmlElement[] {
  return nodesSchema.parse(nodes).flatMap((node) => {
    const tag = Object.keys(node).find((key) => key !== ':@');
    if (!tag || tag.startsWith('#')) return [];
    const attributes = attributesSchema.parse(node[':@']);
    const prefixes = declared(attributes, above);
    const [name = '', prefix = ''] = tag.split(':').reverse();
    return [
      {
        name,
        namespace: prefixes[prefix] ?? '',
        attributes: mapValues(attributes, decoded),
        text: textIn(node[tag]),
        children: elementsIn(node[tag], prefixes),
      },
    ];
  });
}

function declared(attributes: Record<string, string>, above: Prefixes): Prefixes {
  const here = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  return here.length === 0
    ? above
    : { ...above, ...Object.fromEntries(here.map(([name, uri]) => [name.slice('xmlns:'.length), uri])) };
}

function textIn(nodes: unknown): string {
  const parts = nodesSchema.parse(nodes).map((node) => {
    if (typeof node['#text'] === 'string') return decoded(node['#text']);
    const cdata = node['#cdata'];
    return cdata === undefined
      ? ''
      : nodesSchema
          .parse(cdata)
          .map((part) => String(part['#text'] ?? ''))
          .join('');
  });
  return parts.join('').trim();
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name) return NAMED[name] ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  });

const mapValues = (record: Record<string, string>, map: (value: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

/** @returns the elements of a name right below this one. */
export const childrenNamed = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((below) => below.name === name);

/** @returns the first element of a name right below this one. */
export const child = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((below) => below.name === name);

/** @returns the text of the first element of a name; empty when there is none. */
export const childText = (element: XmlElement, name: string): string => child(element, name)?.text ?? '';
