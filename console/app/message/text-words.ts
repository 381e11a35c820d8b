import { stateWord } from '../shell/state-words';
import type { Say } from '../words';

/** @returns what a message says, in a word: of a notice by its text, else by its kind */
export const textWord = ({ kind, template }: { kind: string; template: string }, say: Say): string => {
  const { word } = stateWord('says', kind === 'notice' ? template : kind, say);
  return kind === 'notice' && word === template ? stateWord('says', kind, say).word : word;
};
