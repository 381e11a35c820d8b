import { lettersOf, pagesOf, type RowsToPrint } from '../../domain/print/filled';
import { printOf } from '../../domain/print/prints';
import { Refused, sentence } from '../../domain/text/refusal';
import { printedNow } from '../../reporting/print/frame';
import { fillTemplate, readTemplate } from '../../reporting/print/template';
import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import { listOf } from '../../store/list/tables/list-of';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import { countToPrint, digestOfRows, placeToPrint, rowsToPrint } from '../../store/print/rows-to-print';
import { templateFor } from '../../store/print/templates';
import type { Acting } from '../acting';

/** A township has some hundred households. More rows take Word, and the process that writes them, many seconds. */
const MOST_PRINTED = 1000;

/** Rows of a list in a place, on one of their printed forms. */
export interface RowPrint {
  print: 'roster' | 'sign-sheet' | 'letter';
  campaign: string;
  list: string;
  /** Code: a village, or all villages of a township. */
  region: string;
  /** The reader's region; null for everything. */
  top: string | null;
  /** Opens names and numbers for a reason; null prints them masked, without numbers. */
  inFull: { people: PeopleKey; reason: string } | null;
  publicUrl: string;
}

/** A printed form. */
export interface PrintedRows {
  /** A Word document. */
  file: Buffer;
  rows: number;
  /** Hex; its first eight characters stand on the paper. */
  digest: string;
}

/**
 * Prints rows of a list from the office's template. Names and numbers in full need a reason, which the audit log keeps.
 * @throws Refused when there is nothing to print, or more than one document holds
 */
export async function printRows(acting: Acting, print: RowPrint): Promise<PrintedRows> {
  // The line of the log is written before the document is there, and Word is written after the transaction.
  const { content, template, now } = await atomically(acting.sql, (tx) => toPrint(tx, acting, print));
  const { rows, digest } = content;
  const perPage = (await readTemplate(template)).perPage ?? printOf(print.print).perPage ?? rows.length;
  const filled = print.print === 'letter' ? lettersOf(content) : pagesOf(content, perPage);
  return { file: await fillTemplate(template, filled, now), rows: rows.length, digest };
}

async function toPrint(tx: Queries, { by }: Acting, { print, inFull, publicUrl, ...of }: RowPrint) {
  const { campaign, list, region, top } = of;
  const { listed } = await listOf(tx, of);
  const place = await placeToPrint(tx, { campaign, region, top });
  if (place === null) throw new Refused(sentence('unknown-region', { region }));
  const wanted = { ...of, which: print === 'sign-sheet' ? ('due' as const) : ('standing' as const) };
  const count = await countToPrint(tx, wanted);
  if (count === 0) throw new Refused(sentence('print-no-rows'));
  if (count > MOST_PRINTED) throw new Refused(sentence('print-too-many', { rows: count, most: MOST_PRINTED }));
  const told = { campaign, list, region, what: 'print', print, rows: count };
  if (inFull) await audit(tx, by, 'reveal-people', { ...told, reason: inFull.reason });
  else await audit(tx, by, 'see-lists', told);
  const keyring = inFull ? await openKeyring(tx, inFull.people) : null;
  const rows = await rowsToPrint(tx, wanted, { listed, keyring });
  const { frame, now, local } = await printedNow(tx, campaign);
  const content: RowsToPrint = {
    ...{ ...frame, list: listed.list.name, place, version: local(now, 'minute'), digest: digestOfRows(rows), rows },
    address: addressOf(publicUrl, of),
  };
  return { content, now, template: (await templateFor(tx, print, region)).file };
}

/** The list in the console, for whoever may see it there. */
const addressOf = (publicUrl: string, { campaign, list, region }: Pick<RowPrint, 'campaign' | 'list' | 'region'>) =>
  `${publicUrl.replace(/\/$/, '')}/console/lists?${new URLSearchParams({ campaign, list, units: region })}`;
