import { Document, type FileChild, Packer } from 'docx';
import { textsOf } from '../../print/template-file';
import { PAPER_STYLES } from './parts';

/** What a template gives to the paragraphs that stand in it. */
export interface Paper {
  /** Ids of its styles by their names. */
  styles: ReadonlyMap<string, string>;
  /** Its last section: size and margins of the page, header and footer. */
  section: string;
}

/** @param template a Word document, which was looked at when it was kept */
export async function paperOf(template: Buffer): Promise<Paper> {
  const texts = await textsOf(template);
  const styles = new Map<string, string>();
  for (const [, id = '', name = ''] of (texts.get('word/styles.xml') ?? '').matchAll(
    /<w:style\b[^>]*\bw:styleId="([^"]*)"[^>]*>\s*<w:name w:val="([^"]*)"/g,
  ))
    styles.set(name, id);
  const document = texts.get('word/document.xml') ?? '';
  const sections = document.match(/<w:sectPr\b[^>]*>.*?<\/w:sectPr>/gs) ?? [];
  return { styles, section: sections.at(-1) ?? '' };
}

/** Paragraphs that stand on pages of one kind. */
export interface Pages {
  landscape: boolean;
  children: readonly FileChild[];
}

/**
 * @returns the pages as WordprocessingML in the styles of the template; where upright pages and pages on their side
 *   meet, a section ends. The last pages are of the template's own section, which is upright.
 */
export async function blockOf(pages: readonly Pages[], paper: Paper): Promise<string> {
  let xml = '';
  let turned = false;
  for (const { landscape, children } of pages) {
    if (landscape !== turned && paper.section) {
      xml += sectionEnd(turned ? onItsSide(paper.section) : paper.section);
      turned = landscape;
    }
    xml += inStyles(await xmlOf(children), paper);
  }
  return turned ? xml + sectionEnd(onItsSide(paper.section)) : xml;
}

/** The library writes whole documents only. */
async function xmlOf(children: readonly FileChild[]): Promise<string> {
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [...children] }] }));
  const xml = (await textsOf(bytes)).get('word/document.xml') ?? '';
  return xml.slice(xml.indexOf('<w:body>') + '<w:body>'.length, xml.lastIndexOf('<w:sectPr'));
}

/** Word and WPS number styles anew when a template is saved; their names stay. */
const inStyles = (xml: string, { styles }: Paper): string =>
  xml.replace(/<w:pStyle w:val="([^"]*)"\/>/g, (_, style: string) => {
    const id = styles.get(style in PAPER_STYLES ? PAPER_STYLES[style as keyof typeof PAPER_STYLES] : '');
    return id === undefined ? '' : `<w:pStyle w:val="${id}"/>`;
  });

/** A paragraph without height, whose mark ends a section. */
const sectionEnd = (section: string): string =>
  `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>${section}</w:pPr></w:p>`;

/** The same page turned to the left: what was above is at the left side then. */
function onItsSide(section: string): string {
  const of = (element: string, name: string) =>
    new RegExp(`<w:${element}\\b[^>]*\\bw:${name}="([^"]*)"`).exec(section)?.[1] ?? '';
  const [width, height] = [of('pgSz', 'w'), of('pgSz', 'h')];
  const margins = { top: of('pgMar', 'right'), right: of('pgMar', 'bottom'), bottom: of('pgMar', 'left') };
  const turned: Record<string, string> = { ...margins, left: of('pgMar', 'top') };
  return section
    .replace(/<w:pgSz\b[^>]*\/>/, `<w:pgSz w:w="${height}" w:h="${width}" w:orient="landscape"/>`)
    .replace(/<w:pgMar\b[^>]*\/>/, (all) =>
      all.replace(/w:(top|right|bottom|left)="[^"]*"/g, (_, side: string) => `w:${side}="${turned[side]}"`),
    )
    .replace(/<w:docGrid\b[^>]*\/>/, '');
}
