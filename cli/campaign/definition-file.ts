import type { Language } from '../../domain/campaign/definition/definition';
import { readDefinition } from '../../domain/campaign/definition/read-definition';
import { Refused, sentence } from '../../domain/text/refusal';
import { contentOf } from '../files-named';

/**
 * Reads and checks the campaign definition of a file.
 * @param season first year of the winter as typed, when not the one in the file
 * @param language of the warnings; the definition's own when left out
 * @throws the file system's error when there is no such file; DefinitionError with every problem in it
 */
export async function loadDefinition(
  file: string,
  { season, language }: { season?: string | undefined; language?: Language } = {},
): Promise<ReturnType<typeof readDefinition>> {
  return readDefinition((await contentOf(file)).toString('utf8'), {
    file,
    ...(season !== undefined && { season: firstYear(season) }),
    ...(language && { language }),
  });
}

function firstYear(typed: string): number {
  if (/^\d{4}$/.test(typed)) return Number(typed);
  throw new Refused(sentence('option-not-season', { found: typed }));
}
