import { DateTime } from 'luxon';
import { epochMs, type Instant } from '../../domain/instant';
import { kindOf } from '../../domain/report/field-kinds';
import { chance } from './chance';
import { PHOTO } from './photo';
import type { AskedField } from './visitor';

/** The values of a filled form: strings by field id, as a browser sends them. */
export type Answers = Record<string, string>;

/** The village, the instant and the version of a filled form: each version has other figures. */
export interface Filling {
  seed: number;
  unit: string;
  key: string;
  version: number;
  at: Instant;
  zone: string;
  /** Figures that it must have. */
  own?: Answers | null;
}

/** Usual maximum of households or people in need in a village, and of money in a form. */
const USUAL_COUNT = 60;
const USUAL_YUAN = 20_000;
/** Share of the optional fields that are left blank. */
const BLANK = 0.3;
/**
 * Answers that nobody gives: that two rows are of two people, since invented people who look alike have the same
 * number; that a dispatch has come, since its office books what has come.
 */
const NEVER: readonly string[] = ['different', 'came'];
/** Yuan that one household or person gets, in steps, where a form asks for money after asking how many. */
const YUAN_EACH = { from: 100, to: 800, step: 50 };
/** A later number of a form is a part of what its first one counts, or much like it. */
const PART = 0.7;
/** A summary prints them one below the other: the same sentence twenty times would show nothing. */
const REMARKS = [
  '已逐户核实',
  '干部入户走访，当面发放并签字',
  '对行动不便的困难群众送到家中',
  '同时宣讲救助政策，登记群众诉求',
  '山路结冰，部分农户改日送达',
  '与村医一同走访，查看取暖用火安全',
] as const;
/** Whoever corrects says something else. */
const REMARK_AGAIN = '已再次核实';
/** A patrol finds few people, and hardly ever one who refuses to come along. */
const PATROL_COUNTS: Readonly<Record<string, number>> = { found: 4, helped: 3, sheltered: 2, goods: 10 };
const REFUSALS = 0.04;

/**
 * @returns plausible answers within the bounds of every field, the same for the same filling. The numbers of one form
 *   agree: a village with few in need has few of each kind, and money is so much for each of those counted before it.
 */
export function fillIn(fields: readonly AskedField[], filling: Filling): Answers {
  const { seed, unit, key, version, own } = filling;
  const answers: Answers = {};
  const size = chance(seed, 'size', unit, key, version);
  let counted: number | null = null;
  for (const field of fields) {
    const figure = own?.[field.id];
    const lot = (about: string) => chance(seed, about, unit, key, field.id, version);
    if (figure !== undefined) answers[field.id] = figure;
    else if (!field.required && lot('blank') < BLANK) continue;
    else answers[field.id] = answer(field, { share: lot('figure'), size, counted }, filling);
    if (field.type === 'integer') counted = Number(answers[field.id]);
  }
  return answers;
}

interface Lot {
  share: number;
  /** How many a unit has of what it is asked, from 0 to 1. */
  size: number;
  /** The number before this field; null for the first one. */
  counted: number | null;
}

function answer(field: AskedField, { share, size, counted }: Lot, { at, zone, version }: Filling): string {
  switch (field.type) {
    case 'integer': {
      if (field.id === 'refused') return share < REFUSALS ? '1' : '0';
      const part = counted === null ? size : size * (PART + (1 - PART) * share);
      return String(within(field, part, PATROL_COUNTS[field.id] ?? USUAL_COUNT));
    }
    case 'money':
      return String(counted === null ? within(field, share, USUAL_YUAN) : yuanFor(counted, field, share));
    case 'text':
      return remark(share, version).slice(0, field.maxLength);
    case 'date':
      return DateTime.fromMillis(epochMs(at), { zone }).toISODate() ?? '';
    case 'month':
      return DateTime.fromMillis(epochMs(at), { zone }).toFormat('yyyy-MM');
    case 'choice': {
      const choices = field.choices.filter((choice) => !NEVER.includes(choice));
      return choices[Math.floor(share * choices.length)] ?? '';
    }
    case 'yes-no':
      return share < 0.5 ? 'yes' : 'no';
    case 'photo':
      return PHOTO.id;
  }
}

const remark = (share: number, version: number): string =>
  version > 1 ? REMARK_AGAIN : (REMARKS[Math.floor(share * REMARKS.length)] ?? REMARKS[0]);

/** Squared, because most villages have few and a few have many. */
function within({ min = 0, max = Number.POSITIVE_INFINITY }: AskedField, share: number, usual: number): number {
  const most = Math.min(max, min + usual);
  return Math.floor(min + share * share * (most - min));
}

/** @returns so much for each of them, the same for all, within the bounds of the field. */
function yuanFor(counted: number, { min = 0, max = Number.POSITIVE_INFINITY }: AskedField, share: number): number {
  const { from, to, step } = YUAN_EACH;
  const each = from + step * Math.floor((share * (to - from)) / step);
  return Math.min(max, Math.max(min, counted * each));
}

/** @returns the answers with one spoilt so that the form must refuse it; null when the form takes any value. */
export function slip(fields: readonly AskedField[], answers: Answers): Answers | null {
  const number = fields.find(({ type }) => kindOf(type).decimals !== undefined);
  if (number) return { ...answers, [number.id]: number.max === undefined ? '-1' : String(number.max + 1) };
  const needed = fields.find(({ required }) => required);
  return needed ? { ...answers, [needed.id]: '' } : null;
}
