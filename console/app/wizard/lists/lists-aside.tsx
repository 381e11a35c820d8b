import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Select } from 'antd';
import { useState } from 'react';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import { stagesWithList, withListRenamed, withoutList } from '../../../../domain/campaign/definition/renaming';
import { textOf, useWords } from '../../words';
import { withNewList } from '../beginnings';
import type { Change } from '../draft';
import { IdInput } from '../inputs/id-input';
import { ListEditor } from './list-editor';

/** The editor of lists, one list at a time. */
export function ListsAside({ definition, change }: { definition: Definition; change: Change }) {
  const { language, say } = useWords();
  const [chosen, choose] = useState<string | null>(null);
  const { lists } = definition;
  const names = Object.keys(lists);
  const name = chosen !== null && lists[chosen] ? chosen : (names[0] ?? '');
  const list = lists[name];
  const users = stagesWithList(definition, name).map((stage) => textOf(stage.name, language));
  const add = () => {
    const { name: made, ...parts } = withNewList(definition);
    change(parts);
    choose(made);
  };
  const remove = () => change(withoutList(definition, name));
  return (
    <Form layout="vertical" component="div">
      <p className="soft intro">
        {say(
          '名单按姓名登记户、人、企业或点位，一行一个。阶段的任务可以办名单的一个步骤。',
          'A list holds households, persons, enterprises or places by name, one row each. An ask of a stage may do a step of it.',
        )}
      </p>
      <Flex gap={8} wrap align="center" className="aside-choice">
        {list && (
          <Select
            value={name}
            aria-label={say('名单', 'List')}
            popupMatchSelectWidth={false}
            style={{ minWidth: 220, maxWidth: '100%' }}
            onChange={choose}
            options={Object.entries(lists).map(([value, one]) => ({ value, label: textOf(one.name, language) }))}
          />
        )}
        <Button icon={<PlusOutlined />} onClick={add}>
          {say('加一份名单', 'Add a list')}
        </Button>
        {list && (
          <Button danger disabled={users.length > 0} onClick={remove}>
            {say('删去这份', 'Remove this one')}
          </Button>
        )}
        {list && (
          <span className="soft">
            {users.length > 0
              ? say(`用在：${users.join('、')}`, `Asked in: ${users.join(', ')}`)
              : say('还没有阶段用它', 'No stage asks it yet')}
          </span>
        )}
      </Flex>
      {list && (
        <ListEditor
          key={name}
          list={list}
          definition={definition}
          onChange={(changed) => change({ lists: { ...lists, [name]: changed } })}
        >
          <IdInput
            value={name}
            label={say('名单编号', 'Id of the list')}
            taken={names.filter((one) => one !== name)}
            onRename={(id) => {
              change(withListRenamed(definition, name, id));
              choose(id);
            }}
          />
        </ListEditor>
      )}
    </Form>
  );
}
