import { Input } from 'antd';
import { useState } from 'react';
import { send } from '../api';
import type { FoundRows } from '../types';
import { useWords } from '../words';

/** Finds rows by the whole name or the whole ID number; the words go in the body, never in an address. */
export function Find({ path, onFound }: { path: string; onFound(found: FoundRows): void }) {
  const { say } = useWords();
  const [refused, setRefused] = useState<string | null>(null);
  const find = (words: string) => {
    setRefused(null);
    if (words.trim().length < 2) return;
    send<FoundRows>(`${path}/rows/find`, { words: words.trim() }).then(onFound, (error: Error) =>
      setRefused(error.message),
    );
  };
  return (
    <div>
      <Input.Search
        allowClear
        style={{ width: 260 }}
        aria-label={say('按完整姓名或身份证号查找', 'Find by the whole name or ID number')}
        placeholder={say('完整姓名或身份证号', 'Whole name or ID number')}
        autoComplete="off"
        onSearch={find}
      />
      {refused && (
        <div role="alert" className="overdue">
          {refused}
        </div>
      )}
    </div>
  );
}
