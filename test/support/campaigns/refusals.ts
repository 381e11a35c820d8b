import { Refused } from '../../../domain/text/refusal';

/** @returns the code of a refusal; `done` without one. @throws any other error */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refused) return error.code;
      throw error;
    },
  );
