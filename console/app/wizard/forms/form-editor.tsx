import type { ReactNode } from 'react';
import type { Field, Form, Standard } from '../../../../domain/campaign/definition/definition';
import { withFieldRenamed, withSmsHeld } from '../../../../domain/campaign/definition/renaming';
import type { CaseKinds } from '../../../../domain/case/kinds-of';
import { kindOf } from '../../../../domain/report/field-kinds';
import { textOf, useWords } from '../../words';
import { newField } from '../beginnings';
import { fieldTypes } from '../definition-words';
import { Every } from '../inputs/every';
import { ManyInput, SwitchInput } from '../inputs/inputs';
import { PartList } from '../inputs/part-list';
import { TextFields } from '../inputs/text-fields';
import { FieldEditor } from './field-editor';

/** A form: its fields in their order, and the ways to answer it. */
export function FormEditor({
  form,
  standards,
  kinds,
  ofRows = false,
  onChange,
  children,
}: {
  form: Form;
  standards: readonly Standard[];
  kinds: CaseKinds;
  /** The form of the rows of a list. */
  ofRows?: boolean;
  onChange(form: Form): void;
  /** The editor of its id, which is not a part of the form itself. */
  children: ReactNode;
}) {
  const { language, say } = useWords();
  const { fields, bySms } = form;
  const types = fieldTypes(language);
  const numbers = fields.filter(({ type }) => kindOf(type).bySms);
  const titleOf = ({ label, type, required }: Field) =>
    [textOf(label, language), types.find(({ value }) => value === type)?.label, !required && say('可不填', 'optional')]
      .filter(Boolean)
      .join(' · ');
  return (
    <>
      <Every<Form>>
        {{
          name: (
            <TextFields
              label={say('表单名称', 'Name of the form')}
              value={form.name}
              onChange={(name) => onChange({ ...form, name })}
            />
          ),
          fields: (
            <fieldset className="rows wide">
              <legend>{say('栏目', 'Fields')}</legend>
              <PartList<Field>
                parts={fields}
                titleOf={titleOf}
                make={() => newField(fields)}
                addWord={say('加一个栏目', 'Add a field')}
                onChange={(changed) => onChange(withSmsHeld({ ...form, fields: changed }))}
                keep={() => (fields.length === 1 ? say('至少要有一个栏目', 'One field has to stay') : null)}
              >
                {(field, put) => (
                  <FieldEditor
                    field={field}
                    put={put}
                    taken={fields.filter((one) => one !== field).map(({ id }) => id)}
                    onRename={(id) => onChange(withFieldRenamed(form, field.id, id))}
                    standards={standards}
                    kinds={kinds}
                    ofRow={ofRows}
                  />
                )}
              </PartList>
            </fieldset>
          ),
          bySms: (
            <ManyInput
              wide
              label={say('可用短信回报的栏目，按书写顺序', 'Fields that may be answered by SMS, in their order')}
              extra={say(
                '例如“报 12 户 36 人”；必填的栏目都要在内',
                'As “报 12 户 36 人”; every required field has to be among them',
              )}
              value={bySms ?? []}
              placeholder={say('不能用短信', 'not by SMS')}
              options={numbers.map(({ id, label }) => ({ value: id, label: textOf(label, language) }))}
              onChange={(ids) => onChange(withSmsHeld({ ...form, bySms: ids }))}
            />
          ),
          nothingToReport: (
            <SwitchInput
              label={say('可以零报告', 'May be “nothing to report”')}
              value={form.nothingToReport}
              onChange={(nothingToReport) => onChange({ ...form, nothingToReport })}
            />
          ),
        }}
      </Every>
      <div className="parts">{children}</div>
    </>
  );
}
