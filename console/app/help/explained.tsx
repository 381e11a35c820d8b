import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ToggleEvent, useId, useRef, useState } from 'react';
import { TERMS, type TermId } from '../../../domain/text/terms';
import { useWords } from '../words';

const BELOW = 4;

/** A small ? beside a heading: it explains the word; the browser's own popover closes it by Escape and elsewhere. */
export function Explained({ term }: { term: TermId }) {
  const { language, say } = useWords();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { name, means } = TERMS[term];
  const place = ({ currentTarget: { style }, newState }: ToggleEvent<HTMLElement>) => {
    setOpen(newState === 'open');
    const at = button.current?.getBoundingClientRect();
    if (at) Object.assign(style, { top: `${at.bottom + BELOW}px`, left: `${at.left}px` });
  };
  return (
    <>
      <Button
        ref={button}
        type="text"
        shape="circle"
        size="small"
        className="explained"
        icon={<QuestionCircleOutlined />}
        popoverTarget={id}
        aria-expanded={open}
        aria-label={say(`什么是“${name['zh-CN']}”`, `What is "${name.en}"?`)}
      />
      <div id={id} popover="auto" role="note" className="explanation" onBeforeToggle={place}>
        <strong>{name[language]}</strong>
        <p>{means[language]}</p>
        <a href={`/help/glossary?lang=${language}`} target="_blank" rel="noreferrer">
          {say('全部术语', 'All terms')}
        </a>
      </div>
    </>
  );
}
