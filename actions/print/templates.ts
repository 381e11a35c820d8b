import type { PrintName } from '../../domain/print/prints';
import type { TemplateCheck } from '../../domain/print/tags';
import { Refused, sentence } from '../../domain/text/refusal';
import { lookAtTemplate, refuseUnfit } from '../../reporting/print/template-file';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { dropTemplate, putTemplate } from '../../store/print/templates';
import type { Acting } from '../acting';

interface Keeping {
  print: PrintName;
  /** Code of the office's region; null for everybody. */
  region: string | null;
  file: Buffer;
}

/**
 * Puts an office's template in the place of the one before; for the prints of its region.
 * @returns its digest in hex, and what it has and lacks
 * @throws Refused when it is no plain Word document, or does not fit the printed form
 */
export async function keepTemplate(
  { sql, by }: Acting,
  { print, region, file }: Keeping,
): Promise<{ digest: string; check: TemplateCheck }> {
  const check = await lookAtTemplate(print, file);
  refuseUnfit(print, check);
  return atomically(sql, async (tx) => {
    const digest = await putTemplate(tx, { print, region, file, account: by.id });
    await audit(tx, by, 'keep-templates', { what: 'keep', print, region, digest: digest.slice(0, 8) });
    return { digest, check };
  });
}

/** Lets the template of a region go: the shipped one counts again, or that of a wider region. @throws Refused */
export const giveUpTemplate = (
  { sql, by }: Acting,
  { print, region }: Pick<Keeping, 'print' | 'region'>,
): Promise<void> =>
  atomically(sql, async (tx) => {
    if (!(await dropTemplate(tx, { print, region }))) throw new Refused(sentence('template-shipped'));
    await audit(tx, by, 'keep-templates', { what: 'give-up', print, region });
  });
