import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';

/**
 * The attributes by which ops staff can filter in the Temporal UI. SQL visibility allows at most 10 keywords and 3 of
 * each other type. They are never encrypted: codes and counts only.
 */
export const SEARCH_ATTRIBUTES = {
  NdCampaign: 'KEYWORD',
  NdStage: 'KEYWORD',
  NdArea: 'KEYWORD',
  /** campaign, branch, round, alert, case, posting or weather. */
  NdKind: 'KEYWORD',
  /** open, paused, locked, closed, cancelled, completed. */
  NdState: 'KEYWORD',
  NdExpected: 'INT',
  NdMissing: 'INT',
  NdDueAt: 'DATETIME',
} as const;

type Name = keyof typeof SEARCH_ATTRIBUTES;
type ValueOf = { KEYWORD: string; INT: number; DATETIME: Date };
export type AttributeValues = { [N in Name]?: ValueOf[(typeof SEARCH_ATTRIBUTES)[N]] };

/** @returns typed search attributes, for a start or for an upsert. */
export const searchAttributePairs = (values: AttributeValues): SearchAttributePair[] =>
  (Object.entries(values) as [Name, string | number | Date][]).map(
    ([name, value]) => ({ key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]), value }) as SearchAttributePair,
  );
