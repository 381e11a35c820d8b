import type { Definition, Field, Form } from '../campaign/definition/definition';
import type { Text } from '../campaign/definition/words';
import { type ListAsked, listFormId } from './list-asked';
import type { Listed } from './list-definition';
import { onceOf } from './once';
import { MONEY_FIGURES, PAIR_DEED_NAMES, pairDeedKind } from './pairs/deed-kinds';
import { stepKind } from './steps';

/** Id of the figure that counts the rows of a category, or the persons that they stand for. */
export const figureId = (category: string, what: 'Rows' | 'Heads'): string => kebabToCamel(category) + what;

const kebabToCamel = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Id of the figure that counts the rows which the step has taken off the list. */
export const REMOVED_FIGURE = 'removed';

/** Id of the figure that counts the rows of those whom another row pays (兼). */
export const BESIDE_FIGURE = 'beside';

/** Id of the figure that counts the rows which were helped in a way. */
export const helpFigure = (help: string): string => `help${kebabToCamel(`-${help}`)}`;

/** Counting words: 户, 人, 家, 处, 对. */
export const UNITS_OF: Readonly<Record<Listed, Required<Text>>> = {
  household: { 'zh-CN': '户', en: 'households' },
  person: { 'zh-CN': '人', en: 'persons' },
  enterprise: { 'zh-CN': '家', en: 'enterprises' },
  place: { 'zh-CN': '处', en: 'places' },
  pair: { 'zh-CN': '对', en: 'pairs' },
};

/** What a row may stand for many of. */
const PERSONS = {
  what: 'persons',
  label: { 'zh-CN': '涉及人数', en: 'persons' },
  unit: { 'zh-CN': '人', en: 'persons' },
} as const;
const HOUSEHOLDS = {
  what: 'households',
  label: { 'zh-CN': '涉及户数', en: 'households' },
  unit: UNITS_OF.household,
} as const;

/** @returns the definition with the forms of its list asks; units type nothing into them. */
export const withListForms = (definition: Definition): Definition => {
  const asked = definition.stages.flatMap(({ asks }) =>
    asks.flatMap(({ list, does }) => (list && does ? [{ list, does }] : [])),
  );
  const forms = asked.flatMap((ask): [string, Form][] => {
    const form = listForm(definition, ask);
    return form ? [[listFormId(ask), form]] : [];
  });
  return forms.length === 0
    ? definition
    : { ...definition, forms: { ...definition.forms, ...Object.fromEntries(forms) } };
};

/** Rows that may stand for many: a household for its persons, a place for those on its register. */
export const WITH_HEADS: readonly Listed[] = ['household', 'place'];

/** @returns whether a row may stand for many */
export const hasHeads = (of: Listed): boolean => WITH_HEADS.includes(of);

function listForm(definition: Definition, { list: id, does }: ListAsked): Form | null {
  const { lists, standards } = definition;
  const list = lists[id];
  if (!list) return null;
  const { past, again } = stepKind(does);
  const name = {
    'zh-CN': `${list.name['zh-CN']}${stepKind(does).name['zh-CN']}`,
    en: `${list.name.en ?? list.name['zh-CN']}: ${stepKind(does).name.en}`,
  };
  if (again) return { name, fields: deedFigures, nothingToReport: true };
  const counts = list.of === 'household' ? 'households' : 'persons';
  const standsForMany = list.heads !== undefined && hasHeads(list.of);
  const fields = list.categories.flatMap((category): Field[] => {
    const standard = standards.find((one) => one.category === category);
    const name = standard?.name ?? { 'zh-CN': category };
    const rows = figure(figureId(category, 'Rows'), labelOf(name, past), UNITS_OF[list.of]);
    // On the register of a place stand those to whom the standard gives.
    const stand = list.of === 'place' && standard?.per === 'household' ? HOUSEHOLDS : PERSONS;
    const heads = figure(figureId(category, 'Heads'), labelOf(name, stand.label), stand.unit);
    return [
      list.of === 'place' ? rows : { ...rows, counts: { category, what: counts } },
      ...(standsForMany ? [{ ...heads, counts: { category, what: stand.what } }] : []),
    ];
  });
  const paidElsewhere = onceOf(definition)[id]
    ? [figure(BESIDE_FIGURE, { 'zh-CN': '兼（由其他名单发放）', en: 'paid by another list' }, UNITS_OF[list.of])]
    : [];
  const helps = does === 'deliver' ? (list.helps ?? []) : [];
  const removed = figure(REMOVED_FIGURE, { 'zh-CN': '删减', en: 'removed' }, UNITS_OF[list.of]);
  return {
    name,
    fields: [
      ...fields,
      ...helps.map(({ value, label }) => figure(helpFigure(value), label, UNITS_OF[list.of])),
      ...paidElsewhere,
      ...(does === 'propose' ? [] : [removed]),
    ],
    nothingToReport: true,
  };
}

const labelOf = (name: Text, what: Required<Text>): Text => ({
  'zh-CN': `${name['zh-CN']}${what['zh-CN']}`,
  en: `${name.en ?? name['zh-CN']}: ${what.en}`,
});

const figure = (id: string, label: Text, unit: Text): Field => ({
  id,
  label,
  unit,
  type: 'integer',
  required: false,
  min: 0,
});

/** Of a step that is done again and again: how many deeds of each kind the unit has entered in the round. */
const deedFigures: Field[] = [
  ...PAIR_DEED_NAMES.map((kind) => {
    const { id, label, unit } = pairDeedKind(kind).figure;
    return figure(id, label, unit);
  }),
  ...Object.entries(MONEY_FIGURES).map(([id, label]): Field => ({ id, label, type: 'money', required: false, min: 0 })),
];
