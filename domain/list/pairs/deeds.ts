import { type Day, epochDays } from '../../campaign/calendar/days';
import type { Field, Form } from '../../campaign/definition/definition';
import type { Text } from '../../campaign/definition/words';
import { checkReport } from '../../report/report-check';
import { type Problem, sentence } from '../../text/refusal';
import { MONEY_FIGURES, type PairDeed, type PairDeedKind, pairDeedKind, TIMES } from './deed-kinds';

/** A deed as somebody sends it, not yet checked. */
export interface DeedSent {
  /** Made by the sender (UUID): the same deed sent twice is one. */
  deed: string;
  /** The sender's id of the row. */
  row: string;
  kind: PairDeed;
  /** Answers of {@link deedForm} by field id, as JSON values or as the strings of an HTML form; money in yuan. */
  answers: Record<string, unknown>;
}

/** A checked deed. */
export interface DeedDone {
  /** The day on which it was done. */
  on: Day;
  way: string | null;
  /** What was done in words; they may name a person. */
  what: string | null;
  /** How often, and money in fen. */
  figures: { times: number; cash?: number; goods?: number };
}

/** Most occasions that are entered as one: one a day for a month. */
const MOST_TIMES = 31;
/** Yuan: more than anybody gives to one person. */
const MOST_YUAN = 1_000_000;
/** A deed can be entered as long after it was done: minima count by the year. */
const DAYS_LATER = 366;

/** @returns the form of a deed of one kind */
export function deedForm(kind: PairDeed): Form {
  const { name, ways, what, money } = pairDeedKind(kind);
  const fields: Field[] = [
    ...(ways
      ? [
          { ...field('way', { 'zh-CN': '方式', en: 'How' }, 'choice'), choices: choicesOf(ways) },
          {
            ...optional('times', { 'zh-CN': '次数', en: 'How often' }, 'integer'),
            unit: TIMES,
            min: 1,
            max: MOST_TIMES,
          },
        ]
      : []),
    ...(money
      ? Object.entries(MONEY_FIGURES).map(([id, label]) => ({ ...optional(id, label, 'money'), max: MOST_YUAN }))
      : []),
    ...(what ? [field('what', what, 'text')] : [optional('what', { 'zh-CN': '说明', en: 'Note' }, 'text')]),
    optional('on', { 'zh-CN': '日期（不填为今天）', en: 'Day (today when left out)' }, 'date'),
  ];
  return { name, fields, nothingToReport: false };
}

const field = (id: string, label: Text, type: Field['type']): Field => ({ id, label, type, required: true });
const optional = (id: string, label: Text, type: Field['type']): Field => ({ id, label, type, required: false });
const choicesOf = (ways: NonNullable<PairDeedKind['ways']>) =>
  Object.entries(ways).map(([value, label]) => ({ value, label }));

/** @param today in the campaign's zone @returns the deed, or all that is wrong with it, by field */
export function checkDeed(
  { kind, answers }: Pick<DeedSent, 'kind' | 'answers'>,
  today: Day,
): { ok: true; deed: DeedDone } | { ok: false; problems: Problem[] } {
  const checked = checkReport(deedForm(kind), { nothing: false, figures: answers });
  if (!checked.ok) return checked;
  const { on = today, way = null, what = null, times = 1, cash = 0, goods = 0 } = checked.figures;
  const problems: Problem[] = [];
  const age = epochDays(today) - epochDays(String(on));
  if (age < 0) problems.push({ field: 'on', ...sentence('deed-ahead') });
  if (age > DAYS_LATER) problems.push({ field: 'on', ...sentence('deed-too-old') });
  const gives = pairDeedKind(kind).money === true;
  if (gives && cash === 0 && goods === 0) problems.push({ field: 'cash', ...sentence('deed-without-money') });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    deed: {
      on: String(on),
      way: way === null ? null : String(way),
      what: what === null ? null : String(what),
      figures: { times: Number(times), ...(gives && { cash: Number(cash), goods: Number(goods) }) },
    },
  };
}
