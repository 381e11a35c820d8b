import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { TERMS, type TermId } from '../../../domain/text/terms';
import { useWords } from '../words';

/** A small ? beside a heading: it explains the word, and Escape closes it. */
export function Explained({ term }: { term: TermId }) {
  const { language, say } = useWords();
  const [open, setOpen] = useState(false);
  const { name, means } = TERMS[term];
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      title={name[language]}
      content={
        <div role="note" style={{ maxWidth: 320 }}>
          <p>{means[language]}</p>
          <a href={`/help/glossary?lang=${language}`} target="_blank" rel="noreferrer">
            {say('全部术语', 'All terms')}
          </a>
        </div>
      }
    >
      <Button
        type="text"
        shape="circle"
        size="small"
        className="explained"
        icon={<QuestionCircleOutlined />}
        aria-expanded={open}
        aria-label={say(`什么是“${name['zh-CN']}”`, `What is "${name.en}"?`)}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
      />
    </Popover>
  );
}
