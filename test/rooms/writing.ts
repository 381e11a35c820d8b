import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';
import { ROOT } from '../../config/root';

/** A name that a file declares at its top, or imports, as `file#name`. */
type Name = string;

/** What one file declares, and what each of it mentions. */
interface Declared {
  name: Name;
  writes: boolean;
  mentions: Name[];
}

/** SQL that changes something, also by a function of the database. */
const WRITES =
  /\b(?:insert\s+into|delete\s+from|truncate\s|nextval\(|seal_audit_log\()|\bupdate\s+\S+(?:\s+(?:as\s+)?\w+)?\s+set\b/i;
const COMMENTS = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm;

const readSource = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** @returns whether source holds SQL that changes something. */
export const changesRows = (source: string): boolean => WRITES.test(source.replaceAll(COMMENTS, ''));

const nameOf = (file: string, name: string): Name => `${file}#${name}`;

/**
 * @param files that reach the database
 * @returns which of their names change something in it, themselves or by what they mention, as `file#name`
 */
export function writingNames(files: readonly string[], read = readSource): Set<Name> {
  const declared = files.flatMap((file) => declaredIn(file, read(file)));
  const writing = new Set(declared.filter(({ writes }) => writes).map(({ name }) => name));
  for (let before = -1; before !== writing.size; ) {
    before = writing.size;
    for (const { name, mentions } of declared) if (mentions.some((other) => writing.has(other))) writing.add(name);
  }
  return writing;
}

/** @returns what a file imports by name, as value and not as type; `file#*` for a whole module. */
export function importedNames(file: string, source = readSource(file)): Map<string, Name> {
  const names = new Map<string, Name>();
  for (const { moduleRequest, entries } of parseSync(file, source).module.staticImports) {
    if (!moduleRequest.value.startsWith('.')) continue;
    const from = `${normalize(join(dirname(file), moduleRequest.value))}.ts`;
    for (const { importName, localName, isType } of entries)
      if (!isType) names.set(localName.value, nameOf(from, importName.name ?? '*'));
  }
  return names;
}

function declaredIn(file: string, source: string): Declared[] {
  const { program, module } = parseSync(file, source);
  const imported = importedNames(file, source);
  const own = new Map(
    program.body.flatMap((statement) =>
      namesIn(statement).map((name) => [name, source.slice(statement.start, statement.end)]),
    ),
  );
  const again = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, importName, exportName }) =>
      moduleRequest && importName.name && exportName.name
        ? [
            {
              name: nameOf(file, exportName.name),
              writes: false,
              mentions: [nameOf(`${normalize(join(dirname(file), moduleRequest.value))}.ts`, importName.name)],
            },
          ]
        : [],
    ),
  );
  return [
    ...again,
    ...[...own].map(([name, text]) => {
      const code = text.replaceAll(COMMENTS, '');
      const mentions = [...code.matchAll(/(?<![.\w$])([A-Za-z_$][\w$]*)(?:\.(\w+))?/g)].flatMap(
        ([, word = '', member]) => {
          if (word === name) return [];
          if (own.has(word)) return [nameOf(file, word)];
          const from = imported.get(word);
          return from === undefined ? [] : [from.endsWith('#*') && member ? from.replace('*', member) : from];
        },
      );
      return { name: nameOf(file, name), writes: changesRows(text), mentions };
    }),
  ];
}

/** The part of the syntax tree that says what a statement declares. */
interface Statement {
  type: string;
  declaration?: unknown;
  declarations?: unknown;
  id?: unknown;
}

function namesIn(statement: object): string[] {
  const { type, declaration, declarations, id } = statement as Statement;
  if (type === 'ExportNamedDeclaration') return declaration ? namesIn(declaration as object) : [];
  if (/^TS/.test(type)) return [];
  const ids = Array.isArray(declarations) ? declarations.map((one: { id: unknown }) => one.id) : [id];
  return ids.flatMap((one) => (one && typeof one === 'object' && 'name' in one ? [String(one.name)] : []));
}
