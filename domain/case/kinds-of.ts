import type { Distance } from '../campaign/definition/ladder';
import { builtInKind, CASE_KINDS } from './built-in-kinds';
import type { CaseDefinition } from './case-definition';
import type { CaseKind } from './case-kinds';

/** The parts of a definition that give a campaign its kinds of case. */
export interface WithCases {
  cases?: Readonly<Record<string, CaseDefinition>> | undefined;
  warnings?: unknown;
  lists?: Readonly<Record<string, { posting?: unknown; once?: unknown }>> | null | undefined;
  purses?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Kinds by name. */
export type CaseKinds = Readonly<Record<string, CaseKind>>;

/** What a new kind has where it says nothing. */
const NEW: Omit<CaseKind, 'name' | 'title' | 'question' | 'outcomes'> = {
  ask: 'answer',
  reason: true,
  to: 'superior',
  apart: false,
  holds: false,
  after: {},
  within: { workingDays: 3 },
  locksAfter: { workingDays: 6 },
  ladder: 'case',
  rounds: [2, 2, 1],
};

/**
 * @returns the kinds of a campaign: those that its warnings, its lists and its accounts need, those that its
 * definition names, and those that follow another; in this order
 */
export function kindsOf(definition: WithCases): CaseKinds {
  const kinds: Record<string, CaseKind> = {};
  if (definition.warnings) kinds.refusal = CASE_KINDS.refusal;
  for (const name of ofLists(definition)) kinds[name] = CASE_KINDS[name];
  for (const name of ofAccounts(definition)) kinds[name] = CASE_KINDS[name];
  for (const [name, written] of Object.entries(definition.cases ?? {})) {
    const kind = kindOf(builtInKind(name), written);
    if (kind) kinds[name] = kind;
  }
  for (const name of following(kinds)) kinds[name] ??= CASE_KINDS[name];
  return kinds;
}

/** @returns the kind of that name; undefined when the campaign does not have it. */
export const kindIn = (definition: WithCases, name: string): CaseKind | undefined => kindsOf(definition)[name];

/**
 * @returns the kind of an open case: of its campaign, or the built-in one when a new definition has dropped it
 * @throws Error when there is none
 */
export function caseKind(definition: WithCases, name: string): CaseKind {
  const kind = kindIn(definition, name) ?? builtInKind(name);
  if (!kind) throw new Error(`The campaign has no kind of case "${name}".`);
  return kind;
}

/** @returns the time after which a case that follows one of this kind asks; null for its own. */
export const followsAfter = ({ cases }: WithCases, name: string): Distance | null => cases?.[name]?.revisit ?? null;

const OF_LISTS = ['duplicate', 'sample', 'keying', 'unreached', 'returned', 'moved', 'discrepancy'] as const;
const OF_POSTINGS = ['objection', 'nomination', 'complaint', 'appeal'] as const;

/** Two places may propose one person; whatever is posted, somebody may object to. */
function ofLists({ lists }: WithCases): (keyof typeof CASE_KINDS)[] {
  const all = Object.values(lists ?? {});
  if (all.length === 0) return [];
  return [
    ...OF_LISTS,
    ...(all.some(({ once }) => once) ? (['double'] as const) : []),
    ...(all.some(({ posting }) => posting) ? OF_POSTINGS : []),
  ];
}

/** What is on its way between two offices may be late, or short. */
const ofAccounts = ({ purses }: WithCases): (keyof typeof CASE_KINDS)[] =>
  Object.keys(purses ?? {}).length > 0 ? ['late', 'shortage'] : [];

/** @returns the built-in kinds that follow those of a campaign, however indirectly. */
function following(kinds: CaseKinds): (keyof typeof CASE_KINDS)[] {
  const found = new Set<keyof typeof CASE_KINDS>();
  const waiting = Object.values(kinds);
  for (const { outcomes } of waiting)
    for (const outcome of Object.values(outcomes)) {
      const next = outcome.next as keyof typeof CASE_KINDS | undefined;
      if (!next || kinds[next] || found.has(next) || !builtInKind(next)) continue;
      found.add(next);
      waiting.push(CASE_KINDS[next]);
    }
  return [...found];
}

/** @returns the kind; null for a new one without its words, which the rules of definitions refuse. */
function kindOf(builtIn: CaseKind | undefined, written: CaseDefinition): CaseKind | null {
  const { name, title, question, outcomes, revisit: _, ...rest } = written;
  const from = builtIn ?? wordsOf(written);
  if (!from) return null;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...from,
    ...given,
    name: name ?? from.name,
    title: title ?? from.title,
    question: question ?? from.question,
    outcomes: outcomes ?? from.outcomes,
    locksAfter: written.locksAfter ?? (written.within ? doubled(written.within) : from.locksAfter),
  };
}

function wordsOf({ name, title, question, outcomes }: CaseDefinition): CaseKind | null {
  if (!name || !question || !outcomes) return null;
  return { ...NEW, name, title: title ?? name, question, outcomes };
}

const doubled = (within: Distance): Distance => ({
  ...within,
  ...Object.fromEntries(
    Object.entries(within).flatMap(([unit, many]) => (typeof many === 'number' ? [[unit, many * 2]] : [])),
  ),
});
