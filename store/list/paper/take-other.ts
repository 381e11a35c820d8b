import type { Day } from '../../../domain/campaign/calendar/days';
import type { Instant } from '../../../domain/instant';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import type { Keyring } from '../../people/sealed/keyring';
import type { Hand } from '../deeds';
import { proposeRows } from '../propose';
import { listOf } from '../tables/list-of';
import type { FieldDiffers } from './meet-rows';
import type { Paper } from './papers';

/** A row of a paper in which the village's phone says something else. */
export interface TakingOther {
  paper: Paper;
  /** Id of whoever sent it second, as {@link rowsOfPaper} tells it. */
  row: string;
  /** Of the row on the list, as it was seen. */
  version: number;
  hand: Hand;
}

interface Line {
  differs: FieldDiffers[] | null;
  /** Of the row on the list. */
  row: string;
  category: string;
  figures: Record<string, unknown>;
  noId: string | null;
  now: Instant;
  today: Day;
}

/**
 * Takes over what the other way says of a row: the category, numbers and choices in which phone and paper differ. Of
 * names, numbers and texts no second value is kept, so these are still shown as different.
 * @returns the new version of the row
 * @throws Refused when nothing can be taken over, or the row cannot be corrected as its unit would correct it
 */
export async function takeOther(
  tx: Queries,
  keyring: Keyring,
  { paper, row, version, hand }: TakingOther,
): Promise<{ version: number }> {
  const { campaign, list, unit } = paper;
  const found = await lineOf(tx, paper, row);
  const taken = found?.differs?.filter(isKept) ?? [];
  if (!found || taken.length === 0) throw new Refused(sentence('nothing-to-take-over'));
  const { listed } = await listOf(tx, { campaign, list });
  const { category, ...figures } = Object.fromEntries(taken.map(({ field, sent }) => [field, sent]));
  const corrected = {
    ...{ row: found.row, version, keeps: true, consent: true, category: String(category ?? found.category) },
    figures: { ...found.figures, ...figures },
    ...(found.noId !== null && { noId: found.noId }),
  };
  const proposing = {
    ...{ campaign, list, unit, keyring, hand, at: found.now, today: found.today, over: true },
    ...{ definition: listed.list, form: listed.form },
  };
  const [outcome] = await proposeRows(tx, proposing, { rows: [corrected], gone: [] });
  if (!outcome || outcome.is === 'refused')
    throw new Refused(sentence('rows-forbid', { rows: 1 }), outcome?.problems ?? []);
  const left = found.differs?.filter((one) => !isKept(one)) ?? [];
  await tx`
    update list_paper_rows set differs = ${left.length > 0 ? json(tx, left) : null}
    where paper_id = ${paper.id} and row = ${row}`;
  return { version: outcome.version };
}

/** Whether the other value is known: of an answer that is empty on one side, the other one is. */
const isKept = ({ kept, sent }: FieldDiffers): boolean => kept !== null || sent !== null;

async function lineOf(tx: Queries, { id, campaign }: Paper, row: string): Promise<Line | undefined> {
  const [line] = await tx<Line[]>`
    select r.differs, e.row, e.category, e.figures, head.no_id as "noId", campaign_now(c.id) as now,
           (campaign_now(c.id) at time zone (c.definition ->> 'zone'))::date as today
    from list_paper_rows r join entries e on e.id = r.entry_id join campaigns c on c.id = e.campaign_id
    join people p on p.id = e.subject_id join people head on head.id = coalesce(p.head_id, p.id)
    where r.paper_id = ${id} and r.row = ${row} and c.id = ${campaign} for no key update of e`;
  return line;
}
