import type { Definition } from '../campaign/definition/definition';
import { FIXED_KINDS, isFixedKind, kindsAsked, type RegionKind } from './region-kinds';

/**
 * Units that a campaign asks by their tags, such as teams of volunteers; each township of an invented register has
 * one.
 */
export interface Team {
  kind: string;
  tags: string[];
}

/** What a campaign needs of an invented register. */
export interface Inventable {
  /** Asked kinds, without those that are asked as teams only. */
  asked: string[];
  teams: Team[];
}

/**
 * @param kinds kinds of the register
 * @returns the kinds and the teams that the definition asks
 */
export function inventableFor(definition: Definition, kinds: readonly RegionKind[] = FIXED_KINDS): Inventable {
  const teams = new Map<string, Team>();
  const stages = definition.stages.map((stage) => ({ ...stage, asks: stage.asks.filter((ask) => !isOfTeam(ask)) }));
  for (const ask of definition.stages.flatMap(({ asks }) => asks).filter(isOfTeam)) {
    const tags = [...(ask.tagged ?? [])].sort();
    teams.set([ask.of, ...tags].join(' '), { kind: ask.of, tags });
  }
  return { asked: kindsAsked({ ...definition, stages }, kinds), teams: [...teams.values()] };
}

/** Only units stand beside the villages; tags of townships or villages name a part of them. */
export const isOfTeam = ({ of, tagged }: { of: string; tagged?: readonly string[] | undefined }): boolean =>
  tagged !== undefined && (of === 'unit' || !isFixedKind(of));

/**
 * @returns the top code of the invented register for so many villages and for the other asked kinds and teams. Each
 *   size and each choice has its own code, so invented registers do not mix on one system.
 */
export function inventedScope(definition: Definition, villages: number): string {
  const { asked, teams } = inventableFor(definition);
  const digits = [...asked.map(digitsOf), ...teams.map(({ kind, tags }) => digitsOf([kind, ...tags].join(' ')))];
  return `R${villages}-${digits.join('')}-990000`;
}

const CODES: readonly string[] = FIXED_KINDS.map(({ code }) => code);

/** A digit for a fixed kind, and four digits for an added kind. */
const digitsOf = (kind: string): string =>
  CODES.includes(kind)
    ? String(CODES.indexOf(kind))
    : String([...kind].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9000, 7) + 1000);

/** Pattern of an invented register's code, valid for Postgres's regular expressions too; no real region matches. */
export const INVENTED_SCOPE = '^R[0-9]+-[0-9]+-990000$';
