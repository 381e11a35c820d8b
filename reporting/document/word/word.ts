import { type FileChild, Paragraph } from 'docx';
import type { Filled, Photo } from '../../../domain/print/filled';
import { jpegSize } from '../../../domain/report/photo';
import { asOf } from '../../figures/as-of';
import { type Names, namesOf } from '../../figures/names';
import { fillTemplate } from '../../print/template';
import type { ReportContent } from '../content';
import { standText } from '../sentences';
import { cellText, dayText } from '../table';
import { type Annex, annexes, innerAnnex } from './annexes';
import { bodyOf } from './body';
import { blockOf, type Pages, paperOf } from './into-template';
import { annexNumber, said } from './parts';

/** @returns the report as an official paper (.docx): the office's template, filled */
export async function wordReport(content: ReportContent): Promise<Buffer> {
  const names = namesOf(content);
  const paper = await paperOf(content.template);
  const photos = photosOf(content, names);
  const papers = annexes(content, names, photos.length > 0);
  const inner = innerAnnex(content, names);
  const block = async (pages: readonly Pages[]) => ({ paragraphs: await blockOf(pages, paper) });
  const upright = (children: readonly FileChild[]) => block([{ landscape: false, children }]);
  const filled: Filled = {
    单位: names.say(content.campaign.definition.organisation),
    活动: names.say(content.campaign.definition.name),
    演练: content.campaign.mode === 'rehearsal' ? names.word('rehearsal') : '',
    标题: titleOf(content, names),
    主送: names.word('addressed'),
    地区: content.scopeName,
    数据日期: standText(content, names),
    成文日期: dayText(asOf(content.campaign), names.locale),
    正文: await upright(bodyOf(content, names)),
    附件说明: await upright(listOf([...papers, inner], names)),
    附件: await block(papers.map((annex, nr) => pagesOf(annex, nr + 1, names))),
    照片: photos.map(({ says, ...photo }): Filled => ({ 图: { ...photo, says }, 图注: says })),
    内部附件: await block([pagesOf(inner, papers.length + 1, names)]),
  };
  return fillTemplate(content.template, filled, asOf(content.campaign));
}

/** @returns for example `春节前关爱慰问工作总结` */
export const titleOf = ({ campaign }: Pick<ReportContent, 'campaign'>, { say, locale }: Names): string =>
  locale.language === 'en' ? `Report on ${say(campaign.definition.name)}` : `${say(campaign.definition.name)}工作总结`;

/** Twentieths of a point: below the number of the first, which stands behind 附件： */
const UNDER_THE_FIRST = { left: 1920, hanging: 320 } as const;

/** What is attached, below the text. */
function listOf(papers: readonly Annex[], { locale }: Names): FileChild[] {
  const english = locale.language === 'en';
  const named = papers.map(({ title }, nr) => `${nr + 1}${english ? ' ' : '.'}${title}`);
  return named.map((name, nr) =>
    nr === 0
      ? said(`${english ? 'Annexes: ' : '附件：'}${name}`, 'annexes')
      : new Paragraph({ text: name, style: 'annexes', indent: UNDER_THE_FIRST }),
  );
}

const pagesOf = ({ title, landscape, parts }: Annex, number: number, { locale }: Names): Pages => ({
  landscape,
  children: [
    annexNumber(locale.language === 'en' ? `Annex ${number}` : `附件${number}`),
    said(title, 'annexTitle'),
    ...parts,
  ],
});

/** Pixels: as wide as the text, two of them on a page with their captions. */
const ROOM = { width: 520, height: 360 } as const;

/** Boards, then activities; what is no JPEG is left out. */
function photosOf({ boardPhotos, activityPhotos }: ReportContent, { word, locale }: Names): Photo[] {
  const at = (moment: string) => cellText({ at: moment }, locale);
  const shown = [
    ...boardPhotos.map((one) => ({
      bytes: one.bytes,
      says: `${one.village} · ${word(one.moment === 'start' ? 'atStart' : 'atEnd')} · ${at(one.at)}`,
    })),
    ...activityPhotos.map((one) => ({ bytes: one.bytes, says: `${one.parentName} ${one.name} · ${at(one.at)}` })),
  ];
  return shown.flatMap(({ bytes, says }) => {
    const size = jpegSize(bytes);
    if (!size || size.width === 0 || size.height === 0) return [];
    const scale = Math.min(ROOM.width / size.width, ROOM.height / size.height);
    const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
    return [{ jpeg: bytes, width, height, says }];
  });
}
