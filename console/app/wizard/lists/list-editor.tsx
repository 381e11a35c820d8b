import type { ReactNode } from 'react';
import type { Definition, ListDefinition } from '../../../../domain/campaign/definition/definition';
import { isMadeForm } from '../../../../domain/case/case-forms';
import { LISTED_NAMES } from '../../../../domain/list/list-names';
import { stepKind, TRACK_STEPS } from '../../../../domain/list/steps';
import { textOf, useWords } from '../../words';
import { ChoiceRows } from '../inputs/choice-rows';
import { Every } from '../inputs/every';
import { ChoiceInput, ManyInput, MaybeChoiceInput, SwitchInput } from '../inputs/inputs';
import { TextFields } from '../inputs/text-fields';
import { MinimumRows } from './minimum-rows';
import { OnceInput } from './once-input';
import { PostingInput } from './posting-input';
import { PublishInput } from './publish-input';
import { RemovedRows } from './removed-rows';
import { TellInput } from './tell-input';

/** A list: who is on it, the form of a row, and the steps that a row takes. */
export function ListEditor({
  list,
  definition,
  onChange,
  children,
}: {
  list: ListDefinition;
  definition: Definition;
  onChange(list: ListDefinition): void;
  /** The editor of its id, which is not a part of the list itself. */
  children: ReactNode;
}) {
  const { language, say } = useWords();
  const { forms, standards } = definition;
  const set = (part: Partial<ListDefinition>) => onChange({ ...list, ...part });
  const named = <Name extends string>(names: Readonly<Record<Name, { 'zh-CN': string; en: string }>>) =>
    (Object.keys(names) as Name[]).map((value) => ({ value, label: textOf(names[value], language) }));
  const rowForms = Object.entries(forms).flatMap(([value, { name }]) =>
    isMadeForm(definition, value) ? [] : [{ value, label: textOf(name, language) }],
  );
  const numbers = (forms[list.row ?? '']?.fields ?? [])
    .filter(({ type }) => type === 'integer')
    .map(({ id, label }) => ({ value: id, label: textOf(label, language) }));
  const categories = standards.map(({ category, name }) => ({ value: category, label: textOf(name, language) }));
  return (
    <>
      <Every<ListDefinition>>
        {{
          name: (
            <TextFields
              label={say('名单名称', 'Name of the list')}
              value={list.name}
              onChange={(name) => set({ name })}
            />
          ),
          of: (
            <ChoiceInput
              label={say('一行是', 'A row is')}
              value={list.of}
              options={named(LISTED_NAMES)}
              onChange={(of) => set({ of })}
            />
          ),
          categories: (
            <ManyInput
              label={say('类别', 'Categories')}
              value={list.categories}
              options={categories}
              onChange={(chosen) => set({ categories: chosen })}
            />
          ),
          rows: (
            <ChoiceInput
              label={say('登记方式', 'What is handed in')}
              value={list.rows}
              options={[
                { value: 'each', label: say('逐行登记姓名', 'rows, by name') },
                { value: 'none', label: say('只按类别报数', 'counts by category') },
              ]}
              onChange={(rows) => set({ rows })}
            />
          ),
          row: list.rows === 'each' && (
            <ChoiceInput
              label={say('行表单', 'Form of a row')}
              value={list.row ?? ''}
              options={rowForms}
              onChange={(row) => set({ row })}
            />
          ),
          heads: list.rows === 'each' && (
            <MaybeChoiceInput
              label={say('人数字段', 'Field for the number of persons')}
              value={list.heads}
              otherwise={say('每行 1 人', 'one for each row')}
              options={numbers}
              onChange={(heads) => set({ heads })}
            />
          ),
          track: (
            <ManyInput
              wide
              label={say('步骤', 'Steps')}
              value={list.track}
              options={TRACK_STEPS.map((value) => ({ value, label: textOf(stepKind(value).name, language) }))}
              onChange={(chosen) => set({ track: inOrder(chosen) })}
            />
          ),
          posting: list.track.includes('announce') && (
            <PostingInput value={list.posting} onChange={(posting) => set({ posting })} />
          ),
          publish: <PublishInput list={list} categories={categories} onChange={(publish) => set({ publish })} />,
          consent: (
            <SwitchInput
              label={say('须征得本人同意', 'Consent required')}
              value={list.consent === 'required'}
              onChange={(required) => set({ consent: required ? 'required' : 'none' })}
            />
          ),
          limit: (
            <SwitchInput
              label={say('按分配表限制名额', 'Limited by quotas')}
              value={list.limit === 'quotas'}
              onChange={(limited) => set({ limit: limited ? 'quotas' : undefined })}
            />
          ),
          apart: (
            <SwitchInput
              label={say('前后两步由不同的人办', 'Two hands for two steps')}
              value={list.apart}
              onChange={(apart) => set({ apart })}
            />
          ),
          removed: <RemovedRows value={list.removed} onChange={(removed) => set({ removed })} />,
          once: (
            <OnceInput
              value={list.once}
              lists={Object.entries(definition.lists).map(([value, { name }]) => ({
                value,
                label: textOf(name, language),
              }))}
              onChange={(once) => set({ once })}
            />
          ),
          tell: list.track.includes('deliver') && <TellInput value={list.tell} onChange={(tell) => set({ tell })} />,
          helps: list.track.includes('deliver') && (
            <ChoiceRows
              title={say('帮扶方式', 'Ways of helping')}
              rows={list.helps ?? []}
              addWord={say('加一种', 'Add a way')}
              onChange={(rows) => set({ helps: rows.length > 0 ? rows : undefined })}
            />
          ),
          minimum: <MinimumRows rows={list.minimum} onChange={(minimum) => set({ minimum })} />,
        }}
      </Every>
      {children}
    </>
  );
}

/** The order of steps is fixed; a track begins with the proposal. */
const inOrder = (chosen: readonly string[]): ListDefinition['track'] =>
  TRACK_STEPS.filter((step) => step === 'propose' || chosen.includes(step));
