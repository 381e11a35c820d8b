import {
  ImagePlugin,
  LoopPlugin,
  MimeType,
  RawXmlPlugin,
  type Tag,
  type TemplateContent,
  type TemplateData,
  TemplateHandler,
  TextPlugin,
} from 'easy-template-x';
import type { Instant } from '../../domain/instant';
import type { Block, Code, Filled, Photo } from '../../domain/print/filled';
import type { Tag as Stands } from '../../domain/print/tags';
import { fixZipDates } from '../document/zip-dates';
import { codePicture } from './code-picture';

/** Side of a code square on paper, in pixels of 1/96 inch: 2.1 cm. */
const CODE_SIDE = 80;
/** What a template may set for its pages; fewer rows than one make no page, more fit on no paper. */
const MOST_PER_PAGE = 60;

/** Parts that begin and end in paragraphs of their own, with whatever stands between: a page, a letter. */
const WHOLE = ['页', '信', '照片'];

/** Repeats pages with their tables; the library would join the last paragraph of one with the first of the next. */
class Parts extends LoopPlugin {
  override containerTagReplacements(...given: Parameters<LoopPlugin['containerTagReplacements']>): Promise<void> {
    const [tags] = given;
    const [begins] = tags;
    if (begins && WHOLE.includes(begins.name)) begins.options = { ...begins.options, loopOver: 'paragraph' };
    return super.containerTagReplacements(...given);
  }
}

/**
 * Text, parts, pictures, and blocks that we have made: what stands for a mark is decided by the content, so a template
 * cannot bring links, charts or raw XML.
 */
const handler = () =>
  new TemplateHandler({ plugins: [new Parts(), new ImagePlugin(), new RawXmlPlugin(), new TextPlugin()] });

/** What a template says. */
export interface Template {
  tags: Stands[];
  /** Rows on a page, as `{#页[每页: 10]}` says; undefined when it does not. */
  perPage: number | undefined;
}

/**
 * @param template a Word document, which was looked at (`template-file.ts`)
 * @throws Error when its marks are no placeholders
 */
export async function readTemplate(template: Buffer): Promise<Template> {
  const tags = await handler().parseTags(template);
  const perPage: unknown = tags.find(({ name }) => name === '页')?.options?.每页;
  const isCount = typeof perPage === 'number' && Number.isInteger(perPage) && perPage > 0 && perPage <= MOST_PER_PAGE;
  return { tags: tags.map(standing), perPage: isCount ? perPage : undefined };
}

const standing = ({ name, disposition }: Tag): Stands => ({
  name,
  stands: disposition === 'Open' ? 'begins' : disposition === 'Close' ? 'ends' : 'alone',
});

/**
 * Fills a template.
 * @param at the moment that the document names as its own, so that the same content gives the same bytes
 * @returns a Word document
 */
export async function fillTemplate(template: Buffer, filled: Filled, at: Instant): Promise<Buffer> {
  const pictures = new Map<string, Buffer>();
  return fixZipDates(await handler().process(template, dataOf(filled, pictures)), at);
}

function dataOf(filled: Filled, pictures: Map<string, Buffer>): TemplateData {
  return Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, standsFor(value, pictures)]));
}

function standsFor(value: Filled[string], pictures: Map<string, Buffer>): TemplateContent | TemplateData[] {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map((one) => dataOf(one, pictures));
  if ('code' in value) return picture(value, pictures);
  return 'jpeg' in value ? photo(value) : block(value);
}

const isList = (value: Exclude<Filled[string], string | boolean>): value is readonly Filled[] => Array.isArray(value);

const block = ({ paragraphs }: Block): TemplateContent =>
  ({ _type: 'rawXml', xml: paragraphs, replaceParagraph: true }) as TemplateContent;

const photo = ({ jpeg, width, height, says }: Photo): TemplateContent =>
  ({
    _type: 'image',
    source: Buffer.from(jpeg),
    format: MimeType.Jpeg,
    width,
    height,
    altText: says,
  }) as TemplateContent;

/** The same picture is one object, which the library stores once. */
function picture({ code }: Code, pictures: Map<string, Buffer>): TemplateContent {
  const source = pictures.get(code) ?? codePicture(code);
  pictures.set(code, source);
  const side = { width: CODE_SIDE, height: CODE_SIDE };
  return { _type: 'image', source, format: MimeType.Png, ...side, altText: '二维码' } as TemplateContent;
}
