import { didYouMean } from '../nearest';
import { REGION_KINDS } from '../region-kinds';
import type { Definition, Text } from './definition';
import type { Finding } from './definition-problems';
import { messageNames } from './message-names';

/** @returns names that are used but defined nowhere, and names that are defined twice. */
export function referenceFindings(definition: Definition): Finding[] {
  const forms = Object.keys(definition.forms);
  const ladders = ladderNames(definition);
  return [
    ...repeated(definition.stages, 'id', ['stages']),
    ...repeated(definition.standards, 'category', ['standards']),
    ...definition.stages.flatMap((stage, s) => [
      ...repeated(stage.asks, 'id', ['stages', s, 'asks']),
      ...unknown('ladder', stage.ladder, ladders, ['stages', s, 'ladder']),
      ...stage.asks.flatMap((ask, a) => {
        const path = ['stages', s, 'asks', a];
        return [
          ...unknown('kind of region', ask.of, REGION_KINDS, [...path, 'of']),
          ...unknown('form', ask.form, forms, [...path, 'form']),
          ...(ask.ladder === undefined ? [] : unknown('ladder', ask.ladder, ladders, [...path, 'ladder'])),
        ];
      }),
    ]),
  ];
}

/** `default` is always there; a definition may put its own in its place. */
const ladderNames = ({ ladders }: Definition): string[] => [...new Set(['default', ...Object.keys(ladders)])];

/** @returns a finding when a word is not among the known ones. */
export function unknown(what: string, word: string, known: readonly string[], path: PropertyKey[]): Finding[] {
  if (known.includes(word)) return [];
  return [{ path, allowed: known.join(', '), message: `there is no ${what} "${word}".${didYouMean(word, known)}` }];
}

/** @returns a finding for each entry of a list that has the same name as an earlier one. */
export function repeated<K extends string>(list: readonly Record<K, string>[], key: K, path: PropertyKey[]): Finding[] {
  return list.flatMap((entry, index) => {
    const first = list.findIndex((other) => other[key] === entry[key]);
    if (first === index) return [];
    return [
      {
        path: [...path, index, key],
        allowed: `a ${key} of its own`,
        message: `"${entry[key]}" is already entry ${first + 1} of this list`,
      },
    ];
  });
}

/** @returns a warning for each form, ladder and message that nothing uses. */
export function unusedParts(definition: Definition): Text[] {
  const asks = definition.stages.flatMap((stage) => stage.asks);
  const usedForms = asks.map(({ form }) => form);
  const usedLadders = definition.stages.flatMap((stage) => [stage.ladder, ...stage.asks.map(({ ladder }) => ladder)]);
  const unused = (part: Text, names: string[], used: readonly (string | undefined)[]) =>
    names.filter((name) => !used.includes(name)).map((name) => notUsed(part, name));
  return [
    ...unused({ 'zh-CN': '表单', en: 'form' }, Object.keys(definition.forms), usedForms),
    ...unused({ 'zh-CN': '提醒阶梯', en: 'ladder' }, Object.keys(definition.ladders), usedLadders),
    ...unused({ 'zh-CN': '消息', en: 'message' }, Object.keys(definition.messages), usedMessages(definition)),
  ];
}

const usedMessages = ({ ladders }: Definition): string[] => [
  ...messageNames,
  ...Object.values(ladders).flatMap((rungs) => rungs.flatMap(({ message }) => message ?? [])),
];

const notUsed = (part: Text, name: string): Text => ({
  'zh-CN': `${part['zh-CN']}“${name}”没有用到`,
  en: `The ${part.en} "${name}" is not used`,
});
