import { Readable } from 'node:stream';
import sax from 'sax';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Refused, sentence } from '../../../../domain/text/refusal';
import { MOST_PARTS, MOST_RATIO, MOST_UNPACKED, RATIO_FROM } from './limits';

/** Old workbooks, and new ones with a password, are OLE files. */
const OLE = Buffer.from('d0cf11e0', 'hex');
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
}

/**
 * @throws Refused when the file is no ZIP; when it would unpack to more than a register can have, which the directory
 *   of the ZIP tells before anything is unpacked (and yauzl breaks off a part that turns out larger than it says)
 */
export async function openParts(file: string, bytes: Buffer): Promise<Parts> {
  if (bytes.subarray(0, OLE.length).equals(OLE)) throw new Refused(sentence('workbook-old', { file }));
  const zip = await fromBufferPromise(bytes);
  if (zip.entryCount > MOST_PARTS) throw new Refused(sentence('workbook-unpacks', { file }));
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, entry);
    unpacked += entry.uncompressedSize;
  }
  const bomb = unpacked > RATIO_FROM && unpacked > MOST_RATIO * bytes.length;
  if (unpacked > MOST_UNPACKED || bomb) throw new Refused(sentence('workbook-unpacks', { file }));
  return { has: (name) => entries.has(name), read: (name, reader) => readPart(zip, entries.get(name), reader) };
}

async function readPart(zip: ZipFile, entry: Entry | undefined, reader: XmlReader): Promise<void> {
  if (!entry) throw new Error('A part of the workbook is missing');
  const parser = xmlParser(reader);
  const stream = Readable.from(await zip.openReadStreamPromise(entry));
  stream.setEncoding('utf8');
  for await (const piece of stream) parser.write(String(piece));
  parser.close();
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
