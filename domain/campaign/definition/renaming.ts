import { listFormId } from '../../list/list-asked';
import { kindOf } from '../../report/field-kinds';
import { laddersNamed } from '../../warning/alert/rule-overrides';
import type { PartOfRule } from '../../warning/alert/rules';
import type { Anchor, Definition, Form, ListDefinition, Moment, Stage, Standard } from './definition';

/** Renames parts of a definition with all references to them, so that no reference is left dangling. */

/** @returns the record with one key changed, in the same order: forms and ladders are shown in their written order. */
const withKey = <V>(record: Record<string, V>, from: string, to: string): Record<string, V> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]));

const swapped = (from: string, to: string) => (name: string) => (name === from ? to : name);

/**
 * @param to a name that no form has yet.
 * @returns the definition with the form, and every ask that names it, changed
 */
export const withFormRenamed = (definition: Definition, from: string, to: string): Definition => ({
  ...definition,
  forms: withKey(definition.forms, from, to),
  stages: definition.stages.map((stage) => ({
    ...stage,
    asks: stage.asks.map((ask) => (ask.form === from ? { ...ask, form: to } : ask)),
  })),
  lists: mapped(definition.lists, (list) => (list.row === from ? { ...list, row: to } : list)),
  ...(definition.rehearsal?.figures && {
    rehearsal: { ...definition.rehearsal, figures: withKey(definition.rehearsal.figures, from, to) },
  }),
});

/**
 * @param to a name that no list has yet.
 * @returns the definition with the list, and every ask and list that names it, changed
 */
export function withListRenamed(definition: Definition, from: string, to: string): Definition {
  const rename = swapped(from, to);
  const lists = mapped(definition.lists, (list) =>
    list.once ? { ...list, once: { ...list.once, across: list.once.across.map(rename) } } : list,
  );
  return {
    ...definition,
    lists: withKey(lists, from, to),
    stages: definition.stages.map((stage) => ({
      ...stage,
      asks: stage.asks.map((ask) => {
        const step = ask.list === from && ask.does ? { list: to, does: ask.does } : null;
        return step ? { ...ask, ...step, form: listFormId(step) } : ask;
      }),
    })),
  };
}

/**
 * @param to an id that no stage has yet.
 * @returns the stages, with the stage and all moments counted from it changed
 */
export function withStageRenamed({ stages }: Definition, from: string, to: string): Stage[] {
  const moved = <Part extends Partial<Record<Anchor, Moment | undefined>>>(part: Part): Part => ({
    ...part,
    ...Object.fromEntries(
      (['opens', 'due', 'lock'] as const).flatMap((key) => {
        const moment = part[key];
        return typeof moment === 'object' && moment.stage === from ? [[key, { ...moment, stage: to }]] : [];
      }),
    ),
  });
  return stages.map((stage) => ({
    ...moved(stage),
    id: swapped(from, to)(stage.id),
    asks: stage.asks.map(moved),
  }));
}

/**
 * @param to a name that no ladder has yet.
 * @returns the definition with the ladder, and the stages, asks and rules of warnings that name it, changed
 */
export const withLadderRenamed = (definition: Definition, from: string, to: string): Definition => ({
  ...definition,
  ...(definition.warnings && {
    warnings: withRules(definition.warnings, (rule) =>
      rule.ladders ? { ...rule, ladders: mapped(rule.ladders, swapped(from, to)) } : rule,
    ),
  }),
  ladders: withKey(definition.ladders, from, to),
  stages: definition.stages.map((stage) => ({
    ...stage,
    ladder: swapped(from, to)(stage.ladder),
    asks: stage.asks.map((ask) => (ask.ladder === from ? { ...ask, ladder: to } : ask)),
  })),
});

/**
 * @param to a name that no message has yet.
 * @returns the definition with the message, and the rungs that send it, changed
 */
export const withMessageRenamed = (definition: Definition, from: string, to: string): Definition => ({
  ...definition,
  messages: withKey(definition.messages, from, to),
  ladders: mapped(definition.ladders, (rungs) =>
    rungs.map((rung) => (rung.message === from ? { ...rung, message: to } : rung)),
  ),
});

/**
 * @param to a category that no standard has yet.
 * @returns the definition, with all fields and rules that use the category changed
 */
export function withCategoryRenamed(definition: Definition, from: string, to: string): Definition {
  const { standards, forms, lists, warnings, rehearsal } = definition;
  const rename = swapped(from, to);
  return {
    ...definition,
    standards: standards.map((one) => ({ ...one, category: rename(one.category) })),
    forms: mapped(forms, (form) => ({
      ...form,
      fields: form.fields.map((field) =>
        field.counts ? { ...field, counts: { ...field.counts, category: rename(field.counts.category) } } : field,
      ),
    })),
    lists: mapped(lists, ({ publish, ...list }) => ({
      ...list,
      categories: list.categories.map(rename),
      publish: typeof publish === 'string' ? publish : withKey(publish, from, to),
    })),
    ...(warnings && {
      warnings: withRules(warnings, (rule) => (rule.visit ? { ...rule, visit: rule.visit.map(rename) } : rule)),
    }),
    ...(rehearsal?.numbers && { rehearsal: { ...rehearsal, numbers: withKey(rehearsal.numbers, from, to) } }),
  };
}

/**
 * @param to an id that no item has yet.
 * @returns the definition with the item of the catalogue, and all goods that are of it, changed
 */
