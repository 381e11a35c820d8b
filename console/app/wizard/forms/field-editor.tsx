import type { Field, Standard } from '../../../../domain/campaign/definition/definition';
import { withType } from '../../../../domain/campaign/definition/field-types';
import type { CaseKinds } from '../../../../domain/case/kinds-of';
import { PERSONAL, PERSONAL_KINDS } from '../../../../domain/list/personal';
import { kindOf } from '../../../../domain/report/field-kinds';
import { textOf, useWords } from '../../words';
import { fieldTypes } from '../definition-words';
import { ChoiceRows } from '../inputs/choice-rows';
import { Every } from '../inputs/every';
import { FIELD_ID, IdInput } from '../inputs/id-input';
import { ChoiceInput, MaybeChoiceInput, NumberInput, SwitchInput } from '../inputs/inputs';
import { MaybeTextFields, TextFields } from '../inputs/text-fields';
import { CountsInput } from './counts-input';

/** One field of a form; properties that its type does not have are hidden. */
export function FieldEditor({
  field,
  put,
  taken,
  onRename,
  standards,
  kinds,
  ofRow,
}: {
  field: Field;
  put(field: Field): void;
  taken: readonly string[];
  onRename(id: string): void;
  standards: readonly Standard[];
  /** Kinds of case that a figure may open. */
  kinds: CaseKinds;
  /** The form is that of a list's rows. */
  ofRow: boolean;
}) {
  const { language, say } = useWords();
  const { type, choices } = field;
  const { extras } = kindOf(type);
  const set = (part: Partial<Field>) => put({ ...field, ...part });
  return (
    <Every<Field>>
      {{
        label: <TextFields label={say('问什么', 'Label')} value={field.label} onChange={(label) => set({ label })} />,
        type: (
          <ChoiceInput
            label={say('类型', 'Type')}
            value={type}
            options={fieldTypes(language)}
            onChange={(chosen) => put(withType(field, chosen))}
          />
        ),
        required: (
          <SwitchInput
            label={say('必填', 'Required')}
            value={field.required}
            onChange={(required) => set({ required })}
          />
        ),
        personal: (field.personal !== undefined || (ofRow && type === 'text')) && (
          <MaybeChoiceInput
            label={say('个人信息（加密保存）', 'Personal data (sealed)')}
            value={field.personal}
            otherwise={say('不是个人信息', 'not personal')}
            options={PERSONAL.map((value) => ({ value, label: PERSONAL_KINDS[value][language] }))}
            onChange={(personal) => set({ personal })}
          />
        ),
        id: (
          <IdInput
            value={field.id}
            label={say('栏目编号', 'Id of the field')}
            taken={taken}
            shape={FIELD_ID}
            onRename={onRename}
          />
        ),
        choices: extras.includes('choices') && (
          <ChoiceRows
            title={say('选项', 'Choices')}
            rows={choices ?? []}
            addWord={say('加一个选项', 'Add a choice')}
            onChange={(rows) => set({ choices: rows })}
          />
        ),
        min: extras.includes('min') && (
          <NumberInput label={say('最小', 'Least')} value={field.min} onChange={(min) => set({ min })} />
        ),
        max: extras.includes('max') && (
          <NumberInput label={say('最大', 'Most')} value={field.max} onChange={(max) => set({ max })} />
        ),
        maxLength: extras.includes('maxLength') && (
          <NumberInput
            label={say('最多几个字', 'Most characters')}
            min={1}
            value={field.maxLength}
            onChange={(maxLength) => set({ maxLength })}
          />
        ),
        unit: kindOf(type).unit === undefined && (
          <MaybeTextFields
            label={say('计量单位，如“户”', 'Unit, such as “households”')}
            value={field.unit}
            onChange={(unit) => set({ unit })}
          />
        ),
        hint: <MaybeTextFields label={say('填写说明', 'Hint')} value={field.hint} onChange={(hint) => set({ hint })} />,
        over: kindOf(type).decimals !== undefined && (
          <MaybeChoiceInput
            label={say('多轮填报时', 'Over repeated rounds')}
            value={field.over}
            otherwise={say('各轮相加', 'they add up')}
            options={[
              { value: 'sum', label: say('各轮相加', 'they add up') },
              { value: 'last', label: say('只取最后一次', 'the last one counts') },
            ]}
            onChange={(over) => set({ over })}
          />
        ),
        case: type === 'integer' && !ofRow && (field.case !== undefined || Object.keys(kinds).length > 0) && (
          <MaybeChoiceInput
            label={say('所填人数逐人立为个案', 'Each person counted is a case')}
            value={field.case}
            otherwise={say('不立案', 'none')}
            options={Object.entries(kinds).map(([value, { name }]) => ({ value, label: textOf(name, language) }))}
            onChange={(kind) => set({ case: kind })}
          />
        ),
        counts: (
          <CountsInput type={type} value={field.counts} standards={standards} onChange={(counts) => set({ counts })} />
        ),
      }}
    </Every>
  );
}
