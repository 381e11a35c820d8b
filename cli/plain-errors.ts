import type { CommandDef, Resolvable, SubCommandsDef } from 'citty';
import { readSurroundings } from '../config/surroundings';
import type { Language } from '../domain/campaign/definition/definition';
import { Refused } from '../domain/text/refusal';
import { refusedPath } from './files-named';
import { terminalLanguage } from './language';

const resolve = async <T>(value: Resolvable<T>): Promise<T> =>
  typeof value === 'function' ? (value as () => T | Promise<T>)() : value;

/**
 * Makes a failing command print only the error's sentence, which names the fault and what to do; a stack helps only
 * developers (`NUANDONG_DEBUG=1`).
 */
export function withPlainErrors(command: CommandDef): CommandDef {
  const { run, subCommands } = command;
  return {
    ...command,
    ...(run && {
      async run(context) {
        try {
          await run(context);
        } catch (error) {
          const inEnglish = context.args.en === true;
          const plain =
            error instanceof Error && !readSurroundings().NUANDONG_DEBUG ? sentenceOf(error, inEnglish) : error;
          console.error(plain);
          process.exitCode = 1;
        }
      },
    }),
    ...(subCommands && {
      subCommands: async () => {
        const all = Object.entries(await resolve<SubCommandsDef>(subCommands));
        return Object.fromEntries(
          all.map(([name, sub]) => [name, async () => withPlainErrors(await resolve<CommandDef>(sub))]),
        );
      },
    }),
  };
}

/**
 * @returns a refusal in English if requested, else in the language of the refused definition, else of the terminal. For
 *   Node's fetch it adds the cause, which the error's message lacks.
 */
function sentenceOf(error: Error, inEnglish: boolean): string {
  const refused = error instanceof Refused ? error : refusedPath(error);
  if (refused) return refused.sayAll(inEnglish ? 'en' : languageOf(refused));
  const { message, cause } = error;
  return message === 'fetch failed' && cause instanceof Error ? `${message}: ${cause.message}` : message;
}

const languageOf = (refused: Refused & { language?: Language }): Language => refused.language ?? terminalLanguage();
