import { DateTime } from 'luxon';
import type { Field, Form, Language } from '../../domain/campaign/definition/definition';
import { say } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { shown, unitOf } from '../../domain/report/field-kinds';
import type { Figure, Figures } from '../../domain/report/report-figures';
import { yuan } from '../../domain/report/report-figures';
import { unitAfter } from '../../domain/text/counted';
import { words } from '../shell/words/words';

/** The time zone and the language of a reader. */
export interface Reader {
  /** IANA zone. */
  zone: string;
  language: Language;
}

/** Includes the separator between day and time. */
const DATE: Record<Language, string> = { 'zh-CN': 'M月d日（ccc）', en: "ccc d LLL', '" };

const local = (at: Instant, { zone, language }: Reader) => DateTime.fromISO(at, { zone, locale: language });

/** @returns for example 12月2日（周三）10:00, or Wed 2 Dec, 10:00. */
export const showInstant = (at: Instant, reader: Reader): string => {
  const time = local(at, reader);
  return time.toFormat(DATE[reader.language]) + time.toFormat('HH:mm');
};

/** A deadline at midnight belongs to the day that ends: 12月3日 24:00, never 12月4日 00:00. */
export function showDeadline(at: Instant, reader: Reader): string {
  const time = local(at, reader);
  if (time.hour !== 0 || time.minute !== 0) return showInstant(at, reader);
  return `${time.minus({ days: 1 }).toFormat(DATE[reader.language])}24:00`;
}

/** @returns a stored figure as the contact entered it: money in yuan, choices by their label. */
export function showFigure(field: Field, figure: Figure | undefined, language: Language): string {
  if (figure === undefined) return '—';
  const counted = unitOf(field);
  const inUnits = (number: string) => (counted ? `${number} ${unitAfter(number, counted, language)}` : number);
  const value = shown(field, figure);
  if (typeof value === 'boolean') return words[language][value ? 'yes' : 'no'];
  if (typeof value !== 'object') return inUnits(String(value));
  if ('fen' in value) return inUnits(yuan(value.fen));
  return 'photo' in value ? words[language].photo : say(value, language);
}

/** @returns a stored figure as the value of an input and of the API: money in yuan. */
export const toInput = (field: Field, figure: Figure): Figure =>
  field.type === 'money' ? yuan(Number(figure)) : figure;

/** @returns stored figures in the shape of a report, so that they can be corrected and sent back */
export const asHandedIn = ({ fields }: Form, figures: Figures): Record<string, Figure> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const figure = figures[field.id];
      return figure === undefined ? [] : [[field.id, toInput(field, figure)]];
    }),
  );

/** A figure with its name, as a reader sees it. */
export interface FigureLine {
  label: string;
  value: string;
  /** Id of a photo. */
  photo: string | null;
}

/** @returns the figures of a report in the order of its form */
export const figureLines = ({ fields }: Form, figures: Figures, language: Language): FigureLine[] =>
  fields
    .filter((field) => figures[field.id] !== undefined)
    .map((field) => ({
      label: say(field.label, language),
      value: showFigure(field, figures[field.id], language),
      photo: field.type === 'photo' ? String(figures[field.id]) : null,
    }));
