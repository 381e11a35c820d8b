import { readSurroundings } from '../config/surroundings';
import type { Language } from '../domain/campaign/definition/definition';
import { Refused } from '../domain/text/refusal';
import { refusedPath } from './files-named';

/** @returns the language of the terminal: Chinese where its settings say so. */
export function terminalLanguage({ LC_ALL, LC_MESSAGES, LANG } = readSurroundings()): Language {
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? 'zh-CN' : 'en';
}

/** @param word as given with `--language` @returns that language, else the terminal's */
export const languageAsked = (word: string | undefined): Language =>
  word === 'zh-CN' || word === 'en' ? word : terminalLanguage();

/**
 * Runs `work` with refusals in another language than the terminal's.
 * @throws Error with the refusal in that language
 */
export const refusingIn = <T>(language: Language, work: () => Promise<T>): Promise<T> =>
  work().catch((error: unknown) => {
    const refused = error instanceof Refused ? error : refusedPath(error);
    throw refused ? new Error(refused.say(language), { cause: error }) : error;
  });
