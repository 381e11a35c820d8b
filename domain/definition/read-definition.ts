import { type Document, isMap, isNode, isPair, LineCounter, type Node, parseDocument } from 'yaml';
import { withWarningForms } from '../weather/forms';
import { type Definition, definitionSchema, type Language, say } from './definition';
import { DefinitionError, type DefinitionProblem, type Finding, pathText } from './definition-problems';
import { checkDefinition } from './definition-rules';
import { schemaFindings, valueAt } from './schema-findings';

export { DefinitionError, type DefinitionProblem } from './definition-problems';

/** A file as YAML, with the means to point into it. */
interface Source {
  file: string;
  document: Document;
  lines: LineCounter;
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
  const lines = new LineCounter();
  const source: Source = { file, document: parseDocument(yaml, { lineCounter: lines }), lines };
  const data = plainData(source);
  if (season !== undefined && typeof data === 'object' && data !== null) Object.assign(data, { season });
  refuse(source, schemaFindings(data), data);
  const definition = definitionSchema.parse(data);
  const { findings, warnings } = checkDefinition(definition);
  refuse(source, findings, data);
  const said = warnings.map((warning) => say(warning, language ?? definition.language));
  return { definition: withWarningForms(definition), warnings: said };
}

/** @throws DefinitionError when the file is not YAML, or nothing but references to itself */
function plainData({ file, document, lines }: Source): unknown {
  const notYaml = (at: number, message: string): DefinitionProblem => {
    const { line, col } = lines.linePos(at);
    const found = message.split('\n')[0] ?? message;
    return {
      file,
      line,
      column: col,
      path: '',
      found,
      allowed: 'YAML 1.2, one document',
      message: 'this is not valid YAML',
    };
  };
  if (document.errors.length > 0)
    throw new DefinitionError(document.errors.map(({ pos, message }) => notYaml(pos[0], message)));
  try {
    return document.toJS();
  } catch (error) {
    throw new DefinitionError([notYaml(0, error instanceof Error ? error.message : String(error))]);
  }
}

function refuse(source: Source, findings: Finding[], data: unknown): void {
  if (findings.length === 0) return;
  const problems = findings.map((finding): DefinitionProblem => {
    const { path, allowed, message } = finding;
    const { line, col } = source.lines.linePos(offsetOf(source.document, finding));
    const found = finding.found ?? shown(valueAt(data, path));
    return { file: source.file, line, column: col, path: pathText(path), found, allowed, message };
  });
  throw new DefinitionError(problems.sort((a, b) => a.line - b.line || a.column - b.column));
}

/** Long values are cut: whoever reads the error has the line. */
const SHOWN = 80;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? 'nothing');
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Where a finding points to; the nearest thing above it that the file holds when itself is missing. */
function offsetOf(document: Document, { path, atKey }: Finding): number {
  for (let length = path.length; length >= 0; length--) {
    const steps = path.slice(0, length);
    const node = atKey && length === path.length ? keyNode(document, steps) : document.getIn(steps, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyNode(document: Document, path: readonly PropertyKey[]): Node | undefined {
  const group = document.getIn(path.slice(0, -1), true);
  const name = String(path.at(-1));
  const pair = isMap(group)
    ? group.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === name)
    : undefined;
  return isNode(pair?.key) ? pair.key : undefined;
}
