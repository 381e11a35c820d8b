import { Refused, sentence } from '../../domain/text/refusal';

/**
 * Lets only so many pieces of work run at once; the others wait in line, in the order in which they came.
 * @param most pieces of work at once
 * @param waiting most pieces that may wait; further ones are refused at once
 */
export function atOnce(most: number, waiting = Number.POSITIVE_INFINITY): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const line: (() => void)[] = [];
  return async (work) => {
    if (running < most) running += 1;
    else if (line.length >= waiting) throw new Refused(sentence('busy'));
    else await new Promise<void>((go) => line.push(go));
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
