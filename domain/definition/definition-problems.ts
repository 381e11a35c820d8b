/** One thing wrong in a definition file. */
export interface DefinitionProblem {
  file: string;
  /** From 1. */
  line: number;
  column: number;
  /** For example `stages[0].asks[1].form`; empty for the file as a whole. */
  path: string;
  found: string;
  allowed: string;
  message: string;
}

/** A definition file that cannot be used; names every problem at once, in the order of the file. */
export class DefinitionError extends Error {
  override name = 'DefinitionError';
  constructor(readonly problems: DefinitionProblem[]) {
    super(problems.map(line).join('\n'));
  }
}

function line({ file, line, column, path, found, allowed, message }: DefinitionProblem): string {
  const where = `${file}:${line}:${column}${path ? ` ${path}` : ''}`;
  return `${where}: ${message}\n    found:   ${found}\n    allowed: ${allowed}`;
}

/** A problem before its place in the file is known. */
export interface Finding {
  path: readonly PropertyKey[];
  /** What stands at the path is described when left out. */
  found?: string;
  allowed: string;
  message: string;
  /** Points to the key instead of its value (a key that should not be there). */
  atKey?: boolean;
}

/** @returns `stages[0].asks[1].form` */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) => text + (typeof step === 'number' ? `[${step}]` : `${text ? '.' : ''}${String(step)}`),
    '',
  );
