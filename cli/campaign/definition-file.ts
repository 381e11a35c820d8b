import { CompileError } from '../../domain/campaign/compile/compile';
import { refuseInFile } from '../../domain/campaign/compile/compile-problems';
import type { Language } from '../../domain/campaign/definition/definition';
import { readDefinition } from '../../domain/campaign/definition/read-definition';
import { Refused, sentence } from '../../domain/text/refusal';
import { contentOf } from '../files-named';

type Loaded = ReturnType<typeof readDefinition> & {
  /** Runs an act that the register may refuse. @throws DefinitionError with the places in the file */
  inFile<T>(act: () => T | Promise<T>): Promise<T>;
};

/**
 * Reads and checks the campaign definition of a file.
 * @param season first year of the winter as typed, instead of the file's
 * @param language of the warnings; the definition's own when left out
 * @throws the file system's error when there is no such file; DefinitionError with every problem in it
 */
export async function loadDefinition(
  file: string,
  { season, language }: { season?: string | undefined; language?: Language } = {},
): Promise<Loaded> {
  const yaml = (await contentOf(file)).toString('utf8');
  const read = readDefinition(yaml, {
    file,
    ...(season !== undefined && { season: firstYear(season) }),
    ...(language && { language }),
  });
  const inFile: Loaded['inFile'] = async (act) => {
    try {
      return await act();
    } catch (error) {
      if (error instanceof CompileError) refuseInFile({ yaml, file, ...(language && { language }) }, error);
      throw error;
    }
  };
  return { ...read, inFile };
}

function firstYear(typed: string): number {
  if (/^\d{4}$/.test(typed)) return Number(typed);
  throw new Refused(sentence('option-not-season', { found: typed }));
}
