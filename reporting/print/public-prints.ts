import type { Instant } from '../../domain/instant';
import { itemsOf, MONEY } from '../../domain/ledger/items';
import { noteOf, postingOf } from '../../domain/print/filled';
import type { Queries } from '../../store/db/db';
import { type Addresses, firstOf, type Posting, shownPosting } from '../../store/posting/posted';
import { noteToPrint } from '../../store/print/note-to-print';
import { templateFor } from '../../store/print/templates';
import { printedNow } from './frame';
import { refuseLeaks } from './guard';
import { fillTemplate } from './template';

/**
 * Prints what hangs: masked as it was frozen, and looked at by the guard of postings whatever the template says.
 * @returns a Word document @throws Refused when it would show a number of a person
 */
export async function printPosting(sql: Queries, posting: Posting, addresses: Addresses): Promise<Buffer> {
  const { frame } = await printedNow(sql, posting.campaign);
  const shown = shownPosting(posting, await firstOf(sql, posting), addresses);
  const { file } = await templateFor(sql, 'posting', posting.region);
  const document = await fillTemplate(file, postingOf(frame, shown), posting.opensAt);
  await refuseLeaks(document, [shown.address, shown.content.contact]);
  return document;
}

/** @returns the note of a dispatch, and of what has come of it, as a Word document; null when the reader sees none */
export async function printNote(
  sql: Queries,
  wanted: { campaign: string; dispatch: number; top: string | null },
): Promise<Buffer | null> {
  const note = await noteToPrint(sql, wanted);
  if (!note) return null;
  const { campaign, frame, local, now } = await printedNow(sql, wanted.campaign);
  const { definition } = campaign;
  const items = new Map(itemsOf(definition).map((item) => [item.id, item]));
  const unknown = (id: string) => ({ 'zh-CN': id });
  const { file } = await templateFor(sql, 'dispatch-note', note.fromCode);
  const day = (moment: Instant) => local(moment, 'day');
  const filled = noteOf({
    ...frame,
    ...{ number: note.id, docNo: note.docNo, from: note.from, to: note.to },
    ...{ sent: day(note.at), due: day(note.dueAt), closed: note.closedAt && day(note.closedAt) },
    lines: note.lines.map(({ item, purse, sent, left }) => ({
      item: items.get(item)?.name ?? unknown(item),
      unit: items.get(item)?.unit ?? unknown(''),
      purse: definition.purses?.[purse]?.name ?? unknown(purse),
      ...{ money: item === MONEY, sent, left },
    })),
  });
  return fillTemplate(file, filled, now);
}
