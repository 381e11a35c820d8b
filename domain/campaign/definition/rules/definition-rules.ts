import type { Sentence } from '../../../text/refusal';
import { seasonOf } from '../../compile/round-dates';
import { overlaps, stagesAsWritten } from '../../compile/warnings';
import type { Definition } from '../definition';
import type { Finding } from '../definition-problems';
import { caseFindings, laddersOfCases } from './rules-of-cases';
import { dateFindings, dateWarnings } from './rules-of-dates';
import { formFindings, formWarnings } from './rules-of-forms';
import { hourFindings, hourWarnings } from './rules-of-hours';
import { ladderFindings, ownMomentFindings } from './rules-of-ladders';
import { ledgerFindings, sumWarnings } from './rules-of-ledger';
import { listFindings } from './rules-of-lists';
import { messageFindings, messageWarnings } from './rules-of-messages';
import { laddersOfStages, referenceFindings, unusedParts } from './rules-of-references';
import { entryWarnings } from './rules-of-repeats';
import { tellingFindings } from './rules-of-telling';
import { laddersOfPatrols, laddersOfWarnings, silentLadders, warningFindings } from './rules-of-warnings';

/**
 * Checks rules between parts of a definition, which a schema cannot express.
 * @returns findings that forbid its use, and warnings for the administrator
 */
export function checkDefinition(definition: Definition): { findings: Finding[]; warnings: Sentence[] } {
  const hours = hourFindings(definition);
  const findings = [
    ...hours,
    ...referenceFindings(definition),
    ...formFindings(definition),
    ...listFindings(definition),
    ...ledgerFindings(definition),
    ...ladderFindings(definition),
    ...ownMomentFindings(definition.ladders, [
      ...laddersOfStages(definition),
      ...laddersOfPatrols(definition),
      ...laddersOfCases(definition),
    ]),
    ...caseFindings(definition),
    ...messageFindings(definition),
  ];
  if (hours.length > 0) return { findings, warnings: [] };
  const season = seasonOf(definition);
  const dates = dateFindings(definition, season);
  findings.push(...dates, ...warningFindings(definition, season));
  if (dates.length === 0) findings.push(...tellingFindings(definition, season));
  if (findings.length > 0) return { findings, warnings: [] };
  const warnings = [
    ...overlaps(definition, stagesAsWritten(definition, season), season),
    ...entryWarnings(definition),
    ...dateWarnings(definition, season),
    ...hourWarnings(definition),
    ...formWarnings(definition),
    ...sumWarnings(definition),
    ...messageWarnings(definition),
    ...silentLadders(definition),
    ...unusedParts(definition, [...laddersOfWarnings(definition), ...laddersOfCases(definition)]),
  ];
  return { findings, warnings };
}
