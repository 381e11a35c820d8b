import type { Definition } from '../../../../domain/campaign/definition/definition';
import { COMMON_LADDER_NAMES, type CommonLadder } from '../../../../domain/campaign/stage-kinds';
import type { Say } from '../../words';
import type { Option } from '../inputs/inputs';

/** The ladder of most stages; it is there without being written. */
export const COMMON = 'default';

const WORDS: Record<CommonLadder, readonly [zh: string, en: string]> = {
  default: ['通用', 'common'],
  short: ['简短', 'short'],
};

export const isCommon = (name: string): name is CommonLadder => name in WORDS;

export const ladderNames = ({ ladders }: Definition): string[] => [
  ...new Set([...COMMON_LADDER_NAMES, ...Object.keys(ladders)]),
];

export const ladderWord = (name: string, say: Say): string => (isCommon(name) ? say(...WORDS[name]) : name);

/** What a stage or an ask may name. */
export const ladderOptions = (definition: Definition, say: Say): Option<string>[] =>
  ladderNames(definition).map((name) => ({ value: name, label: ladderWord(name, say) }));
