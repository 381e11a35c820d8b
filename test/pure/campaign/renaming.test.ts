import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import type { Definition, Field } from '../../../domain/campaign/definition/definition';
import { withType } from '../../../domain/campaign/definition/field-types';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import {
  formsCounting,
  freeName,
  laddersSending,
  stagesWithForm,
  stagesWithLadder,
  standardsGiving,
  standardsPaidBy,
  withCategoryRenamed,
  withFieldRenamed,
  withFormRenamed,
  withItemRenamed,
  withLadderRenamed,
  withMessageRenamed,
  withPurseRenamed,
  withSmsHeld,
} from '../../../domain/campaign/definition/renaming';
import { withKind } from '../../../domain/campaign/definition/with-kind';
import { overridesFrom, overridesOf } from '../../../domain/warning/alert/rule-overrides';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';

const FILE = join(ROOT, 'test/fixtures/warned-campaign.yaml');
const read = (definition: Definition): Definition =>
  readDefinition(JSON.stringify(definition), { file: 'yaml' }).definition;

/** A definition with its own ladder and message, so that it has a part of each kind. */
const template = (): Definition => {
  const given = readDefinition(readFileSync(FILE, 'utf8'), { file: FILE }).definition;
  const [first, ...others] = given.stages;
  if (!first) throw new Error('The definition has a stage.');
  return read({
    ...given,
    stages: [{ ...first, ladder: 'gentle' }, ...others],
    ladders: {
      gentle: [
        {
          id: 'task',
          kind: 'task',
          at: { from: 'opens' },
          up: 0,
          deputy: false,
          channels: ['sms'],
          send: 'first',
          message: 'kind-words',
        },
      ],
    },
    messages: { 'kind-words': { 'zh-CN': { sms: '一', subject: '二', body: '三' } } },
  });
};

it.each([
  ['a form', withFormRenamed, 'people-found'],
  ['a ladder', withLadderRenamed, 'gentle'],
  ['a message', withMessageRenamed, 'kind-words'],
  ['a category, which is visited in warnings too', withCategoryRenamed, 'dibao'],
])('%s is renamed with all that names it', (_, rename, from) => {
  const before = template();
  const after = rename(before, from, 'otherwise');
  expect(JSON.stringify(after)).not.toContain(`"${from}"`);
  expect(read(after)).toEqual(after);
  expect(rename(after, 'otherwise', from)).toEqual(before);
});

it('a field is renamed with its place in a report by SMS', () => {
  const form = template().forms['people-found'];
  if (!form) throw new Error('The definition has the form.');
  const after = withFieldRenamed(form, 'dibaoPersons', 'allowance');
  expect(after.bySms).toEqual(['allowance', 'destitutePersons']);
  expect(after.fields[0]?.id).toBe('allowance');
});

it('a field that is gone, or is no number any more, is not asked by SMS', () => {
  const form = template().forms['people-found'];
  if (!form) throw new Error('The definition has the form.');
  const [first, ...others] = form.fields;
  if (!first) throw new Error('The form has fields.');
  expect(withSmsHeld({ ...form, fields: others }).bySms).toEqual(['destitutePersons']);
  expect(withSmsHeld({ ...form, fields: [withType(first, 'text'), ...others] }).bySms).toEqual(['destitutePersons']);
  expect(withSmsHeld({ ...form, bySms: [] })).not.toHaveProperty('bySms');
});

it('an id that is still used is reported with its users', () => {
  const definition = template();
  expect(stagesWithForm(definition, 'people-found').map(({ id }) => id)).toEqual(['survey']);
  expect(stagesWithLadder(definition, 'gentle').map(({ id }) => id)).toEqual(['survey']);
  expect(stagesWithLadder(definition, 'default').map(({ id }) => id)).toEqual(['publicity', 'visits', 'summary']);
  expect(laddersSending(definition, 'kind-words')).toEqual(['gentle']);
  expect(formsCounting(definition, 'children').map(({ name }) => name.en)).toEqual(['Visits made']);
});

it('a free name is the stem, or the first number after it', () => {
  expect(freeName('form', [])).toBe('form');
  expect(freeName('form', ['form', 'form-2', 'form-4'])).toBe('form-3');
  expect(freeName('field', ['field'], '')).toBe('field2');
});

it('a field of another type keeps what means something for that type', () => {
  const money: Field = {
    id: 'cash',
    label: { 'zh-CN': '慰问金' },
    type: 'money',
    required: true,
    min: 0,
    max: 9,
    counts: { category: 'dibao', what: 'goods' },
  };
  expect(withType(money, 'integer')).toEqual({ ...money, type: 'integer' });
  expect(withType({ ...money, counts: { category: 'dibao', what: 'cash' } }, 'integer')).not.toHaveProperty('counts');
  expect(withType(money, 'text')).toEqual({ id: 'cash', label: money.label, type: 'text', required: true });
  expect(withType(money, 'choice').choices).toEqual([]);
});

it.each(['task', 'reminder', 'digest', 'chase', 'call-list', 'locked'] as const)(
  'a rung that becomes a %s is one that can be climbed',
  (kind) => {
    const definition = template();
    const rungs = definition.ladders.gentle ?? [];
    const ladders = { gentle: rungs.map((rung) => withKind({ ...rung, up: 2 }, kind)) };
    expect(read({ ...definition, ladders }).ladders.gentle?.[0]?.kind).toBe(kind);
    const back = { gentle: ladders.gentle.map((rung) => withKind(rung, 'reminder')) };
    expect(() => read({ ...definition, ladders: back })).not.toThrow();
  },
);

it('rules that differ are a list and the same table again', () => {
  const { warnings } = template();
  const rules = warnings?.rules ?? {};
  const list = overridesOf(rules);
  expect(list.map(({ hazard, colour }) => `${hazard} ${colour}`)).toEqual([
    'default blue',
    'default yellow',
    'default orange',
    'default red',
  ]);
  expect(overridesFrom(list)).toEqual(rules);
});

it('an item and a purse are renamed with the standards that use them, and nothing else changes', () => {
  const before = read(ledgerDefinition());
  const categories = (standards: { category: string }[]) => standards.map(({ category }) => category);
  const after = read(withPurseRenamed(withItemRenamed(before, 'coat', 'jacket'), 'city', 'own-city'));
  expect([Object.keys(after.items), Object.keys(after.purses)]).toEqual([
    ['rice', 'jacket'],
    ['charity', 'own-city'],
  ]);
  expect(categories(standardsGiving(after, 'jacket'))).toEqual(['special']);
  expect(categories(standardsPaidBy(after, 'own-city'))).toEqual(['special']);
  expect(categories(standardsPaidBy(after, 'charity'))).toEqual(['special', 'difficult']);
  expect([standardsGiving(after, 'coat'), standardsPaidBy(after, 'city')]).toEqual([[], []]);
  expect(withPurseRenamed(withItemRenamed(after, 'jacket', 'coat'), 'own-city', 'city')).toEqual(before);
});
