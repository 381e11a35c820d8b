import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';

/** A dispatch note as it is written. */
interface Dispatch {
  campaign: string;
  /** Codes of the offices. */
  from: string;
  to: string;
  dueAt: Instant;
}

/** Writes a dispatch note; what it carries is posted to its account. @returns its number */
export async function addDispatch(
  tx: Queries,
  { campaign, act, from, to, dueAt }: Dispatch & { act: number },
): Promise<number> {
  const [made] = await tx<{ id: number }[]>`
    insert into dispatches (campaign_id, act_id, from_code, to_code, due_at)
    values (${campaign}, ${act}, ${from}, ${to}, ${dueAt}) returning id`;
  return made?.id ?? 0;
}