export const withItemRenamed = (definition: Definition, from: string, to: string): Definition => ({
  ...definition,
  items: withKey(definition.items, from, to),
  standards: definition.standards.map((one) => ({
    ...one,
    goods: one.goods.map((goods) => (goods.item === from ? { ...goods, item: to } : goods)),
  })),
  ...(definition.warnings && {
    warnings: withDispatches(definition.warnings, (dispatch) => ({
      ...dispatch,
      goods: dispatch.goods.map((goods) => (goods.item === from ? { ...goods, item: to } : goods)),
    })),
  }),
});

/**
 * @param to an id that no purse has yet.
 * @returns the definition with the purse, and all that it pays for, changed
 */
export const withPurseRenamed = (definition: Definition, from: string, to: string): Definition => {
  const renamed = <Paid extends { purse?: string | undefined }>(paid: Paid): Paid =>
    paid.purse === from ? { ...paid, purse: to } : paid;
  return {
    ...definition,
    purses: withKey(definition.purses, from, to),
    standards: definition.standards.map((one) => ({ ...renamed(one), goods: one.goods.map(renamed) })),
    ...(definition.warnings && { warnings: withDispatches(definition.warnings, renamed) }),
  };
};

/** @returns the standards that give an item of the catalogue */
export const standardsGiving = ({ standards }: Definition, item: string): Standard[] =>
  standards.filter(({ goods }) => goods.some((one) => one.item === item));

/** @returns the standards that a purse pays for */
export const standardsPaidBy = ({ standards }: Definition, purse: string): Standard[] =>
  standards.filter((one) => one.purse === purse || one.goods.some((goods) => goods.purse === purse));

type Warnings = NonNullable<Definition['warnings']>;
type RuledDispatch = NonNullable<PartOfRule['dispatch']>;

/** Changes what rules of warnings send. */
const withDispatches = (warnings: Warnings, change: (dispatch: RuledDispatch) => RuledDispatch): Warnings =>
  withRules(warnings, (rule) => (rule.dispatch ? { ...rule, dispatch: change(rule.dispatch) } : rule));

const withRules = (warnings: Warnings, change: (rule: PartOfRule) => PartOfRule): Warnings => ({
  ...warnings,
  rules: mapped(warnings.rules, (byColour) => mapped(byColour, change)),
});

/**
 * @param to an id that no field of the form has yet.
 * @returns the form with the field, and its place by SMS, changed
 */
export const withFieldRenamed = (form: Form, from: string, to: string): Form => ({
  ...form,
  fields: form.fields.map((field) => (field.id === from ? { ...field, id: to } : field)),
  ...(form.bySms && { bySms: form.bySms.map(swapped(from, to)) }),
});

/** @returns the form, whose `bySms` keeps only existing fields that an SMS can answer */
export function withSmsHeld(form: Form): Form {
  const { bySms, ...rest } = form;
  const numbers = form.fields.filter(({ type }) => kindOf(type).bySms).map(({ id }) => id);
  const held = bySms?.filter((id) => numbers.includes(id)) ?? [];
  return held.length > 0 ? { ...rest, bySms: held } : rest;
}

/**
 * @param name of a list that no stage asks for
 * @returns the lists without it, and the forms without that of its rows, which nothing else can use
 */
export function withoutList(definition: Definition, name: string): Pick<Definition, 'lists' | 'forms'> {
  const { [name]: gone, ...lists } = definition.lists;
  const { row = '' } = gone ?? {};
  const { [row]: _, ...forms } = definition.forms;
  const isUsed = Object.values(lists).some((list) => list.row === row);
  return { lists, forms: isUsed ? definition.forms : forms };
}

export const stagesWithForm = ({ stages }: Definition, form: string): Stage[] =>
  stages.filter(({ asks }) => asks.some((ask) => ask.form === form));

/** @returns the stages that ask for steps of the list */
export const stagesWithList = ({ stages }: Definition, list: string): Stage[] =>
  stages.filter(({ asks }) => asks.some((ask) => ask.list === list));

/** @returns the lists whose rows have the form */
export const listsWithForm = ({ lists }: Definition, form: string): ListDefinition[] =>
  Object.values(lists).filter(({ row }) => row === form);

export const stagesWithLadder = ({ stages }: Definition, ladder: string): Stage[] =>
  stages.filter((stage) => stage.ladder === ladder || stage.asks.some((ask) => ask.ladder === ladder));

/** @returns how many rules of warnings name the ladder */
export const rulesWithLadder = ({ warnings }: Definition, ladder: string): number =>
  laddersNamed(warnings?.rules ?? {}).filter(({ name }) => name === ladder).length;

export const laddersSending = ({ ladders }: Definition, message: string): string[] =>
  Object.keys(ladders).filter((name) => ladders[name]?.some((rung) => rung.message === message));

/** @returns the forms with a field that counts the category */
export const formsCounting = ({ forms }: Definition, category: string): Form[] =>
  Object.values(forms).filter(({ fields }) => fields.some(({ counts }) => counts?.category === category));

/** @returns `stem`, or the first of `stem-2`, `stem-3` … that is not taken */
export function freeName(stem: string, taken: readonly string[], joint = '-'): string {
  let name = stem;
  for (let nr = 2; taken.includes(name); nr += 1) name = `${stem}${joint}${nr}`;
  return name;
}

const mapped = <T extends object>(record: T, change: (value: NonNullable<T[keyof T]>) => unknown): T =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)])) as T;
