import { STEP_NAMES, type Step } from './steps';

/** A list ask: which list, and which step of its track. */
export interface ListAsked {
  list: string;
  does: Step;
}

/** Id of the form of a list ask. It has figures only; the server counts them from the rows. */
export const listFormId = ({ list, does }: ListAsked): string => `list-${list}-${does}`;

const MADE = new RegExp(`^list-.+-(${STEP_NAMES.join('|')})$`);

/** @returns whether a form is made for a list ask: names of this kind are not free. */
export const isListForm = (form: string): boolean => MADE.test(form);
