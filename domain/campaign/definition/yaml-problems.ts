import { printableIn } from '../../text/printable';
import { sentence } from '../../text/refusal';
import type { Language } from './definition';
import { DefinitionError, type DefinitionProblem, type Finding, pathText, type Told } from './definition-problems';
import { valueAt } from './schema-findings';
import { NotYaml, positionOf, readYaml, writtenAt, type YamlSource } from './yaml-source';

/** A YAML file, and the language of its problems. */
export interface Source extends YamlSource {
  file: string;
  data: unknown;
  language: Language;
}

/** @throws DefinitionError when the file is no YAML */
export function sourceOf(
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

/** Most listed problems: an author corrects the first ones first, and the places of all take long to find. */
const MOST_PROBLEMS = 100;

/** @throws DefinitionError with every finding: line, column, path, what was found and what is allowed */
export function refuse(source: Source, findings: readonly Finding[]): void {
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
