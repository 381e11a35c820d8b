import { Input, Select } from 'antd';
import { useState } from 'react';
import { STATE_NAMES } from '../../../domain/list/list-names';
import { ROW_STATES } from '../../../domain/list/row-life';
import { stepKind } from '../../../domain/list/steps';
import { send } from '../api';
import { RegionPicker } from '../people/region-picker';
import type { FoundRows, List } from '../types';
import { textOf, useWords } from '../words';

/** Which rows are shown; the values stand in the address of the request. */
export interface RosterFilter {
  units?: string;
  category?: string;
  step?: string;
  state?: string;
  [key: string]: string | undefined;
}

/** Filters of the roster; each by itself. */
export function RosterFilters({
  list,
  filter,
  onChange,
}: {
  list: List;
  filter: RosterFilter;
  onChange(filter: RosterFilter): void;
}) {
  const { language, say } = useWords();
  const put = (key: keyof RosterFilter, value: string | undefined) => {
    const { [key]: _, ...rest } = filter;
    onChange(value ? { ...rest, [key]: value } : rest);
  };
  const choices = [
    {
      key: 'category',
      label: say('类别', 'Category'),
      all: say('全部类别', 'All categories'),
      options: list.categories.map(({ id, name }) => ({ value: id, label: textOf(name, language) })),
    },
    {
      key: 'step',
      label: say('进度', 'Step'),
      all: say('全部进度', 'All steps'),
      options: list.track.map((value) => ({ value, label: textOf(stepKind(value).past, language) })),
    },
    {
      key: 'state',
      label: say('状态', 'State'),
      all: say('全部状态', 'All states'),
      options: ROW_STATES.map((value) => ({ value, label: textOf(STATE_NAMES[value], language) })),
    },
  ];
  return (
    <>
      <div style={{ minWidth: 200 }}>
        <RegionPicker
          {...(filter.units && { value: filter.units })}
          all={say('全部单位', 'All units')}
          onChange={(code) => put('units', code)}
          onClear={() => put('units', undefined)}
        />
      </div>
      {choices.map(({ key, label, all, options }) => (
        <Select
          key={key}
          allowClear
          style={{ minWidth: 140 }}
          aria-label={label}
          placeholder={all}
          value={filter[key]}
          onChange={(value?: string) => put(key, value)}
          options={options}
        />
      ))}
    </>
  );
}

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
