import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Below this score (of 0 to 4) some hundred million guesses find a password: leaked ones, rows of keys, dates. */
const LEAST_SCORE = 3;
/** Words that users here choose first, besides the library's leaked lists. */
const NEAR_AT_HAND = ['nuandong', 'nuan', 'dong', 'winter', 'redcross', 'hongshizihui', 'woaini', '1314520', '5201314'];

let estimator: ZxcvbnFactory | undefined;

/** @param of words that belong to the person, such as the login. @returns whether a password is guessed too easily */
export function isGuessable(password: string, of: readonly string[]): boolean {
  // Loaded at the first choice of a password: the lists have two megabytes.
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }, {});
  return estimator.check(password, [...of, ...NEAR_AT_HAND]).score < LEAST_SCORE;
}
