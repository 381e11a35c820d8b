import { Button, Flex } from 'antd';
import { useState } from 'react';
import { WORDS, type Word } from '../../../../domain/campaign/definition/message-words';
import { useWords } from '../../words';
import { wordInSigns } from './text-in-words';
import { USUAL } from './word-names';

/** The words that are filled in: each inserts itself where the cursor is. */
export function WordChips({ onInsert }: { onInsert(word: Word): void }) {
  const { language, say } = useWords();
  const [all, setAll] = useState(false);
  return (
    <div style={{ marginBottom: 16 }}>
      <p className="soft" id="chips-about">
        {say(
          '点一个词，插到光标处；发送时换成各单位自己的内容。【如…】到【止】之间的话，符合时才写。',
          'A word goes to where the cursor is; for each unit it is filled in. What stands between [if …] and [end] is said where it fits.',
        )}
      </p>
      <Flex gap={6} wrap role="group" aria-labelledby="chips-about">
        {(all ? WORDS : USUAL).map((word) => (
          <Button key={word} size="small" onClick={() => onInsert(word)}>
            {wordInSigns(word, language)}
          </Button>
        ))}
        <Button size="small" type="link" onClick={() => setAll(!all)}>
          {all ? say('只看常用的', 'Usual ones') : say('全部', 'All')}
        </Button>
      </Flex>
    </div>
  );
}
