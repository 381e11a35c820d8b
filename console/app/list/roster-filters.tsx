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
  return (
    <>
      <div style={{ minWidth: 200 }}>
        <RegionPicker {...(filter.units && { value: filter.units })} onChange={(code) => put('units', code)} />
      </div>
      <Select
        allowClear
        style={{ minWidth: 140 }}
        aria-label={say('类别', 'Category')}
        placeholder={say('全部类别', 'All categories')}
        value={filter.category}
        onChange={(value?: string) => put('category', value)}
        options={list.categories.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))}
      />
      <Select
        allowClear
        style={{ minWidth: 130 }}
        aria-label={say('进度', 'Step')}
        placeholder={say('全部进度', 'All steps')}
        value={filter.step}
        onChange={(value?: string) => put('step', value)}
        options={list.track.map((value) => ({ value, label: textOf(stepKind(value).past, language) }))}
      />
      <Select
        allowClear
        style={{ minWidth: 130 }}
        aria-label={say('状态', 'State')}
        placeholder={say('全部状态', 'All states')}
        value={filter.state}
        onChange={(value?: string) => put('state', value)}
        options={ROW_STATES.map((value) => ({ value, label: textOf(STATE_NAMES[value], language) }))}
      />
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
