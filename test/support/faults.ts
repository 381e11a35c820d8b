import { CompileError, type CompileInput, compile } from '../../domain/campaign/compile/compile';
import { refuseInFile } from '../../domain/campaign/compile/compile-problems';
import type { Language } from '../../domain/campaign/definition/definition';
import { type Fault, tell } from '../../domain/campaign/definition/definition-problems';
import { DefinitionError, readDefinition } from '../../domain/campaign/definition/read-definition';
import type { Plan } from '../../domain/campaign/plan';
import { tellIn } from '../../domain/text/refusal';

/** A fault as text for a reader. */
export interface Read {
  file: string | null;
  line: number | null;
  column: number | null;
  path: string;
  message: string;
  found: string;
  allowed: string;
}

const read = (fault: Fault & { file?: string; line?: number; column?: number }, language: Language): Read => ({
  file: fault.file ?? null,
  line: fault.line ?? null,
  column: fault.column ?? null,
  path: fault.field ?? '',
  message: tellIn(language, fault),
  found: tell(language, fault.found),
  allowed: tell(language, fault.allowed),
});

/** @returns the faults of a definition or its plan, in English unless another language is given. */
export function faultsOf(act: () => unknown, language: Language = 'en'): Read[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems.map((fault) => read(fault, language));
    if (error instanceof CompileError) return error.problems.map((fault) => read(fault, language));
    throw error;
  }
  throw new Error('nothing was wrong');
}

export const faultsInFile = (yaml: string, language: Language = 'en'): Read[] =>
  faultsOf(() => readDefinition(yaml, { file: 'sample.yaml' }), language);

export const faultsInPlan = (input: CompileInput, language: Language = 'en'): Read[] =>
  faultsOf(() => compile(input), language);

/** Plans what a file says, as `nuandong plan` does. @throws DefinitionError with the places in the file */
export function planned(
  yaml: string,
  { file, language, ...register }: { file: string; language: Language } & Pick<CompileInput, 'regions' | 'kinds'>,
): Plan {
  const { definition } = readDefinition(yaml, { file, language });
  try {
    return compile({ definition, ...register });
  } catch (error) {
    if (error instanceof CompileError) refuseInFile({ yaml, file, language }, error);
    throw error;
  }
}
