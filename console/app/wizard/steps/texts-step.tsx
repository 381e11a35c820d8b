import { Alert, Form, Input, Segmented, Select, Typography } from 'antd';
import { useState } from 'react';
import type { Definition, Language } from '../../../../domain/campaign/definition/definition';
import { messagesOf } from '../../../../domain/campaign/definition/message-names';
import type { Plan } from '../../types';
import { useWords } from '../../words';
import { messageOptions } from '../definition-words';
import type { Change } from '../draft';
import { MessagePreview } from './message-preview';
import { OwnMessage } from './own-message';

type Part = 'sms' | 'subject' | 'body';
const WORDS =
  'organisation campaign stage unit contact due lock days link expected reported silent missing acknowledgeBy reason receipt';

/** The texts of each message, with a preview beside them. */
export function TextsStep({ definition, plan, change }: { definition: Definition; plan: Plan | null; change: Change }) {
  const { say } = useWords();
  const [language, setLanguage] = useState<Language>(definition.language);
  const [name, setName] = useState('task');
  const names = messagesOf(definition);
  const shown = names.includes(name) ? name : 'task';
  const sample = plan?.messages[language].find(({ message }) => message === shown);
  if (!plan)
    return (
      <Alert
        type="info"
        title={say('先改正前面的问题，才能看到消息。', 'Correct what is wrong first, to see the messages.')}
      />
    );
  const own = definition.messages[shown]?.[language];
  const set = (part: Part, text: string) => {
    const { [part]: _, ...others } = own ?? {};
    const texts = text === '' ? others : { ...others, [part]: text };
    change({ messages: { ...definition.messages, [shown]: { ...definition.messages[shown], [language]: texts } } });
  };
  const field = (part: Part, label: string, rows: number) => (
    <Form.Item label={label} htmlFor={`text-${part}`}>
      <Input.TextArea
        id={`text-${part}`}
        autoSize={{ minRows: rows, maxRows: 14 }}
        value={own?.[part] ?? sample?.template[part] ?? ''}
        onChange={({ target }) => set(part, target.value)}
      />
    </Form.Item>
  );
  return (
    <div className="grid-2">
      <Form layout="vertical" component="div">
        <Form.Item label={say('消息', 'Message')} htmlFor="message-name">
          <Select id="message-name" value={shown} onChange={setName} options={messageOptions(names, say)} />
        </Form.Item>
        <OwnMessage
          definition={definition}
          name={shown}
          texts={(['zh-CN', 'en'] as const).map((one) => {
            const like = plan.messages[one].find(({ message }) => message === shown);
            return [one, like?.template] as const;
          })}
          change={change}
          onChoose={setName}
        />
        <Segmented<Language>
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          style={{ marginBottom: 12 }}
        />
        {field('sms', say('短信', 'SMS'), 3)}
        {field('subject', say('邮件标题', 'Subject of the e-mail'), 1)}
        {field('body', say('邮件正文', 'Text of the e-mail'), 5)}
        <Typography.Paragraph type="secondary">
          {say('可用的词：', 'Words that are filled in: ')}
          <span className="code">
            {WORDS.split(' ')
              .map((word) => `{{${word}}}`)
              .join(' ')}
          </span>
        </Typography.Paragraph>
      </Form>
      {sample && <MessagePreview plan={plan} sample={sample} />}
    </div>
  );
}
