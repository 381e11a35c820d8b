import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Form, Typography } from 'antd';
import { useState } from 'react';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import { messagesOf } from '../../../../domain/campaign/definition/message-names';
import {
  freeName,
  rulesWithLadder,
  stagesWithLadder,
  withLadderRenamed,
} from '../../../../domain/campaign/definition/renaming';
import { Explained } from '../../help/explained';
import { Loading } from '../../shell/loading';
import type { Plan } from '../../types';
import { textOf, useWords } from '../../words';
import type { Change } from '../draft';
import { IdInput } from '../inputs/id-input';
import { ChoiceInput } from '../inputs/inputs';
import { anchorsOf, COMMON, isCommon, ladderNames, ladderWord } from '../ladders/ladder-names';
import { LadderTimeline } from '../ladders/ladder-timeline';
import { Rungs } from '../ladders/rungs';

/** The common ladders, and the campaign's own. */
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
  const shown = names.includes(chosen) ? chosen : COMMON;
  const rungs = ladders[shown] ?? plan?.commonLadders[shown] ?? [];
  const titleOf = (name: string) =>
    [ladderWord(name, say), users(name).length > 0 && `(${users(name).join(say('、', ', '))})`]
      .filter(Boolean)
      .join(' ');
  const add = () => {
    const name = freeName('ladder', names);
    change({ ladders: { ...ladders, [name]: rungs } });
    setChosen(name);
  };
  const remove = () => {
    change({ ladders: Object.fromEntries(Object.entries(ladders).filter(([key]) => key !== shown)) });
    setChosen(COMMON);
  };
  return (
    <>
      <Form layout="vertical" component="div">
        <Flex gap={12} wrap align="end">
          <ChoiceInput<string>
            label={say('阶梯', 'Ladder')}
            value={shown}
            options={names.map((name) => ({ value: name, label: titleOf(name) }))}
            onChange={setChosen}
          />
          <span style={{ marginBottom: 28 }}>
            <Explained term="ladder" />
          </span>
          {rungs.length > 0 && (
            <Button icon={<PlusOutlined />} onClick={add} style={{ marginBottom: 24 }}>
              {say('照它加一个阶梯', 'Add a ladder like this')}
            </Button>
          )}
        </Flex>
      </Form>
      <LadderHead
        name={shown}
        isOwn={ladders[shown] !== undefined}
        isUsed={users(shown).length > 0}
        taken={names.filter((one) => one !== shown)}
        onRename={(id) => {
          change(withLadderRenamed(definition, shown, id));
          setChosen(id);
        }}
        onRemove={remove}
      />
      <Typography.Paragraph type="secondary">
        {say(
          '阶梯写明何时提醒谁：先提醒没有报的单位，再催它的上级，最后列入电话清单。报了的单位不再收到。提前、推后都从阶段的开始、到期或锁定算起。',
          'A ladder says when whom is told: first the silent unit, then its superior, in the end the call list. Who has reported hears no more. Each rung counts from the opening, the due time or the lock of its stage.',
        )}
      </Typography.Paragraph>
      {/* A common one is known with the plan: what is added before would stand in the place of all of it. */}
      {!plan && rungs.length === 0 && <Loading error={null} reload={() => {}} />}
      {rungs.length > 0 && (
        <Rungs
          key={shown}
          rungs={rungs}
          messages={messagesOf(definition)}
          anchors={anchorsOf(definition)}
          onChange={(changed) => change({ ladders: { ...ladders, [shown]: changed } })}
        />
      )}
      {plan && rungs.length > 0 && (
        <LadderTimeline
          definition={definition}
          plan={plan}
          stages={stagesWithLadder(definition, shown).map(({ id }) => id)}
          rungs={rungs}
        />
      )}
    </>
  );
}

/** Name of the ladder, and the way back to the common one. */
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
              '还没有用到：在“日期”一步的阶段“提问与设置”里选它。',
              'Not used yet: choose it under the settings of a stage, in the step Dates.',
            )}
          </span>
        )}
      </Flex>
    </Form>
  );
}
