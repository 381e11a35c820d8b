import type { Definition, Form, Text } from '../campaign/definition/definition';
import { shown, unitOf } from '../report/field-kinds';
import { type Figures, yuan } from '../report/report-figures';
import type { RungKind } from '../round/rung-kinds';
import { unitAfter } from '../text/counted';

const NOTHING: Text = { 'zh-CN': '零报告', en: 'nothing to report' };

/**
 * @param figures money in fen
 * @returns what a report says, in pieces for an SMS, such as 残疾人家庭 3户: numbers only, because nobody may be named
 *   in a message; one piece for nothing to report
 */
export function figuresTold({ fields }: Form, { nothing, figures }: { nothing: boolean; figures: Figures }): Text[] {
  if (nothing) return [NOTHING];
  return fields.flatMap((field) => {
    const figure = figures[field.id];
    if (typeof figure !== 'number') return [];
    const value = shown(field, figure);
    return [pieceOf(field, String(typeof value === 'object' && 'fen' in value ? yuan(value.fen) : figure))];
  });
}

function pieceOf(field: Form['fields'][number], number: string): Text {
  const { label } = field;
  const unit = unitOf(field);
  return {
    'zh-CN': `${label['zh-CN']} ${number}${unit?.['zh-CN'] ?? ''}`,
    en: `${label.en ?? label['zh-CN']} ${[number, unit && unitAfter(number, unit, 'en')].filter(Boolean).join(' ')}`,
  };
}

/** @returns the figures of the form that an SMS gives, in their order; none where it takes no figures by SMS */
export const askedBySms = ({ bySms, fields }: Form): Text[] =>
  (bySms ?? []).flatMap((id) => fields.find((field) => field.id === id)?.label ?? []);

/** @returns how a task is answered by SMS; nothing for other messages, and where figures are not taken by SMS */
export function howToAnswer(
  { forms }: Pick<Definition, 'forms'>,
  asked: { kind: RungKind; form: string | null },
): Text | null {
  const form = asked.kind === 'task' && asked.form !== null ? forms[asked.form] : undefined;
  return form ? howToWrite(form) : null;
}

/** @returns how to write a report as an SMS; null for a form that takes no figures by SMS */
export function howToWrite(form: Form): Text | null {
  const asked = askedBySms(form);
  if (asked.length === 0) return null;
  const named = (language: 'zh-CN' | 'en') => asked.map((label) => label[language] ?? label['zh-CN']);
  return {
    'zh-CN': `报 ${named('zh-CN').join(' ')}${asked.length > 1 ? `（依次${asked.length}个数）` : '（一个数）'}`,
    en: `REPORT and ${asked.length > 1 ? `${asked.length} numbers` : 'a number'}: ${named('en').join(', ')}`,
  };
}
