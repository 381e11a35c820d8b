import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Below this score (of 0 to 4) a password falls to some hundred million guesses: leaked ones, rows of keys, dates. */
const LEAST_SCORE = 3;
/** What people here think of first, beside what the library knows from leaked lists. */
const NEAR_AT_HAND = ['nuandong', 'nuan', 'dong', 'winter', 'redcross', 'hongshizihui', 'woaini', '1314520', '5201314'];

let estimator: ZxcvbnFactory | undefined;

/** @param of words that belong to the person, such as the login. @returns whether a password is guessed too easily */
export function isGuessable(password: string, of: readonly string[]): boolean {
  // Read when somebody chooses a password for the first time: the lists have two megabytes.
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }, {});
  return estimator.check(password, [...of, ...NEAR_AT_HAND]).score < LEAST_SCORE;
}
