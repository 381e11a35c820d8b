import { LEAKS, type Leak, leaksIn } from '../../domain/posting/guard';
import { Refused, sentence } from '../../domain/text/refusal';
import { textsOf } from './template-file';

/**
 * Checks a filled document before it leaves: whatever a template of an office says, nothing public shows a number of a
 * person.
 * @param ours what it must say, such as the telephone of the office
 * @throws Refused that names what it would show
 */
export async function refuseLeaks(document: Buffer, ours: readonly (string | null)[]): Promise<void> {
  const texts = [...(await textsOf(document)).values()].map((xml) => readable(xml));
  const rest = ours.reduce<string>((text, own) => (own ? text.replaceAll(own, ' · ') : text), texts.join('\n'));
  const leaks = [...new Set(leaksIn(rest).map(({ leak }) => leak))];
  if (leaks.length > 0) throw new Refused(sentence('print-leaks', { leaks: named(leaks) }));
}

const named = (leaks: readonly Leak[]) => ({
  'zh-CN': leaks.map((leak) => LEAKS[leak]['zh-CN']).join('、'),
  en: leaks.map((leak) => LEAKS[leak].en).join(', '),
});

const MARKS: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** The text of a part as a reader sees it: Word cuts a number into runs, but not into paragraphs or cells. */
const readable = (xml: string): string =>
  xml
    .replace(/<\/w:(?:p|tc|tr)>|<w:(?:tab|br|cr)\b[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|apos|amp);/g, (mark, name: string) => MARKS[name] ?? mark)
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex?: string, digits?: string) =>
      String.fromCodePoint(hex === undefined ? Number(digits) : Number.parseInt(hex, 16)),
    );
