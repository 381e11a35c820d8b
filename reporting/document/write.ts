import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { atOnce } from '../../store/db/at-once';
import type { Sql } from '../../store/db/db';
import { withLittleMemory } from '../../store/db/little-memory';
import { asOf } from '../figures/as-of';
import { fileOf, type Wanted, withContent } from './content';
import { excelReport } from './excel';
import { wordReport } from './word/word';
import { fixZipDates } from './zip-dates';

const turn = atOnce(1);
/** A report takes a core and much memory while it is written, so the other reports of this process wait. */
const oneAtATime = <T>(write: () => Promise<T>): Promise<T> => turn(() => withLittleMemory(write));

/** @returns the campaign's report in one form, as {@link writeReport} writes it. @throws Error when it is not known */
export const reportFile = (
  sql: Sql,
  { campaign, as, ...wanted }: { campaign: string; as: 'docx' | 'xlsx' } & Wanted,
): Promise<Buffer> =>
  oneAtATime(() =>
    withContent(
      sql,
      campaign,
      async (content, lists) => {
        const bytes = as === 'docx' ? await wordReport(content) : await excelReport(content, lists);
        return fixZipDates(bytes, asOf(content.campaign));
      },
      wanted,
    ),
  );

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
        const at = asOf(content.campaign);
        const path = (ending: string) => resolve(join(dir, `${fileOf(campaign, wanted.period ?? null)}.${ending}`));
        const [docx, xlsx] = [path('docx'), path('xlsx')];
        await mkdir(dir, { recursive: true });
        await replaceFile(docx, fixZipDates(await wordReport(content), at));
        await replaceFile(xlsx, fixZipDates(await excelReport(content, lists), at));
        return { docx, xlsx };
      },
      wanted,
    ),
  );

/** A reader of the file sees the old one or the new one, never half of it. */
async function replaceFile(path: string, bytes: Buffer): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.part`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, path);
}
