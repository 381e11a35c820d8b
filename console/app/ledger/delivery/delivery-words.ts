import type { DeliveryOutcome, Mark, Rest, ReturnReason, WayToDeliver } from '../../../../domain/ledger/delivery';
import { MARK_WORDS, OUTCOME_WORDS, REST_WORDS, RETURN_WORDS, WAY_WORDS } from '../../../../domain/ledger/ledger-words';
import type { Say } from '../../words';

export const outcomeWord = (one: DeliveryOutcome, say: Say): string => say(...OUTCOME_WORDS[one]);
export const wayWord = (one: WayToDeliver, say: Say): string => say(...WAY_WORDS[one]);
export const markWord = (one: Mark, say: Say): string => say(...MARK_WORDS[one]);
export const restWord = (one: Rest, say: Say): string => say(...REST_WORDS[one]);
export const returnWord = (one: ReturnReason, say: Say): string => say(...RETURN_WORDS[one]);

export const WAY_NAMES = Object.keys(WAY_WORDS) as WayToDeliver[];
export const MARK_NAMES = Object.keys(MARK_WORDS) as Mark[];
export const REST_NAMES = Object.keys(REST_WORDS) as Rest[];
export const RETURN_NAMES = Object.keys(RETURN_WORDS) as ReturnReason[];
