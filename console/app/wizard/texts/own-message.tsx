import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import type { Definition, Language } from '../../../../domain/campaign/definition/definition';
import { messageNames, messagesOf } from '../../../../domain/campaign/definition/message-names';
import { freeName, laddersSending, withMessageRenamed } from '../../../../domain/campaign/definition/renaming';
import type { Plan } from '../../types';
import { useWords } from '../../words';
import type { Change } from '../draft';
import { IdInput } from '../inputs/id-input';

type Texts = Plan['messages'][Language][number]['template'];

/** A message besides the shared ones, which a rung may name: it begins as a copy of the open one. */
export function OwnMessage({
  definition,
  name,
  texts,
  change,
  onChoose,
}: {
  definition: Definition;
  name: string;
  /** Texts of the present message, by language. */
  texts: readonly (readonly [Language, Texts | undefined])[];
  change: Change;
  onChoose(name: string): void;
}) {
  const { say } = useWords();
  const { messages } = definition;
  const taken = messagesOf(definition);
  const isOwn = !messageNames.includes(name);
  const senders = laddersSending(definition, name);
  const copy = () => {
    const made = freeName('message', taken);
    change({ messages: { ...messages, [made]: Object.fromEntries(texts.filter(([, text]) => text)) } });
    onChoose(made);
  };
  const remove = () => {
    change({ messages: Object.fromEntries(Object.entries(messages).filter(([key]) => key !== name)) });
    onChoose('task');
  };
  return (
    <>
      {isOwn && (
        <IdInput
          value={name}
          label={say('消息编号', 'Id of the message')}
          taken={taken}
          onRename={(id) => {
            change(withMessageRenamed(definition, name, id));
            onChoose(id);
          }}
        />
      )}
      <Flex gap={8} wrap align="center" style={{ marginBottom: 12 }}>
        <Button size="small" icon={<PlusOutlined />} onClick={copy}>
          {say('照它另写一条', 'A new one like this')}
        </Button>
        {isOwn && (
          <Button size="small" danger disabled={senders.length > 0} onClick={remove}>
            {say('删去这条', 'Remove this one')}
          </Button>
        )}
        {isOwn && (
          <span className="soft">
            {senders.length > 0
              ? say(`阶梯在用：${senders.join('、')}`, `Sent by the ladder ${senders.join(', ')}`)
              : say('在阶梯的一级里选用它', 'Choose it at a rung of a ladder')}
          </span>
        )}
      </Flex>
    </>
  );
}
