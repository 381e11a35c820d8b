import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Form, Tabs } from 'antd';
import { useState } from 'react';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import { messagesOf } from '../../../../domain/campaign/definition/message-names';
import {
  freeName,
  rulesWithLadder,
  stagesWithLadder,
  withLadderRenamed,
} from '../../../../domain/campaign/definition/renaming';
import type { Plan } from '../../types';
import { textOf, useWords } from '../../words';
import type { Change } from '../draft';
import { IdInput } from '../inputs/id-input';
import { anchorsOf, COMMON, isCommon, ladderNames, ladderWord } from '../ladders/ladder-names';
import { Rungs } from '../ladders/rungs';

/** Who is told what and when: the common ladders, and those that the campaign has of its own. */
export function LadderStep({
  definition,
  plan,
  change,
}: {
  definition: Definition;
  plan: Plan | null;
  change: Change;
}) {
  const { language, say } = useWords();
  const { ladders } = definition;
  const names = ladderNames(definition);
  const users = (name: string) => [
    ...stagesWithLadder(definition, name).map((stage) => textOf(stage.name, language)),
    ...(rulesWithLadder(definition, name) > 0 ? [say('预警', 'warnings')] : []),
  ];
  const [chosen, setChosen] = useState(() => names.find((name) => users(name).length > 0) ?? COMMON);
  const rungsOf = (name: string) => ladders[name] ?? plan?.commonLadders[name] ?? [];
  // A new one begins as the one that is looked at.
  const begun = rungsOf(chosen).length > 0 ? rungsOf(chosen) : rungsOf(COMMON);
  const add = () => {
    const name = freeName('ladder', names);
    change({ ladders: { ...ladders, [name]: begun } });
    setChosen(name);
  };
  const remove = (name: string) => {
    change({ ladders: Object.fromEntries(Object.entries(ladders).filter(([key]) => key !== name)) });
    setChosen(COMMON);
  };
  return (
    <Tabs
      activeKey={names.includes(chosen) ? chosen : COMMON}
      onChange={setChosen}
      tabBarExtraContent={
        begun.length > 0 && (
          <Button size="small" icon={<PlusOutlined />} onClick={add}>
            {say('加一个阶梯', 'Add a ladder')}
          </Button>
        )
      }
      items={names.map((name) => ({
        key: name,
        label: [ladderWord(name, say), users(name).length > 0 && `(${users(name).join(say('、', ', '))})`]
          .filter(Boolean)
          .join(' '),
        children: (
          <>
            <LadderHead
              name={name}
              isOwn={ladders[name] !== undefined}
              isUsed={users(name).length > 0}
              taken={names.filter((one) => one !== name)}
              onRename={(id) => {
                change(withLadderRenamed(definition, name, id));
                setChosen(id);
              }}
              onRemove={() => remove(name)}
            />
            <Rungs
              rungs={rungsOf(name)}
              messages={messagesOf(definition)}
              anchors={anchorsOf(definition)}
              onChange={(changed) => change({ ladders: { ...ladders, [name]: changed } })}
            />
          </>
        ),
      }))}
    />
  );
}

/** What the ladder is called, and the way back from it. */
function LadderHead({
  name,
  isOwn,
  isUsed,
  taken,
  onRename,
  onRemove,
}: {
  name: string;
  isOwn: boolean;
  isUsed: boolean;
  taken: readonly string[];
  onRename(id: string): void;
  onRemove(): void;
}) {
  const { say } = useWords();
  if (!isOwn)
    return (
      <Alert
        type="info"
        showIcon
        title={say(
          '这是通用的阶梯；一改动就成为本活动自己的。',
          'This is the common ladder; once changed it is this campaign’s own.',
        )}
        style={{ marginBottom: 12 }}
      />
    );
  if (isCommon(name))
    return (
      <Button size="small" onClick={onRemove} style={{ marginBottom: 12 }}>
        {say('恢复通用的阶梯', 'Back to the common ladder')}
      </Button>
    );
  return (
    <Form layout="vertical" component="div">
      <Flex gap={12} wrap align="center">
        <IdInput value={name} label={say('阶梯编号', 'Id of the ladder')} taken={taken} onRename={onRename} />
        <Button size="small" danger disabled={isUsed} onClick={onRemove}>
          {say('删去这个阶梯', 'Remove this ladder')}
        </Button>
        {!isUsed && (
          <span className="soft">
            {say(
              '还没有用到：在“日期”一步的“提问与设置”里选它。',
              'Not used yet: choose it under the settings of a stage, in the step Dates.',
            )}
          </span>
        )}
      </Flex>
    </Form>
  );
}
