import { Button, Flex, Form } from 'antd';
import type { ReactNode } from 'react';
import type { Ask, Definition, ListDefinition, Moment } from '../../../../domain/campaign/definition/definition';
import { freeName } from '../../../../domain/campaign/definition/renaming';
import { isMadeForm } from '../../../../domain/case/case-forms';
import { type ListAsked, listFormId } from '../../../../domain/list/list-asked';
import { type Step, stepKind } from '../../../../domain/list/steps';
import { useKinds } from '../../kinds';
import { textOf, useWords } from '../../words';
import { withNewForm } from '../beginnings';
import { regionKinds } from '../definition-words';
import type { StageEditing } from '../draft';
import { Every } from '../inputs/every';
import { IdInput } from '../inputs/id-input';
import { ChoiceInput, MaybeChoiceInput } from '../inputs/inputs';
import { MomentInput } from '../inputs/moment-input';
import { NamesInput } from '../inputs/names-input';
import { PartList } from '../inputs/part-list';
import { RepeatInput } from '../inputs/repeat-input';
import { ladderOptions } from './ladder-names';

/** The asks of a stage: units and forms. */
export function Asks({ definition, stage, set, change, onForm }: StageEditing) {
  const { language, say } = useWords();
  const { nameOf } = useKinds();
  const { forms } = definition;
  const formName = (id: string) => (forms[id] ? textOf(forms[id].name, language) : id);
  const ids = stage.asks.map(({ id }) => id);
  const make = (): Ask => {
    const last = stage.asks.at(-1);
    const of = last?.of ?? 'village';
    return { id: freeName(of, ids), of, form: last?.form ?? Object.keys(forms)[0] ?? '' };
  };
  /** Gives the ask its own form, and opens it at once. */
  const giveForm = (ask: Ask) => {
    const { name, forms: more } = withNewForm(definition);
    const asks = stage.asks.map((one) => (one.id === ask.id ? { ...one, form: name } : one));
    change({ forms: more, stages: definition.stages.map((one) => (one.id === stage.id ? { ...one, asks } : one)) });
    onForm(name);
  };
  return (
    <fieldset className="rows wide">
      <legend>{say('问谁，问什么', 'Whom it asks, and what')}</legend>
      <PartList<Ask>
        parts={stage.asks}
        titleOf={({ of, form }) => `${nameOf(of)} · ${formName(form)}`}
        make={make}
        addWord={say('再问一类单位', 'Ask another kind of unit')}
        onChange={(asks) => set({ asks })}
        keep={() => (ids.length === 1 ? say('至少要问一类单位', 'One ask has to stay') : null)}
      >
        {(ask, put) => (
          <AskEditor ask={ask} put={put} definition={definition} taken={ids.filter((id) => id !== ask.id)}>
            <Button size="small" onClick={() => onForm(ask.form)}>
              {say('编辑这张表单', 'Edit this form')}
            </Button>
            <Button size="small" onClick={() => giveForm(ask)}>
              {say('另建一张表单', 'A new form')}
            </Button>
          </AskEditor>
        )}
      </PartList>
    </fieldset>
  );
}

function AskEditor({
  ask,
  put,
  definition,
  taken,
  children,
}: {
  ask: Ask;
  put(ask: Ask): void;
  definition: Definition;
  taken: string[];
  /** Actions on its form. */
  children: ReactNode;
}) {
  const { language, say } = useWords();
  const { kinds, nameOf } = useKinds();
  const forms = Object.entries(definition.forms).flatMap(([value, { name }]) =>
    isMadeForm(definition, value) ? [] : [{ value, label: textOf(name, language) }],
  );
  const { lists } = definition;
  const putStep = (step: ListAsked) => put({ ...ask, ...step, form: listFormId(step) });
  const moment = (key: 'opens' | 'due' | 'lock', label: string) => (
    <Form.Item label={label}>
      <MomentInput<Moment | undefined>
        label={`${label} (${nameOf(ask.of)})`}
        value={ask[key]}
        ways={['none', 'day', 'after', 'from']}
        onChange={(value) => put({ ...ask, [key]: value })}
      />
    </Form.Item>
  );
  return (
    <Every<Ask>>
      {{
        of: (
          <ChoiceInput
            label={say('哪类单位', 'Kind of unit')}
            value={ask.of}
            options={regionKinds(kinds, ask.of, language)}
            onChange={(of) => put({ ...ask, of })}
          />
        ),
        only: (
          <NamesInput
            label={say('只问这些编码', 'Only these, by code')}
            value={ask.only}
            otherwise={say('这一类全部', 'all of the kind')}
            onChange={(only) => put({ ...ask, only })}
          />
        ),
        tagged: (
          <NamesInput
            label={say('只问有这些标签的', 'Only those with one of these tags')}
            value={ask.tagged}
            otherwise={say('这一类全部', 'all of the kind')}
            onChange={(tagged) => put({ ...ask, tagged })}
          />
        ),
        except: (
          <NamesInput
            label={say('不问有这些标签的', 'None with one of these tags')}
            value={ask.except}
            otherwise={say('都问', 'nobody is left out')}
            onChange={(except) => put({ ...ask, except })}
          />
        ),
        list: ask.list !== undefined && (
          <ChoiceInput
            label={say('名单', 'List')}
            value={ask.list}
            options={Object.entries(lists).map(([value, { name }]) => ({ value, label: textOf(name, language) }))}
            onChange={(list) => putStep({ list, does: ask.does ?? 'propose' })}
          />
        ),
        does: ask.list !== undefined && ask.does !== undefined && (
          <ChoiceInput
            label={say('步骤', 'Step')}
            value={ask.does}
            options={stepsAsked(lists[ask.list]).map((value) => ({
              value,
              label: textOf(stepKind(value).name, language),
            }))}
            onChange={(does) => putStep({ list: ask.list ?? '', does })}
          />
        ),
        form: ask.list === undefined && (
          <ChoiceInput
            label={say('表单', 'Form')}
            value={ask.form}
            options={forms}
            onChange={(form) => put({ ...ask, form })}
            extra={
              <Flex gap={8} wrap style={{ marginTop: 6 }}>
                {children}
              </Flex>
            }
          />
        ),
        ladder: (
          <MaybeChoiceInput
            label={say('阶梯', 'Ladder')}
            value={ask.ladder}
            otherwise={say('随阶段', 'as the stage')}
            options={ladderOptions(definition, say)}
            onChange={(ladder) => put({ ...ask, ladder })}
          />
        ),
        id: <IdInput value={ask.id} taken={taken} onRename={(id) => put({ ...ask, id })} />,
        opens: moment('opens', say('开始', 'Opens')),
        due: moment('due', say('到期', 'Due')),
        lock: moment('lock', say('锁定', 'Locks')),
        repeat: (
          <RepeatInput
            value={ask.repeat}
            otherwise={say('随阶段', 'as the stage')}
            onChange={(repeat) => put({ ...ask, repeat })}
          />
        ),
      }}
    </Every>
  );
}

/** What units may be asked to do with a list: the steps of its track, and to tell of a visit. */
const stepsAsked = (list: ListDefinition | undefined): Step[] => [
  ...(list?.track ?? []),
  ...(list?.tell ? ['tell' as const] : []),
];
