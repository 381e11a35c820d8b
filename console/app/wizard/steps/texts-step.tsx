import { Alert, Form, Input, type InputRef, Segmented, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef, useState } from 'react';
import type { Definition, Language } from '../../../../domain/campaign/definition/definition';
import { messagesOf } from '../../../../domain/campaign/definition/message-names';
import type { Word } from '../../../../domain/campaign/definition/message-words';
import type { Plan } from '../../types';
import { useWords } from '../../words';
import { messageOptions } from '../definition-words';
import type { Change, Draft } from '../draft';
import { CommonText } from '../texts/common-text';
import { MessagePreview } from '../texts/message-preview';
import { OwnMessage } from '../texts/own-message';
import { textFromWords, textInWords, wordInSigns } from '../texts/text-in-words';
import { WordChips } from '../texts/word-chips';

type Part = 'sms' | 'subject' | 'body';

/** The texts of each message, with a preview beside them. */
export function TextsStep({
  definition,
  plan,
  change,
  problems,
  checking,
}: Pick<Draft, 'problems' | 'checking'> & { definition: Definition; plan: Plan | null; change: Change }) {
  const { language: reading, say } = useWords();
  const [language, setLanguage] = useState<Language>(definition.language);
  const [name, setName] = useState('task');
  const fields = useRef<Partial<Record<Part, TextAreaRef | InputRef | null>>>({});
  /** Where the cursor was last; null before any text was entered. */
  const last = useRef<Part | null>(null);
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
  const keptOf = (part: Part) => own?.[part] ?? sample?.common?.[part] ?? sample?.template[part] ?? '';
  const textOf = (part: Part) => textInWords(keptOf(part), reading);
  const set = (part: Part, typed: string) => {
    const text = textFromWords(typed, reading);
    const { [part]: _, ...others } = own ?? {};
    const texts = text === '' ? others : { ...others, [part]: text };
    change({ messages: { ...definition.messages, [shown]: { ...definition.messages[shown], [language]: texts } } });
  };
  const isWrong = (part: Part) => problems.some(({ field }) => field === `messages.${shown}.${language}.${part}`);
  const insert = (word: Word) => {
    const part = last.current ?? 'sms';
    const area = inputOf(fields.current[part]);
    const text = textOf(part);
    const end = text.length;
    const [from, to] = last.current ? [area?.selectionStart ?? end, area?.selectionEnd ?? end] : [end, end];
    const put = wordInSigns(word, reading);
    set(part, text.slice(0, from) + put + text.slice(to));
    // After React has written the new text the cursor stands behind the word.
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + put.length, from + put.length);
    });
  };
  const field = (part: Part, label: string, rows: number) => (
    <Form.Item
      label={label}
      htmlFor={`text-${part}`}
      {...(isWrong(part) && { validateStatus: 'error' as const })}
      extra={
        own?.[part] !== undefined &&
        sample?.common && <CommonText own={own[part]} common={sample.common[part]} onBack={() => set(part, '')} />
      }
    >
      <Input.TextArea
        id={`text-${part}`}
        ref={(area) => {
          fields.current[part] = area;
        }}
        aria-invalid={isWrong(part)}
        autoSize={{ minRows: rows, maxRows: 14 }}
        value={textOf(part)}
        onFocus={() => {
          last.current = part;
        }}
        onChange={({ target }) => set(part, target.value)}
      />
    </Form.Item>
  );
  const wrong = (['sms', 'subject', 'body'] as const).some(isWrong);
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
        <WordChips onInsert={insert} />
        {field('sms', say('短信', 'SMS'), 3)}
        {field('subject', say('邮件标题', 'Subject of the e-mail'), 1)}
        {field('body', say('邮件正文', 'Text of the e-mail'), 5)}
      </Form>
      {sample && <MessagePreview plan={plan} sample={sample} stale={wrong ? 'wrong' : checking ? 'checking' : null} />}
    </div>
  );
}

/** @returns the element behind a field of the library */
const inputOf = (field: TextAreaRef | InputRef | null | undefined): HTMLTextAreaElement | HTMLInputElement | null => {
  if (!field) return null;
  return 'resizableTextArea' in field
    ? (field.resizableTextArea?.textArea ?? null)
    : ((field as InputRef).input ?? null);
};
