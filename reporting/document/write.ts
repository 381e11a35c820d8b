import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { atOnce } from '../../store/db/at-once';
import type { Sql } from '../../store/db/db';
import { withLittleMemory } from '../../store/db/little-memory';
import { asOf } from '../figures/as-of';
import { fileOf, type LongLists, type ReportContent, type Wanted, withContent } from './content';
import { excelReport } from './excel';
import { wordReport } from './word/word';
import { fixZipDates, fixZipDatesIn } from './zip-dates';

const turn = atOnce(1);
/** A report takes a core and much memory while it is written, so the other reports of this process wait. */
const oneAtATime = <T>(write: () => Promise<T>): Promise<T> => turn(() => withLittleMemory(write));

/** A report on the disk, to be read once. */
export interface ReportFile {
  bytes: Readable;
  /** Bytes. */
  length: number;
}

/** @returns the campaign's report in one form, as {@link writeReport} writes it. @throws Error when it is not known */
export async function reportFile(
  sql: Sql,
  { campaign, as, ...wanted }: { campaign: string; as: 'docx' | 'xlsx' } & Wanted,
): Promise<ReportFile> {
  const dir = await mkdtemp(join(tmpdir(), 'nuandong-report-'));
  try {
    const path = join(dir, `report.${as}`);
    await oneAtATime(() =>
      withContent(sql, campaign, (content, lists) => WRITERS[as]({ content, lists, path }), wanted),
    );
    // Read from an open file, so its name can go.
    const file = await open(path);
    return { bytes: file.createReadStream(), length: (await file.stat()).size };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * Writes the campaign's report as Word and Excel, named after the campaign, and after the period where it is of one.
 * While the records stay unchanged, the files are the same, byte for byte; those of a period that is over stay so.
 * @param wanted the period, and where the console is reached: figures lead to their records there
 * @param dir made when it is not there; files of the same name are replaced
 * @returns absolute paths
 * @throws Error when the campaign is not known
 */
export const writeReport = (
  sql: Sql,
  { campaign, dir, ...wanted }: { campaign: string; dir: string } & Wanted,
): Promise<{ docx: string; xlsx: string }> =>
  oneAtATime(() =>
    withContent(
      sql,
      campaign,
      async (content, lists) => {
        const path = (ending: string) => resolve(join(dir, `${fileOf(campaign, wanted.period ?? null)}.${ending}`));
        const [docx, xlsx] = [path('docx'), path('xlsx')];
        await mkdir(dir, { recursive: true });
        await replaceFile(docx, (unfinished) => WRITERS.docx({ content, lists, path: unfinished }));
        await replaceFile(xlsx, (unfinished) => WRITERS.xlsx({ content, lists, path: unfinished }));
        return { docx, xlsx };
      },
      wanted,
    ),
  );

interface Writing {
  content: ReportContent;
  lists: LongLists;
  path: string;
}

const WRITERS = {
  docx: async ({ content, path }: Writing) =>
    writeFile(path, fixZipDates(await wordReport(content), asOf(content.campaign))),
  xlsx: async ({ content, lists, path }: Writing) => {
    await excelReport(content, lists, createWriteStream(path));
    await fixZipDatesIn(path, asOf(content.campaign));
  },
};

/** A reader of the file sees the old one or the new one, never half of it. */
async function replaceFile(path: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.part`;
  await write(unfinished);
  await rename(unfinished, path);
}
