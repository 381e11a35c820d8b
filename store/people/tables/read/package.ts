import sax from 'sax';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { Refused, sentence } from '../../../../domain/text/refusal';
import { type Limits, MOST_PARTS, MOST_RATIO, RATIO_FROM } from './limits';
import type { Source } from './source';

/** The parts of a workbook nest eight deep. */
const DEEPEST = 64;

/** Events of an XML document while it is read, with names without prefix. */
export interface XmlReader {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  text(text: string): void;
}

/** The parts of a workbook, which is a ZIP of XML documents; each is unpacked only while it is read. */
export interface Parts {
  has(name: string): boolean;
  /** @throws Error when the part is missing, not XML, or differs from the ZIP's directory */
  read(name: string, reader: XmlReader): Promise<void>;
  /** Reads likewise, in steps: what the reader has found can be taken after each. */
  steps(name: string, reader: XmlReader): AsyncGenerator<void>;
  /** Reads a part without what stands in its elements of a name, which is much. */
  readAround(element: string, name: string, reader: XmlReader): Promise<void>;
  close(): void;
}

/**
 * @throws Refused when the file is no ZIP; when it would unpack to more than may be, which the directory of the ZIP
 *   tells before anything is unpacked (and yauzl breaks off a part that turns out larger than it says)
 */
export async function openParts(source: Source, { unpacked: most }: Pick<Limits, 'unpacked'>): Promise<Parts> {
  const { file } = source;
  const options = { autoClose: false };
  const zip = await ('path' in source
    ? openPromise(source.path, options)
    : fromBufferPromise(Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength), options));
  if (zip.entryCount > MOST_PARTS) throw new Refused(sentence('workbook-unpacks', { file }));
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, entry);
    unpacked += entry.uncompressedSize;
  }
  const bomb = unpacked > RATIO_FROM && unpacked > MOST_RATIO * zip.fileSize;
  if (unpacked > most || bomb) throw new Refused(sentence('workbook-unpacks', { file }));
  const steps = (name: string, reader: XmlReader) => readSteps(textsOf(zip, entries.get(name)), reader);
  return {
    has: (name) => entries.has(name),
    steps,
    read: (name, reader) => toTheEnd(steps(name, reader)),
    readAround: (element, name, reader) =>
      toTheEnd(readSteps(around(element, textsOf(zip, entries.get(name))), reader)),
    close: () => zip.close(),
  };
}

async function toTheEnd(steps: AsyncGenerator<void>): Promise<void> {
  for await (const _ of steps);
}

async function* textsOf(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<string> {
  if (!entry) throw new Error('A part of the workbook is missing');
  const stream = await zip.openReadStreamPromise(entry);
  stream.setEncoding('utf8');
  for await (const piece of stream) yield String(piece);
}

async function* readSteps(texts: AsyncIterable<string>, reader: XmlReader): AsyncGenerator<void> {
  const parser = xmlParser(reader);
  for await (const piece of texts) {
    parser.write(piece);
    yield;
  }
  parser.close();
}

/** A tag may be cut by the end of a piece; so many signs are kept to find it. */
const LONGEST_TAG = 200;

/** @returns the text of a document without the content of its elements of a name; their tags stay. */
async function* around(element: string, texts: AsyncIterable<string>): AsyncGenerator<string> {
  const begins = new RegExp(`<(?:\\w+:)?${element}(?:\\s[^>]*)?(?<!/)>`);
  const ends = new RegExp(`</(?:\\w+:)?${element}\\s*>`);
  let held = '';
  let isInside = false;
  for await (const text of texts) {
    held += text;
    for (let found = (isInside ? ends : begins).exec(held); found; found = (isInside ? ends : begins).exec(held)) {
      if (!isInside) yield held.slice(0, found.index + found[0].length);
      held = held.slice(isInside ? found.index : found.index + found[0].length);
      isInside = !isInside;
    }
    const kept = Math.max(0, held.length - LONGEST_TAG);
    if (!isInside && kept > 0) yield held.slice(0, kept);
    held = held.slice(kept);
  }
  if (!isInside) yield held;
}

function xmlParser({ open, close, text }: XmlReader): sax.SAXParser {
  const parser = sax.parser(true);
  let depth = 0;
  parser.onopentag = ({ name, attributes }) => {
    if (++depth > DEEPEST) throw new Error('XML is nested too deep');
    open(local(name), attributes as Record<string, string>);
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    close(local(name));
  };
  parser.ontext = parser.oncdata = text;
  parser.ondoctype = () => {
    throw new Error('A workbook declares no entities');
  };
  parser.onerror = (error) => {
    throw error;
  };
  return parser;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
