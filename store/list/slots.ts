import { type Sentence, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';

/** The free slots of a unit, while its rows are entered. */
export interface Slots {
  /** Takes a slot. @returns why there is none; null when it was taken, or the list has no quotas */
  take(category: string): Sentence | null;
}

interface Quota {
  category: string;
  slots: number;
  used: number;
}

/** @returns the slots of a unit, locked until the end of the transaction; a list without `limit` has any number. */
export async function slotsOf(
  tx: Queries,
  {
    campaign,
    list,
    unit,
    definition,
  }: { campaign: string; list: string; unit: string; definition: { limit?: 'quotas' | undefined } },
): Promise<Slots> {
  if (definition.limit !== 'quotas') return { take: () => null };
  const rows = await tx<Quota[]>`
    select category, slots, used from quotas
    where campaign_id = ${campaign} and list = ${list} and unit_code = ${unit} order by category for update`;
  const quotas = new Map(rows.map((quota) => [quota.category, quota]));
  return {
    take(category) {
      const quota = quotas.get(category);
      if (!quota) return sentence('row-without-quota');
      if (quota.used >= quota.slots) return sentence('row-over-quota', { slots: quota.slots, used: quota.used });
      quota.used += 1;
      return null;
    },
  };
}
