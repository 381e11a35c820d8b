import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
  visit,
  type YAMLError,
} from 'yaml';
import type { SentenceCode } from '../../text/catalogue';
import { DEEPEST, nestingOfYaml } from '../../text/nesting';
import { type Sentence, sentence } from '../../text/refusal';
import type { Finding } from './definition-problems';

/** Most characters of a file: ten times the longest shipped definition. */
const LONGEST = 131_072;

const SHOWN_OF_LINE = 80;

/** A place in a file; both from 1. */
export interface Position {
  line: number;
  column: number;
}

/** A parsed YAML file, in which positions can be found. */
export interface YamlSource {
  document: Document;
  lines: LineCounter;
}

/** Why a text is refused as YAML, and where. */
export class NotYaml extends Error {
  constructor(readonly problems: readonly (Position & { said: Sentence; found?: string })[]) {
    super('not YAML');
  }
}

/**
 * @returns the text as YAML; references (`*`, `<<`) are followed
 * @throws NotYaml with every place; at once for a text that is too long or nests too deep to parse quickly
 */
export function readYaml(yaml: string): YamlSource & { data: unknown } {
  const refused = (said: Sentence) => new NotYaml([{ line: 1, column: 1, said, found: yaml.slice(0, SHOWN_OF_LINE) }]);
  const { length } = yaml;
  if (length > LONGEST) throw refused(sentence('yaml-too-long', { length, most: LONGEST }));
  if (nestingOfYaml(yaml) > DEEPEST) throw refused(sentence('yaml-too-deep', { deepest: DEEPEST }));
  const lines = new LineCounter();
  // Collections as keys have no use here, and parsing them takes time that grows with a high power of their depth.
  const options = {
    lineCounter: lines,
    merge: true,
    stringKeys: true,
    // Checked below, because the library compares each key with every other.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  } as const;
  const document = parseDocument(yaml, options);
  const errors = document.errors.slice(0, 1_000).map((error) => placed(lines, yaml, error));
  const problems = errors.length > 0 ? errors : keysTwice(document).map((at) => placed(lines, yaml, at));
  if (problems.length > 0) throw new NotYaml(firstOfEachLine(problems));
  try {
    return { document, lines, data: document.toJS() };
  } catch {
    throw refused(sentence('yaml-expands'));
  }
}

type Failure = Pick<YAMLError, 'pos' | 'code'>;

/** @returns keys that occur twice in one map, in time proportional to their number. */
function keysTwice(document: Document): Failure[] {
  const twice: Failure[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key) || key.value === '<<') continue;
        const [from = 0, to = 0] = key.range ?? [];
        if (seen.has(key.value)) twice.push({ pos: [from, to], code: 'DUPLICATE_KEY' });
        seen.add(key.value);
      }
    },
  });
  return twice;
}

/** Errors after the first few follow from them, and so do others in one line. */
const SHOWN = 10;
const firstOfEachLine = <Place extends Position>(places: readonly Place[]): Place[] =>
  places.filter(({ line }, index) => places[index - 1]?.line !== line).slice(0, SHOWN);

/** The library's errors, in words for the author of the file. */
const CODES: Partial<Record<YAMLError['code'], SentenceCode>> = {
  MULTIPLE_DOCS: 'yaml-two-documents',
  DUPLICATE_KEY: 'yaml-key-twice',
  BAD_INDENT: 'yaml-indent',
  TAB_AS_INDENT: 'yaml-tab',
  MISSING_CHAR: 'yaml-missing-sign',
  BAD_ALIAS: 'yaml-alias',
  NON_STRING_KEY: 'yaml-key-not-text',
};

function placed(lines: LineCounter, yaml: string, { pos, code }: Failure) {
  const { line, col } = lines.linePos(pos[0]);
  const found =
    yaml
      .slice(lines.lineStarts[line - 1])
      .split('\n', 1)[0]
      ?.trim()
      .slice(0, 80) ?? '';
  return { line, column: col, found, said: { code: CODES[code] ?? 'yaml-unreadable', values: {} } };
}

/** @returns the position of a finding; if its value is missing in the file, of the nearest part above it. */
export function positionOf({ document, lines }: YamlSource, { path, atKey, lineWithin = 1 }: Finding): Position {
  for (let length = path.length; length >= 0; length--) {
    const steps = path.slice(0, length);
    const isItself = length === path.length;
    const node = atKey && isItself ? keyNode(document, steps) : document.getIn(steps, true);
    if (!isNode(node) || !node.range) continue;
    const { line, col } = lines.linePos(node.range[0]);
    // Lines of a block text are lines of the file, from the line after its indicator on.
    return isItself && isBlock(node) ? { line: line + lineWithin, column: 1 } : { line, column: col };
  }
  return { line: 1, column: 1 };
}

const isBlock = (node: Node): boolean =>
  isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);

/** @returns a scalar as written in the file: `0532626`, not 532626. */
export function writtenAt({ document }: YamlSource, path: readonly PropertyKey[]): string | null {
  const node = document.getIn(path, true);
  return isScalar(node) && node.source !== undefined ? node.source : null;
}

function keyNode(document: Document, path: readonly PropertyKey[]): Node | undefined {
  const group = document.getIn(path.slice(0, -1), true);
  const name = String(path.at(-1));
  const pair = isMap(group)
    ? group.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === name)
    : undefined;
  return isNode(pair?.key) ? pair.key : undefined;
}
