import { Refused } from '../../../domain/text/refusal';

/** @returns the code with which something was refused; `done` when it was not. @throws what is no refusal */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refused) return error.code;
      throw error;
    },
  );
