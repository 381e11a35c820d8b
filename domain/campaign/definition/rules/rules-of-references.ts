import { kindOf } from '../../../report/field-kinds';
import { didYouMean } from '../../../text/nearest';
import { type Bilingual, inBoth, type Sentence, sentence } from '../../../text/refusal';
import { isWarningForm } from '../../../warning/alert/forms';
import { COMMON_LADDER_NAMES } from '../../stage-kinds';
import type { Definition, Form } from '../definition';
import type { Finding } from '../definition-problems';
import { messageNames } from '../message-names';

/** @returns findings about undefined names, and names defined twice. */
export function referenceFindings(definition: Definition): Finding[] {
  const forms = Object.keys(definition.forms);
  const ladders = ladderNames(definition);
  return [
    ...repeated(definition.stages, 'id', ['stages']),
    ...repeated(definition.standards, 'category', ['standards']),
    ...definition.stages.flatMap((stage, s) => [
      ...repeated(stage.asks, 'id', ['stages', s, 'asks']),
      ...unknown('word-ladder', stage.ladder, ladders, ['stages', s, 'ladder']),
      ...stage.asks.flatMap((ask, a) => {
        const path = ['stages', s, 'asks', a];
        return [
          ...(ask.list === undefined ? unknown('word-form', ask.form, forms, [...path, 'form']) : []),
          ...(ask.ladder === undefined ? [] : unknown('word-ladder', ask.ladder, ladders, [...path, 'ladder'])),
        ];
      }),
    ]),
  ];
}

/** The common ladders always exist; a definition may replace them. */
const ladderNames = ({ ladders }: Definition): string[] => [
  ...new Set([...COMMON_LADDER_NAMES, ...Object.keys(ladders)]),
];

/** @returns a finding when a word is not among the known ones. */
export function unknown(what: What, word: string, known: readonly string[], path: PropertyKey[]): Finding[] {
  if (known.includes(word)) return [];
  return [{ path, allowed: known.join(', '), said: noSuchName(what, word, known) }];
}

/** The kinds of parts that have names. */
type What =
  | 'word-stage'
  | 'word-ladder'
  | 'word-form'
  | 'word-message'
  | 'word-region-kind'
  | 'word-case-kind'
  | 'word-category'
  | 'word-counted-category'
  | 'word-sms-field'
  | 'word-list'
  | 'word-step'
  | 'word-row-field'
  | 'word-form-number'
  | 'word-open-field'
  | 'word-item'
  | 'word-purse';

const wordFor = (what: What): Bilingual => inBoth(sentence(what));

export const noSuchName = (what: What, word: string, known: readonly string[]): Sentence =>
  sentence('no-such-name', { what: wordFor(what), word, hint: didYouMean(word, known) });

/** @returns a finding for each entry of a list that has the same name as an earlier one. */
export function repeated<K extends string>(list: readonly Record<K, string>[], key: K, path: PropertyKey[]): Finding[] {
  return list.flatMap((entry, index) => {
    const first = list.findIndex((other) => other[key] === entry[key]);
    if (first === index) return [];
    return [
      {
        path: [...path, index, key],
        allowed: sentence('name-of-its-own', { key }),
        said: sentence('named-twice', { name: entry[key], first: first + 1 }),
      },
    ];
  });
}

/** @returns the names of the ladders of stages and their asks. */
export const laddersOfStages = ({ stages }: Definition): string[] =>
  stages.flatMap(({ ladder, asks }) => [ladder, ...asks.flatMap((ask) => ask.ladder ?? [])]);

/**
 * @param further names of the ladders of warnings and cases
 * @returns a warning for each form, ladder and message that nothing uses.
 */
export function unusedParts(definition: Definition, further: readonly string[]): Sentence[] {
  const asks = definition.stages.flatMap((stage) => stage.asks);
  const usedForms = [...asks.map(({ form }) => form), ...Object.values(definition.lists).map(({ row }) => row)];
  const usedLadders = [...laddersOfStages(definition), ...further];
  const unused = (part: What, names: string[], used: readonly (string | undefined)[]) =>
    names.filter((name) => !used.includes(name)).map((name) => sentence('not-used', { part: wordFor(part), name }));
  return [
    ...unused(
      'word-form',
      // A definition that was read before has the forms of its warnings in it.
      Object.keys(definition.forms).filter((name) => !(definition.warnings && isWarningForm(name))),
      usedForms,
    ),
    ...unused(
      'word-list',
      Object.keys(definition.lists),
      asks.map(({ list }) => list),
    ),
    ...unused('word-ladder', Object.keys(definition.ladders), usedLadders),
    ...unused('word-message', Object.keys(definition.messages), usedMessages(definition)),
    ...rehearsedInVain(definition),
  ];
}

/** What a rehearsal is told of a category or field that is not there; nothing else is wrong with the definition. */
function rehearsedInVain({ rehearsal, standards, forms }: Definition): Sentence[] {
  const strange = (what: What, names: string[], known: string[]) =>
    names.filter((name) => !known.includes(name)).map((name) => noSuchName(what, name, known));
  const figures = Object.entries(rehearsal?.figures ?? {});
  return [
    ...strange(
      'word-category',
      Object.keys(rehearsal?.numbers ?? {}),
      standards.map(({ category }) => category),
    ),
    ...strange(
      'word-form',
      figures.map(([form]) => form),
      Object.keys(forms),
    ),
    ...figures.flatMap(([form, totals]) =>
      strange('word-form-number', Object.keys(totals), numbersIn(forms[form]?.fields ?? [])),
    ),
  ];
}

const numbersIn = (fields: Form['fields']): string[] =>
  fields.filter(({ type }) => kindOf(type).decimals !== undefined).map(({ id }) => id);

const usedMessages = ({ ladders }: Definition): string[] => [
  ...messageNames,
  ...Object.values(ladders).flatMap((rungs) => rungs.flatMap(({ message }) => message ?? [])),
];
