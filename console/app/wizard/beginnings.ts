import { monthsOf, wordsOfDay } from '../../../domain/campaign/calendar/season-months';
import type {
  Definition,
  Field,
  Form,
  ListDefinition,
  RungDefinition,
  Stage,
} from '../../../domain/campaign/definition/definition';
import { freeName } from '../../../domain/campaign/definition/renaming';
import { stageKind } from '../../../domain/campaign/stage-kinds';
import type { Plan } from '../types';

/** Initial values of new parts. They are valid, so that the draft can be checked while it is written. */

const DAY_MS = 86_400_000;

export const newField = (fields: readonly Field[]): Field => ({
  id: freeName(
    'field',
    fields.map(({ id }) => id),
    '',
  ),
  label: { 'zh-CN': '新栏目', en: 'New field' },
  type: 'integer',
  required: true,
  min: 0,
});

export const newForm = (): Form => ({
  name: { 'zh-CN': '新表单', en: 'New form' },
  nothingToReport: true,
  fields: [newField([])],
});

/** @returns the forms with a new one, and its name */
export function withNewForm(definition: Definition): { forms: Definition['forms']; name: string } {
  const name = freeName('form', Object.keys(definition.forms));
  return { name, forms: { ...definition.forms, [name]: newForm() } };
}

/** @returns the lists with a new one, the form of its rows, and its name */
export function withNewList(definition: Definition): Pick<Definition, 'lists' | 'forms'> & { name: string } {
  const { lists, forms, standards } = definition;
  const name = freeName('list', Object.keys(lists));
  const row = freeName('row', Object.keys(forms));
  const list: ListDefinition = {
    name: { 'zh-CN': '新名单', en: 'New list' },
    of: 'household',
    categories: standards.slice(0, 1).map(({ category }) => category),
    row,
    rows: 'each',
    track: ['propose', 'check', 'deliver'],
    apart: true,
    removed: {},
    publish: 'count',
    consent: 'none',
    minimum: [],
  };
  return { name, lists: { ...lists, [name]: list }, forms: { ...forms, [row]: rowForm() } };
}

const rowForm = (): Form => ({
  name: { 'zh-CN': '登记表', en: 'Row' },
  nothingToReport: false,
  fields: [
    {
      id: 'name',
      label: { 'zh-CN': '姓名', en: 'Name' },
      type: 'text',
      required: true,
      personal: 'name',
      maxLength: 40,
    },
    {
      id: 'idNumber',
      label: { 'zh-CN': '身份证号', en: 'ID number' },
      type: 'text',
      required: true,
      personal: 'id-number',
    },
  ],
});

/** @returns a new last stage: it opens on the day after the last lock, if the plan has it. */
export function newStage(definition: Definition, plan: Plan | null): Stage {
  const { stages, forms, zone } = definition;
  const ends = plan?.stages.map(({ locksAt }) => Date.parse(locksAt)) ?? [];
  const opens =
    ends.length > 0
      ? wordsOfDay(
          monthsOf(definition),
          new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(Math.max(...ends) + DAY_MS),
        )
      : (stages.at(-1)?.opens ?? '12-20');
  const of = stages.at(-1)?.asks[0]?.of ?? 'village';
  return {
    id: freeName(
      'stage',
      stages.map(({ id }) => id),
    ),
    kind: 'visits',
    name: { 'zh-CN': '新阶段', en: 'New stage' },
    opens,
    due: { after: 'opens', workingDays: 5 },
    lock: { after: 'due', workingDays: 3, time: '18:00' },
    ladder: stageKind('visits').ladder,
    asks: [{ id: of, of, form: Object.keys(forms)[0] ?? 'form' }],
    milestones: [],
  };
}

export const newRung = (rungs: readonly RungDefinition[]): RungDefinition => ({
  id: freeName(
    'own',
    rungs.map(({ id }) => id),
  ),
  kind: 'reminder',
  at: { from: 'due', workingDays: -2, time: '09:30' },
  up: 0,
  deputy: false,
  channels: ['sms', 'email'],
  send: 'first',
});

/** @returns whether totals are planned for the places of a campaign */
export const hasPlans = ({ standards, planned }: Definition): boolean =>
  planned !== undefined || standards.some((one) => one.planned !== undefined);

/** @returns the standards without the totals that are planned, and no totals of the whole */
export const withoutPlans = ({ standards }: Definition): Pick<Definition, 'standards' | 'planned'> => ({
  standards: standards.map(({ planned: _, source: __, ...standard }) => standard),
  planned: undefined,
});
