import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Select } from 'antd';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import { listsWithForm, stagesWithForm, withFormRenamed } from '../../../../domain/campaign/definition/renaming';
import { isMadeForm } from '../../../../domain/case/case-forms';
import { countableKinds } from '../../../../domain/case/counted-cases';
import { isWarningForm } from '../../../../domain/warning/alert/forms';
import { textOf, useWords } from '../../words';
import { withNewForm } from '../beginnings';
import type { Change } from '../draft';
import { IdInput } from '../inputs/id-input';
import { FormEditor } from './form-editor';

/** The editor of forms, one form at a time. */
export function FormsAside({
  definition,
  change,
  chosen,
  onChoose,
}: {
  definition: Definition;
  change: Change;
  chosen: string | null;
  onChoose(form: string): void;
}) {
  const { language, say } = useWords();
  const { forms } = definition;
  const names = Object.keys(forms).filter((one) => !isMadeForm(definition, one));
  const name = chosen !== null && forms[chosen] ? chosen : (names[0] ?? '');
  const form = forms[name];
  const users = [
    ...[...stagesWithForm(definition, name), ...listsWithForm(definition, name)].map((user) =>
      textOf(user.name, language),
    ),
    ...(definition.warnings && isWarningForm(name) ? [say('预警', 'warnings')] : []),
  ];
  const add = () => {
    const made = withNewForm(definition);
    change({ forms: made.forms });
    onChoose(made.name);
  };
  const remove = () => change({ forms: Object.fromEntries(Object.entries(forms).filter(([key]) => key !== name)) });
  return (
    <Form layout="vertical" component="div">
      <Flex gap={8} wrap align="center" className="aside-choice">
        <Select
          value={name}
          aria-label={say('表单', 'Form')}
          popupMatchSelectWidth={false}
          style={{ minWidth: 220, maxWidth: '100%' }}
          onChange={onChoose}
          options={names.map((value) => ({ value, label: textOf(forms[value]?.name ?? { 'zh-CN': value }, language) }))}
        />
        <Button icon={<PlusOutlined />} onClick={add}>
          {say('加一张表单', 'Add a form')}
        </Button>
        <Button danger disabled={users.length > 0} onClick={remove}>
          {say('删去这张', 'Remove this one')}
        </Button>
        <span className="soft">
          {users.length > 0
            ? say(`用在：${users.join('、')}`, `Asked in: ${users.join(', ')}`)
            : say('还没有阶段用它', 'No stage asks it yet')}
        </span>
      </Flex>
      {form && (
        <FormEditor
          key={name}
          form={form}
          standards={definition.standards}
          kinds={countableKinds(definition)}
          ofRows={listsWithForm(definition, name).length > 0}
          onChange={(changed) => change({ forms: { ...forms, [name]: changed } })}
        >
          <IdInput
            value={name}
            label={say('表单编号', 'Id of the form')}
            taken={names.filter((one) => one !== name)}
            onRename={(id) => {
              change(withFormRenamed(definition, name, id));
              onChoose(id);
            }}
          />
        </FormEditor>
      )}
    </Form>
  );
}
