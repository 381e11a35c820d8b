import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { send } from '../api';
import { useMe } from '../session';
import type { Found } from '../types';
import { useWords } from '../words';
import { kindWord, pathOf } from './hits';

const WAIT_MS = 200;
const LIST = 'search-hits';

/** One field over everything that has a page: arrows choose, Enter goes there. */
export default function SearchDialog({ onClose }: { onClose(): void }) {
  const { say } = useWords();
  const { can } = useMe();
  const go = useNavigate();
  const [words, setWords] = useState('');
  const { found, said } = useFound(words);
  const [chosen, choose] = useState(0);
  const hits = found?.hits ?? [];
  // The answer to other words begins at its first line.
  useEffect(() => {
    if (found) choose(0);
  }, [found]);

  const open = (index: number) => {
    const hit = hits[index];
    if (!hit) return;
    onClose();
    void go(pathOf(hit, can));
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      choose((before) => (before + step + hits.length) % hits.length);
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) open(chosen);
  };
  const state = said ?? (found && hits.length === 0 ? say('没有找到。', 'Nothing is found.') : '');
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      title={say('查找', 'Search')}
      className="search-dialog"
    >
      <Input
        autoFocus
        allowClear
        size="large"
        prefix={<SearchOutlined />}
        value={words}
        maxLength={50}
        onChange={({ target }) => setWords(target.value)}
        onKeyDown={press}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={LIST}
        aria-activedescendant={hits.length > 0 ? `hit-${chosen}` : undefined}
        aria-label={say('查找', 'Search')}
        placeholder={say(
          '村名、姓名、手机号、回执号、活动、消息编号',
          'Place, person, number, receipt, campaign, message',
        )}
      />
      <div id={LIST} role="listbox" aria-label={say('结果', 'Results')} className="search-hits">
        {hits.map((hit, index) => (
          <button
            type="button"
            key={`${hit.kind} ${hit.label} ${hit.detail}`}
            id={`hit-${index}`}
            role="option"
            aria-selected={index === chosen}
            tabIndex={-1}
            className={index === chosen ? 'chosen' : ''}
            onMouseEnter={() => choose(index)}
            onClick={() => open(index)}
          >
            <span className="soft">{kindWord(hit.kind, say)}</span>
            <b>{hit.label}</b>
            <span className="soft">{hit.detail}</span>
          </button>
        ))}
      </div>
      <p role="status" className="soft">
        {state}
      </p>
    </Modal>
  );
}

/** Asks once the reader pauses, and keeps the last answer until the next one comes. */
function useFound(words: string): { found: Found | null; said: string | null } {
  const [found, setFound] = useState<Found | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const asked = words.trim();
  useEffect(() => {
    if (asked === '') return setFound(null);
    let stale = false;
    const timer = setTimeout(() => {
      send<Found>('/api/search', { words: asked }).then(
        (answer) => {
          if (stale) return;
          setFound(answer);
          setSaid(null);
        },
        (refused: Error) => {
          if (!stale) setSaid(refused.message);
        },
      );
    }, WAIT_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return { found, said };
}
