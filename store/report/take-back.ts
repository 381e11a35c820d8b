import type { Figures } from '../../domain/report/report-figures';
import { sentence, tellIn } from '../../domain/text/refusal';
import { atomically, type Queries } from '../db/db';
import type { AskAddress } from '../round/asks';
import { reopenCall } from '../round/calls';
import { lockOpenPlace } from './open-place';
import { ReportRefused } from './report-refusals';
import { addVersion, type HandedIn } from './reports';

/** So long a slip of the hand can be undone; afterwards a report is corrected or returned. */
export const TAKEN_BACK_WITHIN_MINUTES = 10;

/** The report of an officer, by its receipt. */
export interface TakenBack extends AskAddress {
  receipt: string;
}

/**
 * Takes back the present report. Nothing is deleted: the version stays with its reason, and the figures before it come
 * again as the next one.
 * @param taken who takes it back has handed it in
 * @throws ReportRefused
 */
export async function takeBackReport(
  sql: Queries,
  { receipt, account, byName, ...place }: TakenBack & Pick<HandedIn, 'account' | 'byName'>,
): Promise<{ round: string }> {
  return atomically(sql, async (tx) => {
    const open = await lockOpenPlace(tx, place);
    const { ask, round, now, lot, list, present } = open;
    const [mine] = await tx`
      select from reports where receipt = ${receipt} and ask_id = ${ask} and via = 'api' and contact_id is null
        and account_id is not distinct from ${account ?? null} and by_name is not distinct from ${byName ?? null}
        and recorded_at > clock_timestamp() - make_interval(mins => ${TAKEN_BACK_WITHIN_MINUTES})`;
    if (!mine || present?.receipt !== receipt || lot !== null || list !== null)
      throw new ReportRefused(sentence('not-taken-back', { minutes: TAKEN_BACK_WITHIN_MINUTES }));
    const [before] = await tx<{ nothing: boolean; figures: Figures; onTime: boolean }[]>`
      select nothing, figures, on_time as "onTime" from reports
      where ask_id = ${ask} and version < ${present.version} and returned_at is null and whole
      order by version desc limit 1`;
    await tx`
      update reports set returned_at = ${now}, returned_because = ${tellIn('zh-CN', sentence('taken-back'))}
      where ask_id = ${ask} and version = ${present.version}`;
    if (before) await addVersion(tx, open, { via: 'api', account, byName }, { ...before, reportedAt: now });
    else {
      await tx`update asks set reported_at = null, report_id = null where id = ${ask}`;
      await reopenCall(tx, { round, unit: place.unit });
    }
    return { round };
  });
}
