import { type CaseKinds, kindsOf, type WithCases } from '../../domain/case/kinds-of';
import type { Queries } from '../db/db';
import { PARTS } from './answered';

/** @returns the kinds of case of a campaign, without the rest of its definition */
export async function kindsIn(tx: Queries, campaign: string): Promise<CaseKinds> {
  const [found] = await tx<
    { parts: WithCases }[]
  >`select ${PARTS(tx)} as parts from campaigns c where c.id = ${campaign}`;
  return kindsOf(found?.parts ?? {});
}
