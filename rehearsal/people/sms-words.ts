import type { Form } from '../../domain/campaign/definition/definition';
import { type Filling, fillIn } from './answers';
import { chance } from './chance';
import type { Place } from './villages';

/** Spellings that mean the same. */
const NOTHING = ['0', '零报告', '无'];
const READ = ['1', '收到', '知道了。'];
const STOP = ['T', 'TD', '退订'];
/** The answer to the question whether "stop" was meant. */
export const STOP_MEANT = '确认退订';
/** SMS from phones and people that the system cannot understand. */
const UNCLEAR = ['在开会，晚点再报', '您好，请问怎么填？', '[自动回复] 现在不方便接听'];

const oneOf = (words: readonly string[], share: number): string => words[Math.floor(share * words.length)] ?? '';

/**
 * @param nothing whether there is nothing to report
 * @returns the report as an SMS; null when the form cannot be answered by SMS
 */
export function reportInWords(form: Form, filling: Filling, nothing: boolean): string | null {
  const { seed, unit, key } = filling;
  if (nothing && form.nothingToReport) return oneOf(NOTHING, chance(seed, 'words', unit, key));
  const asked = (form.bySms ?? []).flatMap((id) => form.fields.find((field) => field.id === id) ?? []);
  if (asked.length === 0) return null;
  const figures = fillIn(
    asked.map(({ id, type, min, max }) => ({ id, type, min, max, required: true, choices: [] })),
    filling,
  );
  return `报 ${asked.map(({ id, unit: word }) => [figures[id], word?.['zh-CN']].filter(Boolean).join(' ')).join(' ')}`;
}

/** @returns `many` unclear SMS, no two the same. */
export function unclearWords({ seed, unit, key }: Place, many: number): string[] {
  const first = Math.floor(chance(seed, 'words', unit, key) * UNCLEAR.length);
  return Array.from({ length: many }, (_, turn) => UNCLEAR[(first + turn) % UNCLEAR.length] ?? '');
}

/** @returns how an officer writes "I know". */
export const readWord = ({ seed, unit, key }: Place): string => oneOf(READ, chance(seed, 'words', unit, key));

/** @returns the word with which a contact asks for no more SMS. */
export const stopWord = ({ seed, unit, key }: Place): string => oneOf(STOP, chance(seed, 'words', unit, key));
