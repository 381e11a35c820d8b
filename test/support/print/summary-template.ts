import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  type IParagraphStyleOptions,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { PAPER_STYLES } from '../../../reporting/document/word/parts';
import { fixZipDates } from '../../../reporting/document/zip-dates';
import { DAY, properties } from './parts';

const mm = convertMillimetersToTwip;

/** GB/T 9704-2012, 5.2: 22 lines of 28 characters of 16 points within 156 × 225 mm. */
const LINE = 579;
/** Twentieths of a point between characters: 28 of them with 16 points each would be 2 mm wider than the text. */
const CLOSER = -5;
/** Two characters of 16 points, in twentieths of a point. */
const TWO = 640;

/** Half-points: 2号, 3号, 4号, 五号. */
const SIZE = { two: 44, three: 32, four: 28, five: 21 } as const;

/** Fonts of official papers, and what Word takes where one is not installed, the likest first. */
const FONTS = {
  仿宋: '仿宋_GB2312,FangSong,华文仿宋,STFangsong',
  楷体: '楷体_GB2312,KaiTi,华文楷体,STKaiti',
  黑体: 'SimHei,华文黑体,STHeiti,Noto Sans CJK SC',
  方正小标宋简体: '方正小标宋_GBK,小标宋体,华文中宋,STZhongsong,宋体',
  宋体: 'SimSun,华文宋体,STSong,Noto Serif CJK SC',
} as const;
type Font = keyof typeof FONTS;
const font = (eastAsia: Font) => ({
  ...{ ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' },
  eastAsia,
});

const fontTable = (): string => {
  const fonts = Object.entries(FONTS).map(
    ([name, others]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`;
};

type Look = Pick<IParagraphStyleOptions, 'run' | 'paragraph'>;
const exact = (line: number = LINE) => ({ line, lineRule: 'exact' as const, before: 0, after: 0 });

/** Tables take as little room as they need. */
const small = { line: 260, lineRule: 'atLeast' as const, before: 0, after: 0 };

/** How each style of the paper looks. */
const LOOKS: Readonly<Record<keyof typeof PAPER_STYLES, Look>> = {
  text: { run: { font: font('仿宋') }, paragraph: { indent: { firstLine: TWO }, spacing: exact() } },
  chapter: {
    run: { font: font('黑体') },
    paragraph: { indent: { firstLine: TWO }, spacing: exact(), keepNext: true, outlineLevel: 0 },
  },
  section: {
    run: { font: font('楷体') },
    paragraph: { indent: { firstLine: TWO }, spacing: exact(), keepNext: true, outlineLevel: 1 },
  },
  annexes: {
    run: { font: font('仿宋') },
    // Down to the date: a page has no signature without a line of the paper above it.
    paragraph: { indent: { left: 3 * TWO, hanging: 2 * TWO }, spacing: exact(), keepNext: true },
  },
  annex: {
    run: { font: font('黑体') },
    paragraph: { keepNext: true, spacing: exact(), outlineLevel: 0 },
  },
  annexTitle: {
    run: { font: font('方正小标宋简体'), size: SIZE.two, characterSpacing: 0 },
    paragraph: { alignment: AlignmentType.CENTER, keepNext: true, spacing: { ...exact(700), before: 300, after: 300 } },
  },
  tableTitle: {
    run: { font: font('楷体'), size: SIZE.four, characterSpacing: 0 },
    paragraph: {
      keepNext: true,
      spacing: { line: 400, lineRule: 'atLeast', before: 160, after: 80 },
    },
  },
  head: {
    run: { font: font('黑体'), size: SIZE.five, characterSpacing: 0 },
    paragraph: { alignment: AlignmentType.CENTER, spacing: small },
  },
  cell: {
    run: { font: font('仿宋'), size: SIZE.five, characterSpacing: 0 },
    paragraph: { spacing: small },
  },
  note: {
    run: { font: font('楷体'), size: SIZE.five, characterSpacing: 0 },
    paragraph: { spacing: { ...small, after: 60 } },
  },
};

/** Below the text at the outer side: — 1 —, in 4号宋体, one character from the edge (7.5). */
const pageNumber = (side: 'left' | 'right') =>
  new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: SIZE.four * 10 },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: SIZE.four, font: font('宋体') })],
      }),
    ],
  });

const line = (text: string, look: { right?: number; keepNext?: boolean } = {}) =>
  new Paragraph({
    spacing: exact(),
    keepNext: look.keepNext ?? false,
    ...(look.right !== undefined && { alignment: AlignmentType.RIGHT, indent: { right: look.right } }),
    children: [new TextRun({ text, font: font('仿宋') })],
  });
const marks = (text: string) => new Paragraph({ text, spacing: exact() });

/** @returns the paper of a summary, as GB/T 9704-2012 lays it out: whoever hands it on writes to whom */
export async function summaryTemplate(): Promise<Buffer> {
  const document = new Document({
    title: '工作总结',
    creator: 'Nuandong',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: { document: { run: { font: font('仿宋'), size: SIZE.three, characterSpacing: CLOSER } } },
      paragraphStyles: Object.entries(LOOKS).map(([id, look]) => ({
        ...{ id: `paper-${id}`, name: PAPER_STYLES[id as keyof typeof PAPER_STYLES], quickFormat: true },
        ...look,
      })),
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(28) },
          },
          grid: { linePitch: LINE },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { ...exact(700), before: 579, after: 579 },
            children: [new TextRun({ text: '{演练}{标题}', font: font('方正小标宋简体'), size: SIZE.two })],
          }),
          line('{主送}'),
          marks('{正文}'),
          line(''),
          marks('{附件说明}'),
          line('', { keepNext: true }),
          line('', { keepNext: true }),
          line('{单位}', { right: TWO, keepNext: true }),
          line('{成文日期}', { right: 2 * TWO }),
          marks('{附件}'),
          new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, children: [new TextRun('{#照片}{图}')] }),
          new Paragraph({ text: '{图注}{/照片}', style: 'paper-note', alignment: AlignmentType.CENTER }),
          marks('{内部附件}'),
        ],
      },
    ],
  });
  const bytes = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: properties('工作总结') },
    { path: 'word/fontTable.xml', data: fontTable() },
  ]);
  return fixZipDates(bytes, DAY);
}
