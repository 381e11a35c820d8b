import type { Definition } from '../../../../domain/campaign/definition/definition';
import type { Say } from '../../words';
import type { Option } from '../inputs/inputs';

/** The ladder of a stage that names none; it is there without being written. */
export const COMMON = 'default';

export const ladderNames = ({ ladders }: Definition): string[] => [...new Set([COMMON, ...Object.keys(ladders)])];

export const ladderWord = (name: string, say: Say): string => (name === COMMON ? say('通用', 'common') : name);

/** What a stage or an ask may name. */
export const ladderOptions = (definition: Definition, say: Say): Option<string>[] =>
  ladderNames(definition).map((name) => ({ value: name, label: ladderWord(name, say) }));
