import { printableIn } from '../../text/printable';
import { sentence, tellIn } from '../../text/refusal';
import { withWarningForms } from '../../warning/alert/forms';
import { type Definition, definitionSchema, type Language } from './definition';
import { DefinitionError, type DefinitionProblem, type Finding, pathText, type Told } from './definition-problems';
import { checkDefinition } from './rules/definition-rules';
import { schemaFindings, valueAt } from './schema-findings';
import { NotYaml, positionOf, readYaml, writtenAt, type YamlSource } from './yaml-source';

export { DefinitionError } from './definition-problems';

/** A file that is YAML, and for whom its problems are told. */
interface Source extends YamlSource {
  file: string;
  data: unknown;
  language: Language;
}

/**
 * Reads a campaign definition.
 * @param yaml the text of the file
 * @param file its name, for the errors
 * @param season first year of the winter, instead of the file's own
 * @param language of the warnings; the definition's own when left out
 * @returns the definition with all defaults filled in, and warnings
 * @throws DefinitionError with every problem: line, column, path, what was found and what is allowed
 */
export function readDefinition(
  yaml: string,
  { file, season, language }: { file: string; season?: number; language?: Language },
): { definition: Definition; warnings: string[] } {
  const source = sourceOf(yaml, { file, ...(season !== undefined && { season }), ...(language && { language }) });
  const { data } = source;
  refuse(
    source,
    schemaFindings(data, (path) => writtenAt(source, path)),
  );
  const definition = definitionSchema.parse(data);
  const { findings, warnings } = checkDefinition(definition);
  refuse(source, findings);
  const said = warnings.map((warning) => tellIn(language ?? definition.language, warning));
  return { definition: withWarningForms(definition), warnings: [...new Set(said)] };
}

/** @throws DefinitionError when the file is no YAML */
function sourceOf(
  yaml: string,
  { file, season, language }: { file: string; season?: number; language?: Language },
): Source {
  try {
    const { data: read, ...source } = readYaml(yaml);
    const data = printableIn(read);
    if (season !== undefined && isGroup(data)) Object.assign(data, { season });
    return { ...source, file, data, language: language ?? languageIn(data) };
  } catch (error) {
    if (!(error instanceof NotYaml)) throw error;
    const problems = error.problems.map(
      ({ line, column, said, found = sentence('nothing') }): DefinitionProblem => ({
        ...said,
        file,
        line,
        column,
        field: null,
        found,
        allowed: sentence('one-yaml-document'),
      }),
    );
    throw new DefinitionError(file, problems, language ?? 'zh-CN');
  }
}

const isGroup = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null;

const languageIn = (data: unknown): Language => (isGroup(data) && data.language === 'en' ? 'en' : 'zh-CN');

/** Who has so many problems corrects the first ones first, and finding the places of all of them takes long. */
const MOST_PROBLEMS = 100;

function refuse(source: Source, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const problems = findings.slice(0, MOST_PROBLEMS).map((finding) => problemOf(source, finding));
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  const last = problems.at(-1);
  if (findings.length > problems.length && last) {
    const found = String(findings.length);
    problems.push({ ...last, ...sentence('more-problems'), field: null, found, allowed: sentence('fewer-problems') });
  }
  throw new DefinitionError(source.file, problems, source.language);
}

function problemOf(source: Source, finding: Finding): DefinitionProblem {
  const { path, said, allowed } = finding;
  const found = finding.found ?? shown(source, path);
  return { ...said, file: source.file, ...positionOf(source, finding), field: pathText(path) || null, found, allowed };
}

/** Long values are cut: the error names the line. */
const SHOWN = 80;

function shown(source: Source, path: Finding['path']): Told {
  const value = valueAt(source.data, path);
  if (value === undefined) return sentence('nothing');
  if (typeof value === 'object') return cut(JSON.stringify(value));
  return cut(typeof value === 'string' ? `"${value}"` : (writtenAt(source, path) ?? String(value)));
}

const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
