import { fromBufferPromise } from 'yauzl';
import { type PrintName, printOf } from '../../domain/print/prints';
import { checkTags, isFit, type TemplateCheck } from '../../domain/print/tags';
import { type Problem, Refused, sentence } from '../../domain/text/refusal';
import { readTemplate } from './template';

const MEGABYTE = 1_048_576;
/** A template with a letterhead has some 200 kB; the table of Postgres has the same limit. */
export const TEMPLATE_BYTES = 2 * MEGABYTE;
const UNPACKED = 12 * MEGABYTE;
/** Of the parts that are filled: each row repeats a piece of them. */
const FILLED = MEGABYTE;
const MOST_PARTS = 300;

/** Parts that act by themselves, or hold other files. */
const ACTIVE = /vbaProject|vbaData|\/(?:embeddings|activeX|customUI)\/|\.(?:bin|exe|dll|js)$/i;
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
/** What lies outside is loaded when the document is opened; a link waits for a click. */
const OUTSIDE = /<Relationship\b(?![^>]*\/hyperlink")[^>]*TargetMode\s*=\s*["']External["']/i;

/**
 * Looks at a template before it is kept: it is unpacked within limits, and brings nothing that acts or loads.
 * @returns what its marks say, held against its printed form
 * @throws Refused when it is no plain Word document, or its marks are broken
 */
export async function lookAtTemplate(name: PrintName, file: Buffer): Promise<TemplateCheck> {
  await refuseForeignFile(file);
  const { tags } = await readTemplate(file).catch(() => {
    throw new Refused(sentence('template-marks'));
  });
  return checkTags(printOf(name), tags);
}

/** @throws Refused with every mark that does not fit */
export function refuseUnfit(name: PrintName, check: TemplateCheck): void {
  if (isFit(check)) return;
  const problems: Problem[] = [
    ...check.needed.map((mark) => ({ field: mark, ...sentence('template-mark-needed', { mark }) })),
    ...check.unknown.map((mark) => ({ field: mark, ...sentence('template-mark-unknown', { mark }) })),
    ...check.outside.map(({ name: mark, inside }) => ({
      ...{ field: mark, ...sentence('template-mark-outside', { mark, inside }) },
    })),
    ...check.unclosed.map((mark) => ({ field: mark, ...sentence('template-mark-unclosed', { mark }) })),
  ];
  throw new Refused(sentence('template-unfit', { print: printOf(name).name, count: problems.length }), problems);
}

const tooLarge = () =>
  new Refused(sentence('template-too-large', { megabytes: TEMPLATE_BYTES / MEGABYTE, unpacked: UNPACKED / MEGABYTE }));

async function refuseForeignFile(file: Buffer): Promise<void> {
  if (file.length > TEMPLATE_BYTES) throw tooLarge();
  const texts = await textsOf(file);
  const types = texts.get('[Content_Types].xml') ?? '';
  if (!types.includes(MAIN)) throw new Refused(sentence('template-not-word'));
  for (const [part, text] of texts) {
    const declares = text.includes('<!DOCTYPE') || text.includes('<!ENTITY');
    if (declares || (part.endsWith('.rels') && OUTSIDE.test(text)))
      throw new Refused(sentence('template-active', { part }));
    if (/^word\/(?:document|header\d*|footer\d*)\.xml$/.test(part) && text.length > FILLED) throw tooLarge();
  }
}

/** @returns its XML parts. The directory tells the sizes, and yauzl breaks off a part that is larger than it says. */
export async function textsOf(file: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(file)).catch(() => {
    throw new Refused(sentence('template-not-word'));
  });
  if (zip.entryCount > MOST_PARTS) throw tooLarge();
  const entries = [];
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (ACTIVE.test(entry.fileName)) throw new Refused(sentence('template-active', { part: entry.fileName }));
    unpacked += entry.uncompressedSize;
    if (unpacked > UNPACKED) throw tooLarge();
    entries.push(entry);
  }
  const texts = new Map<string, string>();
  for (const entry of entries) {
    if (!/\.(?:xml|rels)$/.test(entry.fileName)) continue;
    const stream = await zip.openReadStreamPromise(entry);
    stream.setEncoding('utf8');
    let text = '';
    for await (const piece of stream) text += String(piece);
    texts.set(entry.fileName, text);
  }
  return texts;
}
