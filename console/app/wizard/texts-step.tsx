import { Alert, Form, Input, Segmented, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { Definition } from '../../../domain/definition/definition';
import { stateWord } from '../parts/state-words';
import { type Language, useWords } from '../words';
import type { Change, Plan } from './draft';

type Part = 'sms' | 'subject' | 'body';
const WORDS =
  'organisation campaign stage unit contact due lock days link expected reported silent missing acknowledgeBy reason receipt';

/** The words of each message, with the message as its reader gets it beside them. */
export function TextsStep({ definition, plan, change }: { definition: Definition; plan: Plan | null; change: Change }) {
  const { say } = useWords();
  const [language, setLanguage] = useState<Language>(definition.language);
  const [name, setName] = useState('task');
  const samples = plan?.messages[language] ?? [];
  const sample = samples.find(({ message }) => message === name);
  if (!plan || !sample)
    return (
      <Alert
        type="info"
        title={say('先改正前面的问题，才能看到消息。', 'Correct what is wrong first, to see the messages.')}
      />
    );
  const own = definition.messages[name]?.[language];
  const set = (part: Part, text: string) => {
    const { [part]: _, ...others } = own ?? {};
    const texts = text === '' ? others : { ...others, [part]: text };
    change({ messages: { ...definition.messages, [name]: { ...definition.messages[name], [language]: texts } } });
  };
  const field = (part: Part, label: string, rows: number) => (
    <Form.Item label={label} htmlFor={`text-${part}`}>
      <Input.TextArea
        id={`text-${part}`}
        autoSize={{ minRows: rows, maxRows: 14 }}
        value={own?.[part] ?? sample.template[part]}
        onChange={({ target }) => set(part, target.value)}
      />
    </Form.Item>
  );
  return (
    <div className="grid-2">
      <Form layout="vertical" component="div">
        <Form.Item label={say('消息', 'Message')} htmlFor="message-name">
          <Select
            id="message-name"
            value={name}
            onChange={setName}
            options={samples.map(({ message }) => ({
              value: message,
              label: `${stateWord('rung', message, say).word} · ${message}`,
            }))}
          />
        </Form.Item>
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
      <section aria-live="polite" aria-label={say('预览', 'Preview')}>
        <Typography.Title level={3} style={{ fontSize: 15 }}>
          {say('收到的样子', 'As it arrives')}
        </Typography.Title>
        <div className="sms-bubble">{`【${plan.signature}】${sample.sms}`}</div>
        <p>
          <Tag color={sample.segments > 2 ? 'warning' : 'default'}>
            {say(`计费 ${sample.segments} 条`, `${sample.segments} segment${sample.segments === 1 ? '' : 's'}`)}
          </Tag>
          <Tag>{say(`全部短信最多 ${plan.yuan.toFixed(2)} 元`, `all SMS at most ${plan.yuan.toFixed(2)} yuan`)}</Tag>
        </p>
        <div className="sms-bubble">
          <strong>{sample.subject}</strong>
          {`\n\n${sample.body}`}
        </div>
      </section>
    </div>
  );
}
