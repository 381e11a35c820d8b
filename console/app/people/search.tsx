import { Button, Input, Typography } from 'antd';
import { type PropsWithChildren, useState } from 'react';
import { send } from '../api';
import { useMe } from '../session';
import type { PeopleOfRegister, Places } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';
import { dutyName } from './duty-words';

/**
 * Finds places by part of their name or by code, and people by their whole name or number. What may be a person's is
 * sent in a body, never in an address.
 */
export function Search({ onChosen }: { onChosen(code: string): void }) {
  const { say } = useWords();
  const { can } = useMe();
  const [words, setWords] = useState('');
  const [people, setPeople] = useState<PeopleOfRegister['people'] | null>(null);
  const [searched, setSearched] = useState('');
  // A number is never a place.
  const asPlace = /^[\d\s+-]{7,}$/.test(searched) && !/^\d{9,12}$/.test(searched) ? '' : searched;
  const { data } = useData<Places>(asPlace ? `/api/register/search?words=${encodeURIComponent(asPlace)}` : null);
  const search = async (typed: string) => {
    const trimmed = typed.trim();
    setSearched(trimmed);
    setPeople(null);
    if (trimmed.length < 2 || !can('reveal-people')) return;
    setPeople((await send<PeopleOfRegister>('/api/register/people', { words: trimmed })).people);
  };
  const choose = (code: string) => {
    onChosen(code);
    setSearched('');
    setPeople(null);
    setWords('');
  };
  const places = asPlace ? (data?.places ?? []) : [];
  const nothing = searched !== '' && people !== null && people.length + places.length === 0 && (data || !asPlace);
  return (
    <>
      <Input.Search
        allowClear
        value={words}
        maxLength={50}
        onChange={({ target }) => setWords(target.value)}
        onSearch={(typed) => void search(typed)}
        placeholder={say('地名、编码，或完整的姓名、手机号', 'Place, code, or a whole name or number')}
        aria-label={say('查找地区和人', 'Find places and people')}
      />
      {nothing && (
        <Typography.Paragraph type="secondary" role="status">
          {say('没有找到。姓名和手机号要完整。', 'Nothing was found. Names and numbers have to be whole.')}
        </Typography.Paragraph>
      )}
      {places.length + (people ?? []).length > 0 && searched !== '' && (
        <ul className="found" aria-label={say('找到的', 'Found')}>
          {places.map(({ code, name, above, closed }) => (
            <Found key={code} choose={() => choose(code)}>
              {name} {closed && say('（已撤销）', '(closed)')} <span className="soft">{above.join(' / ')}</span>
            </Found>
          ))}
          {(people ?? []).map(({ code, place, above, role, name, phone }) => (
            <Found key={`${code} ${role}`} choose={() => choose(code)}>
              {name} {phone}{' '}
              <span className="soft">
                {above} {place} · {dutyName(role, say)}
              </span>
            </Found>
          ))}
        </ul>
      )}
    </>
  );
}

function Found({ choose, children }: PropsWithChildren<{ choose(): void }>) {
  return (
    <li>
      <Button type="link" size="small" onClick={choose}>
        {children}
      </Button>
    </li>
  );
}
