import type { Role } from '../../../domain/account/roles';
import { type Entry, STATE_WORDS, type StateNoun, type Tone } from '../../../domain/text/state-words';
import { dutyName } from '../people/duty-words';
import type { Say } from '../words';

/** @returns the word and its tone; the state itself when it has no word. */
export function stateWord(noun: StateNoun, state: string, say: Say): { word: string; tone: Tone } {
  const words: Readonly<Record<string, Entry>> = STATE_WORDS[noun];
  const [zh, en, tone] = words[state] ?? [state, state, 'default' as const];
  return { word: say(zh, en), tone };
}

export const statesOf = (noun: StateNoun): string[] => Object.keys(STATE_WORDS[noun]);

export const roleWord = (role: Role, say: Say): string => stateWord('role', role, say).word;

const LEVELS: readonly (readonly [string, string])[] = [
  ['本单位', 'the unit'],
  ['上级', 'its superior'],
  ['再上一级', 'two levels up'],
];
/** @returns the word for the recipient: the unit, its superior … */
export const levelWord = (up: number, say: Say): string => say(...(LEVELS[up] ?? [`上 ${up} 级`, `${up} levels up`]));

/** @returns the same, with the duty of those who are told there. */
export const audienceWord = ({ up, role }: { up: number; role?: string | undefined }, say: Say): string =>
  role === undefined ? levelWord(up, say) : `${levelWord(up, say)} ${dutyName(role, say)}`;
