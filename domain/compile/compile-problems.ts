/** One reason why a definition and a register make no plan. */
export interface CompileProblem {
  /** Where in the definition, for example `stages[0].asks[1].of`; `amendments[2]` for an extension. */
  path: string;
  found: string;
  /** What there is to choose from, or what would be right. */
  allowed: string;
  message: string;
}

/** A definition that fits no register, or an extension that fits no plan; names every problem at once. */
export class CompileError extends Error {
  override name = 'CompileError';
  constructor(
    readonly definition: string,
    readonly problems: CompileProblem[],
  ) {
    const lines = problems.map(({ path, message }) => `  ${path}: ${message}`);
    super(`The campaign "${definition}" cannot be planned:\n${lines.join('\n')}`);
  }
}
