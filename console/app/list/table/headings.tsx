import { Button, Flex, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import type { TableLayout } from '../../types';
import { useData } from '../../use-data';
import { textOf, useWords } from '../../words';

/** @param mapped column by heading @returns as the server reads it: `当家人=head` */
export const pairsOf = (mapped: Readonly<Record<string, string>>): string[] =>
  Object.entries(mapped).map(([heading, column]) => `${heading}=${column}`);

/** What headings of the office's table mean, where they go by other words; an import keeps it for the next tables. */
export function Headings({
  path,
  mapped,
  change,
}: {
  path: string;
  mapped: Record<string, string>;
  change(mapped: Record<string, string>): void;
}) {
  const { language, say } = useWords();
  const [heading, setHeading] = useState('');
  const [column, setColumn] = useState<string | null>(null);
  const { data } = useData<TableLayout>(path);
  const nameOf = (key: string): string => {
    const [base, nth] = key.split('@');
    const found = data?.columns.find((one) => one.key === base);
    return (found ? textOf(found.name, language) : key) + (nth ? say(`（成员${nth}）`, ` (member ${nth})`) : '');
  };
  const add = () => {
    if (heading.trim() === '' || column === null) return;
    change({ ...mapped, [heading.trim()]: column });
    setHeading('');
    setColumn(null);
  };
  const remove = (one: string) => change(Object.fromEntries(Object.entries(mapped).filter(([key]) => key !== one)));
  return (
    <div className="section" style={{ marginBottom: 12 }}>
      <Flex gap={8} wrap align="center">
        <span>{say('列名不同时：表中的', 'A heading of the table:')}</span>
        <Input
          aria-label={say('表中的列名', 'Heading of the table')}
          value={heading}
          maxLength={60}
          onChange={({ target }) => setHeading(target.value)}
          style={{ width: 160 }}
          placeholder={say('例如：当家人', 'For example: head')}
        />
        <span>{say('就是', 'means')}</span>
        <Select<string>
          aria-label={say('名单的列', 'Column of the list')}
          value={column}
          onChange={setColumn}
          options={(data?.columns ?? []).map(({ key, name }) => ({ value: key, label: textOf(name, language) }))}
          style={{ width: 180 }}
        />
        <Button onClick={add}>{say('加上', 'Add')}</Button>
      </Flex>
      <Flex gap={4} wrap style={{ minHeight: 12, padding: '8px 0' }}>
        {Object.entries(mapped).map(([one, key]) => (
          <Tag key={one} color="processing" closable onClose={() => remove(one)}>
            {one} = {nameOf(key)}
          </Tag>
        ))}
        {(data?.mapped ?? [])
          .filter((kept) => !(kept.heading in mapped))
          .map((kept) => (
            <Tag key={kept.heading} title={say('以前的表用过', 'From an earlier table')}>
              {kept.heading} = {nameOf(kept.column)}
            </Tag>
          ))}
      </Flex>
    </div>
  );
}
